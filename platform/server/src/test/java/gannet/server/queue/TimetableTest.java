package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.compute.Device;
import gannet.server.queue.History.Ended;
import gannet.server.queue.Timetable.Entry;
import gannet.server.queue.Timetable.Tense;
import gannet.server.team.Member;
import gannet.server.team.Teams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the lanes and the history show, from a real database.
class TimetableTest {
    private final QueueHouse house = new QueueHouse();
    private final Person ada = house.bench.ada;
    private final Person ben = house.bench.person("Ben", Role.MEMBER, house.bench.firstTeam());
    private final Timetable timetable = new Timetable(house.bench.storage, house.bench.policy, house.devices);
    private final History history = new History(house.bench.storage, house.bench.policy);

    @AfterEach void close() { house.close(); }

    @Test void aLaneHoldsWhatRanWhatRunsAndWhatShouldComeNext() {
        var over = house.queued(ben, "over");
        house.claim(over, "cpu-0");
        house.queue.change(over, Set.of(State.STARTING), State.FAILED, "Gannet", "Out of memory.");
        var now = house.queued(ben, "now");
        house.claim(now, "cpu-0");
        house.queue.change(now, Set.of(State.STARTING), State.RUNNING, "Gannet", "");
        house.bench.execute("update run set milliseconds_per_step = 1000, step = 400 where name = 'now'");
        var other = house.queued(ben, "other");
        house.claim(other, "cpu-1");
        house.queued(ben, "next");

        var lanes = lanes(ben);

        assertThat(lanes.getFirst()).extracting(Entry::name, Entry::tense, Entry::state).containsExactly(
                tuple("over", Tense.PAST, State.FAILED), tuple("now", Tense.PRESENT, State.RUNNING),
                tuple("next", Tense.FUTURE, State.QUEUED));
        assertThat(lanes.getFirst().get(1).done()).isEqualTo(0.4);
        assertThat(Duration.between(Instant.now(), lanes.getFirst().get(1).to())).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
        assertThat(lanes.getLast()).extracting(Entry::name).containsExactly("other");
    }

    @Test void whatEndedBeforeTheWindowIsNotRead() {
        var old = house.queued(ben, "old");
        house.claim(old, "cpu-0");
        house.queue.change(old, Set.of(State.STARTING), State.SUCCEEDED, "Gannet", "");
        house.bench.execute("update occupancy set started = started - interval '9 hours', ended = ended - interval '8 hours'");
        assertThat(lanes(ben).getFirst()).isEmpty();
    }

    @Test void anAttemptThatGaveWayIsShownAsOneThatWentBack() {
        var job = house.queued(ben, "back");
        house.claim(job, "cpu-0");
        house.queue.store().again(house.queue.store().find(job).orElseThrow(), Instant.now(), "Gave way.", false);
        house.claim(job, "cpu-1");
        assertThat(lanes(ben).getFirst()).extracting(Entry::tense, Entry::state).containsExactly(tuple(Tense.PAST, State.PREEMPTING));
        assertThat(lanes(ben).getLast()).extracting(Entry::tense).containsExactly(Tense.PRESENT);
    }

    @Test void historySaysHowLongAJobWaitedAndRan() {
        var job = house.queued(ben, "timed");
        house.claim(job, "cpu-0");
        house.bench.execute("update job set created = created - interval '30 minutes'");
        house.bench.execute("update occupancy set started = started - interval '10 minutes', credited = credited - interval '10 minutes'");
        house.queue.change(job, Set.of(State.STARTING), State.SUCCEEDED, "Gannet", "");
        var cancelled = house.queued(ben, "cancelled");
        house.queue.cancel(ben, cancelled);

        var ended = history.page(ben, History.Filter.ALL, Instant.now(), 10);

        assertThat(ended).extracting(Ended::name, Ended::state).containsExactly(
                tuple("cancelled", State.STOPPED), tuple("timed", State.SUCCEEDED));
        assertThat(ended.getLast().waited()).isBetween(Duration.ofSeconds(1199), Duration.ofSeconds(1210));
        assertThat(ended.getLast().ran()).isBetween(Duration.ofSeconds(599), Duration.ofSeconds(610));
        assertThat(ended.getLast().devices()).containsExactly("cpu-0");
        assertThat(ended.getFirst().ran()).isZero();
        assertThat(history.page(ben, History.Filter.ALL, ended.getFirst().ended(), 10)).extracting(Ended::name).containsExactly("timed");
        assertThat(history.page(ada, new History.Filter(ada.id(), null, null), Instant.now(), 10)).isEmpty();
        assertThat(history.page(ben, new History.Filter(null, null, new Device.Key(house.here, "cpu-0")), Instant.now(), 10)).extracting(Ended::name).containsExactly("timed");
    }

