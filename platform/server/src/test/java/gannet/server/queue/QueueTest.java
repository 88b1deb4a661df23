package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.queue.Rulebook.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final QueueHouse house = new QueueHouse();
    private final Queue queue = house.queue;
    private final Person ada = house.bench.ada;
    private final Person ben = house.bench.person("Ben", Role.MEMBER, house.bench.firstTeam());

    @AfterEach void close() { house.close(); }

    @Test void aWaitingJobIsPausedAndResumedWithTheAgeItHad() {
        var job = house.queued(ada, "one");
        var since = house.outlook.find(ada, job).since();
        queue.pause(ada, job);
        assertThat(house.outlook.find(ada, job)).extracting(Job::state, Job::reason).containsExactly(State.PAUSED, "Paused by Ada.");
        assertThat(house.planning.carryOut(Instant::now, _ -> true)).isEmpty();

        queue.resume(ada, job);
        assertThat(house.outlook.find(ada, job)).extracting(Job::state, Job::since).containsExactly(State.QUEUED, since);
        assertThat(house.planning.carryOut(Instant::now, _ -> true)).hasSize(1);
    }

    @Test void aJobAtWorkIsAskedToPauseToGiveWayOrToStop() {
        var job = house.queued(ada, "one");
        house.claim(job, "cpu-0");
        queue.requeue(ada, job);
        assertThat(house.state(job)).isEqualTo(State.PREEMPTING);
        queue.pause(ada, job);
        assertThat(house.state(job)).isEqualTo(State.PAUSING);
        queue.cancel(ada, job);
        assertThat(house.state(job)).isEqualTo(State.STOPPING);
        queue.cancel(ada, job); // asked twice is asked once
        assertThat(house.state(job)).isEqualTo(State.STOPPING);
    }

    @Test void whatIsOverCannotBeCancelledOrPaused() {
        var job = house.queued(ada, "one");
        house.claim(job, "cpu-0");
        queue.change(job, Set.of(State.STARTING), State.SUCCEEDED, "Gannet", "");
        assertThatThrownBy(() -> queue.cancel(ada, job)).isInstanceOf(ProblemException.class).hasMessageContaining("Cannot cancel the job of run 1: it has done all its steps.");
        assertThatThrownBy(() -> queue.pause(ada, job)).hasMessageContaining("Cannot pause");
        assertThatThrownBy(() -> queue.requeue(ada, job)).hasMessageContaining("it has done all its steps");
    }

    @Test void aStoppedJobIsQueuedAgainAsAnotherWithTheSameNeeds() {
        var job = house.queued(ada, "one", "priority", "LOW", "timeLimit", "5");
        queue.cancel(ada, job);
        queue.requeue(ada, job);
        var jobs = house.outlook.overview(ada).jobs();
        assertThat(jobs).extracting(Job::state).containsExactly(State.QUEUED, State.STOPPED);
        assertThat(jobs.getFirst().needs()).isEqualTo(jobs.getLast().needs()).extracting(Needs::priority, Needs::timeLimit).containsExactly(Priority.LOW, 5);
        assertThatThrownBy(() -> queue.goOn(ada, queue.store().find(job).orElseThrow().run())).hasMessageContaining("it waits already");
    }

    @Test void highPrioritiesAreForMaintainers() {
        var job = house.queued(ben, "one");
        assertThatThrownBy(() -> queue.prioritise(ben, job, Priority.URGENT)).hasMessageContaining("does not allow to use the priorities HIGH and URGENT");
        queue.prioritise(ben, job, Priority.LOW);
        assertThat(house.outlook.find(ben, job).needs().priority()).isEqualTo(Priority.LOW);
        queue.prioritise(ada, job, Priority.URGENT);
        assertThat(house.outlook.find(ben, job).changes()).last().extracting(Job.Change::actor, Job.Change::reason).containsExactly("Ada", "Priority set to URGENT by Ada.");
    }

    @Test void anAdministratorPutsAnyJobAnywhereAndWhatStoodBeforeStaysThere() {
        var jobs = List.of(house.queued(ada, "a"), house.queued(ada, "b"), house.queued(ada, "c"), house.queued(ada, "d"));
        queue.move(ada, jobs.get(3), jobs.get(1), queue.moves(ada));
        assertThat(house.outlook.order()).containsExactly(jobs.get(0), jobs.get(3), jobs.get(1), jobs.get(2));
        queue.move(ada, jobs.get(2), null, queue.moves(ada));
        assertThat(house.outlook.order()).containsExactly(jobs.get(2), jobs.get(0), jobs.get(3), jobs.get(1));
        queue.move(ada, jobs.get(1), jobs.get(0), queue.moves(ada));
        assertThat(house.outlook.order()).containsExactly(jobs.get(2), jobs.get(1), jobs.get(0), jobs.get(3));
        queue.unpin(ada, jobs.get(2));
        assertThat(house.outlook.order()).containsExactly(jobs.get(1), jobs.get(0), jobs.get(3), jobs.get(2));
    }

    @Test void ofTwoWhoReorderAtOnceTheSecondIsTold() {
        var jobs = List.of(house.queued(ada, "a"), house.queued(ada, "b"), house.queued(ada, "c"));
        long seen = queue.moves(ada);
        queue.move(ada, jobs.get(2), null, seen);
        assertThatThrownBy(() -> queue.move(ada, jobs.get(1), null, seen)).hasMessageContaining("Somebody else has moved a job in the meantime");
    }

    @Test void everybodyMovesTheirOwnAmongTheirOwn() {
        var jobs = List.of(house.queued(ben, "a"), house.queued(ben, "b"));
        var others = house.queued(ada, "c");
        queue.move(ben, jobs.get(1), jobs.get(0), queue.moves(ben));
        assertThat(house.outlook.order()).containsSubsequence(jobs.get(1), jobs.get(0));
        assertThatThrownBy(() -> queue.move(ben, jobs.get(1), others, queue.moves(ben))).hasMessageContaining("You may move your own jobs among your own");
        assertThatThrownBy(() -> queue.move(ben, jobs.get(1), null, queue.moves(ben))).hasMessageContaining("Only an administrator may move a job to the top");
    }

    @Test void limitsOnWaitingJobsSayTheNumbers() {
        house.rulebook.limit(ada, ben.id(), new Limits(null, null, 2));
        house.queued(ben, "a");
        house.queued(ben, "b");
        assertThatThrownBy(() -> house.queued(ben, "c")).hasMessageContaining("2 of 2 jobs that you may have waiting are waiting, so 1 more cannot be queued");
        assertThatThrownBy(() -> house.rulebook.limit(ada, ben.id(), new Limits(null, -1, null)))
                .hasMessageContaining("mostRunning must be a number of devices from 0 to 1,000,000, or null for the rules' own, not -1.");
        assertThatThrownBy(() -> house.rulebook.limit(ben, ben.id(), new Limits(null, 9, 9))).hasMessageContaining("Only an administrator");
    }

    @Test void limitsOnRunningJobsKeepThemWaitingAndSayWhy() {
        house.rulebook.limit(ada, ben.id(), new Limits(null, 1, null));
        var first = house.queued(ben, "a");
        var second = house.queued(ben, "b");
        house.planning.carryOut(Instant::now, _ -> true);
        assertThat(List.of(house.state(first), house.state(second))).containsExactly(State.STARTING, State.QUEUED);
        assertThat(house.outlook.find(ben, second).reason()).isEqualTo("Its owner's runs hold 1 device, of 1 that they may hold at once.");
    }

    @Test void needsThatNothingHereCanMeetAreRefusedAtOnce() {
        assertThat(house.outlook.problems(QueueHouse.needs("devices", "3"))).extracting(problem -> problem.message())
                .containsExactly("A run may ask for up to 2 devices, as many as the largest machine here has, not 3.");
        assertThat(house.outlook.problems(QueueHouse.needs("hardware", "GPU"))).extracting(problem -> problem.message())
                .containsExactly("There is no GPU here; choose other hardware.");
        assertThat(house.outlook.problems(QueueHouse.needs("hostMemory", "9000000"))).extracting(problem -> problem.where()).containsExactly("hostMemory");
    }

    @Test void anUrgentJobTakesThePlaceOfALowerOneAndBothSayWhy() {
        var low = house.queued(ben, "low", "devices", "2");
        house.planning.carryOut(Instant::now, _ -> true);
        var urgent = house.queued(ada, "urgent", "priority", "URGENT");
        house.planning.carryOut(Instant::now, _ -> true);
        assertThat(house.state(low)).isEqualTo(State.PREEMPTING);
        assertThat(house.outlook.find(ben, low).reason()).isEqualTo("Gives way to run 2, which has a higher priority.");
        assertThat(house.outlook.find(ada, urgent)).extracting(Job::place, Job::state).containsExactly(1, State.QUEUED);
        queue.store().again(queue.store().find(low).orElseThrow(), Instant.now(), "Gave way.", false);
        house.planning.carryOut(Instant::now, _ -> true);
        assertThat(List.of(house.state(urgent), house.state(low))).containsExactly(State.STARTING, State.QUEUED);
        assertThat(house.outlook.find(ben, low).reason()).startsWith("Gave way. ").contains("Needs 2 devices of one machine at once");
    }

    @Test void nothingStartsWhileTheQueueIsHeldAndEverybodyIsToldByWhom() {
        var job = house.queued(ben, "one");
        house.rulebook.hold(ada, "New driver");
        assertThat(house.outlook.find(ben, job).reason()).isEqualTo("Nothing starts for the moment: Ada holds the queue: New driver.");
        assertThat(house.outlook.overview(ben).heldBy()).isEqualTo("Ada");
        assertThatThrownBy(() -> house.rulebook.release(ben)).hasMessageContaining("Only an administrator may release the queue");
    }

    @Test void manyAreSteeredAtOnceAndEachSaysWhatCameOfIt() {
        var jobs = List.of(house.queued(ada, "a"), house.queued(ada, "b"), new UUID(1, 1));
        assertThat(queue.bulk(ada, "pause", jobs)).extracting(Queue.Outcome::problem)
                .containsExactly("", "", "There is no such job, or it is not shared with you.");
        assertThat(queue.bulk(ada, "explode", jobs).getFirst().problem()).startsWith("action must be cancel, pause, resume, requeue");
        assertThat(queue.bulk(ada, "LOW", jobs.subList(0, 2))).extracting(Queue.Outcome::problem).containsOnly("");
    }

    @Test void jobsOfOtherTeamsHaveNoNames() {
        var reef = house.bench.team("Reef");
        var zoe = house.bench.person("Zoe", Role.MAINTAINER, reef.getKey());
        var job = house.queued(zoe, reef.getValue(), "secret plan");
        var seen = house.outlook.overview(ben).jobs().getFirst();
        assertThat(seen).extracting(Job::run, Job::runName, Job::launchedBy, Job::teamName).containsExactly(0L, "", "", "");
        assertThatThrownBy(() -> house.outlook.find(ben, job)).hasMessageContaining("There is no such job, or it is not shared with you.");
        assertThatThrownBy(() -> queue.cancel(ben, job)).hasMessageContaining("There is no such job, or it is not shared with you.");
    }

    @Test void rulesAreCheckedAllAtOnceAndTakeEffect() {
        assertThatThrownBy(() -> house.rulebook.change(ada, Map.of("halfLife", 0, "agedEvery", 1))).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problems()).extracting(problem -> problem.where()).containsExactlyInAnyOrder("halfLife", "agedEvery"));
        assertThat(house.rulebook.change(ada, Map.of("halfLife", 24)).halfLife()).isEqualTo(24);
        assertThat(new Rulebook(house.bench.storage).rules(ben).halfLife()).isEqualTo(24);
        assertThatThrownBy(() -> house.rulebook.share(ada, new UUID(1, 1), new Limits(2.0, null, null))).hasMessageContaining("There is no team");
        assertThatThrownBy(() -> house.rulebook.share(ada, house.bench.firstTeam(), new Limits(-2.0, null, null))).hasMessageContaining("weight must be more than 0");
    }
}