    @Test void othersTeamsJobsHaveNoNamesInLanesAndHistory() {
        var reef = house.bench.team("Reef");
        var rita = house.bench.person("Rita", Role.MEMBER, reef.getKey());
        var job = house.queued(rita, reef.getValue(), "secret");
        house.bench.execute("update job set team = '%s' where id = '%s'".formatted(reef.getKey(), job));
        house.claim(job, "cpu-0");
        assertThat(lanes(ben).getFirst()).extracting(Entry::run, Entry::name, Entry::who, Entry::teamName).containsExactly(tuple(0L, "", "", ""));
        house.queue.change(job, Set.of(State.STARTING), State.FAILED, "Gannet", "The secret failed.");
        assertThat(lanes(ben).getFirst()).extracting(Entry::name).containsExactly("");
        assertThat(history.page(ben, History.Filter.ALL, Instant.now(), 10)).extracting(Ended::name, Ended::reason, Ended::team).containsExactly(tuple("", "", ""));
        assertThat(history.page(ben, new History.Filter(rita.id(), null, null), Instant.now(), 10)).isEmpty();
        assertThat(history.page(rita, History.Filter.ALL, Instant.now(), 10)).extracting(Ended::name).containsExactly("secret");
    }

    @Test void teamsUsedPartsAreSetBesideWhatTheirWeightsGiveThem() {
        var reef = house.bench.team("Reef").getKey();
        var far = house.bench.team("Far").getKey();
        house.rulebook.share(ada, reef, new Rulebook.Limits(3.0, null, null));
        house.bench.execute("insert into use_of_person values ('%s', '%s', 900, now()), ('%s', '%s', 100, now())".formatted(house.bench.firstTeam(), ada.id(), reef, ben.id()));
        var teams = new Usage(house.bench.storage, house.rulebook, Clock.systemUTC()).teams(ben);
        assertThat(teams).extracting(Usage.TeamUse::name).containsExactly("First team", "Other teams");
        assertThat(new Usage(house.bench.storage, house.rulebook, Clock.systemUTC()).teams(ada)).extracting(Usage.TeamUse::name).containsExactly("First team", "Reef");
        assertThat(teams).extracting(Usage.TeamUse::due).containsExactly(0.25, 0.75);
        assertThat(teams.getFirst().used()).isBetween(0.899, 0.901);
        assertThat(teams).extracting(Usage.TeamUse::team).doesNotContain(far);
    }

    /// Those that were counted stand in a row of their own: nobody sums what was held years ago.
    @Test void hoursOfAMemberAreThoseThatWereCountedAndThoseOfWhatTheyHold() {
        var over = house.queued(ben, "over");
        house.claim(over, "cpu-0");
        house.bench.execute("update occupancy set started = started - interval '90 minutes', credited = credited - interval '90 minutes'");
        house.queue.change(over, Set.of(State.STARTING), State.SUCCEEDED, "Gannet", "");
        house.bench.execute("update use_of_person set as_of = as_of - interval '1 year'");
        house.bench.execute("delete from occupancy");
        var held = house.queued(ben, "held");
        house.claim(held, "cpu-0");
        house.bench.execute("update occupancy set started = started - interval '30 minutes', credited = credited - interval '30 minutes'");
        assertThat(hours(ben)).isCloseTo(2, within(0.1));
        house.queue.change(held, Set.of(State.STARTING), State.FAILED, "Gannet", "");
        assertThat(hours(ben)).isCloseTo(2, within(0.1));
        assertThat(hours(ada)).isZero();
    }

    private double hours(Person person) {
        return new Teams(house.bench.storage, Clock.systemUTC()).people(ada, house.bench.firstTeam()).stream()
                .filter(member -> member.person().equals(person.id())).mapToDouble(Member::hours).sum();
    }

    @Test void onesOwnWaitingJobsAreListedInTheirOrder() {
        house.queued(ada, "hers");
        var own = List.of(house.queued(ben, "a"), house.queued(ben, "b"));
        assertThat(house.outlook.own(ben, house.outlook.overview(ben))).extracting(Job::id).containsExactlyElementsOf(own);
    }

    private List<List<Entry>> lanes(Person who) {
        var now = Instant.now();
        return timetable.lanes(who, house.outlook.overview(who), now.minus(Duration.ofHours(3)), now.plus(Duration.ofHours(9))).stream().map(Timetable.Lane::entries).toList();
    }
}
