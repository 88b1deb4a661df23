package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gannet.run.Exit.Fault;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.queue.Priority;
import gannet.server.queue.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticingTest {
    private TellingHouse house;
    private Person ada;

    @BeforeEach void open() {
        house = new TellingHouse(Map.of("mailHost", "127.0.0.1", "mailPort", "1", "mailFrom", "gannet@example.org", "mailTls", "NONE"));
        ada = house.ada;
    }

    @AfterEach void close() { house.close(); }

    @Test void anEndIsToldOnce() {
        var job = house.jobs.running(ada, "Faces · seed 1");
        house.jobs.finish(job);
        house.notice();
        house.notice();

        long run = house.jobs.number(job);
        assertThat(house.told(ada)).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Kind.FINISHED);
            assertThat(told.title()).isEqualTo("Run " + run + " finished: Faces · seed 1");
            assertThat(told.text()).isEqualTo("It did all its 1,000 steps in 0 s.");
            assertThat(told.path()).isEqualTo("runs/" + run);
            assertThat(told.read()).isFalse();
        });
        assertThat(house.notifications.unread(ada)).isEqualTo(1);
    }

    @Test void aFailureSaysWhoseFaultItWasAndWhatToDo() {
        house.jobs.end(house.jobs.running(ada, "Faces"), State.FAILED, Fault.PLUGIN, "Dcgan.java:41 divided by zero.");
        house.notice();

        assertThat(house.told(ada).getFirst().text()).isEqualTo(
                "Dcgan.java:41 divided by zero. The plugin is at fault. Tell the plugin's author, or launch it again with other settings.");
    }

    @Test void fourThatLookAtOnceMakeOneNotificationOfEachEnd() throws Exception {
        var jobs = new ArrayList<UUID>();
        for (int i = 0; i < 40; i++) {
            jobs.add(house.jobs.running(ada, "Run of many"));
        }
        jobs.forEach(house.jobs::finish);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> looking = () -> {
                while (unnoticed() > 0) {
                    Noticing.pass(house.storage, house.wakeups, Instant.now(), 3);
                }
                return true;
            };
            for (var looked : threads.invokeAll(List.of(looking, looking, looking, looking))) {
                assertThat(looked.get()).isTrue();
            }
        }

        assertThat(house.told(ada)).hasSize(40).extracting(Notification::run).doesNotHaveDuplicates();
    }

    @Test void whatIsCommittedLateIsToldAlthoughALaterOneWasNoticedBefore() throws SQLException {
        var first = house.jobs.running(ada, "first");
        var second = house.jobs.running(ada, "second");
        house.notice();
        try (var late = house.storage.connections().getConnection()) {
            execute(late, "insert into job_change (job, time, state, actor, reason) values ('" + first + "', now(), 'SUCCEEDED', 'Gannet', '')");
            house.jobs.finish(second);
            house.notice();
            assertThat(house.told(ada)).extracting(Notification::run).containsExactly(house.jobs.number(second));
            late.commit();
        }
        house.notice();

        assertThat(house.told(ada)).extracting(Notification::run).containsExactlyInAnyOrder(house.jobs.number(first), house.jobs.number(second));
    }

    @Test void whoDiesInTheMiddleHasToldNothingAndTheNextOneTellsItOnce() throws Exception {
        house.jobs.finish(house.jobs.running(ada, "Faces"));
        try (var obstacle = house.storage.connections().getConnection(); var threads = Executors.newSingleThreadExecutor()) {
            execute(obstacle, "lock table wish in access exclusive mode");
            var pass = threads.submit(() -> Noticing.pass(house.storage, house.wakeups, Instant.now(), 500));
            while (!killed()) {
                Thread.onSpinWait(); // until it has come to the lock, with its changes marked
            }
            assertThat(pass).failsWithin(30, TimeUnit.SECONDS);
            obstacle.rollback();
        }
        assertThat(house.told(ada)).isEmpty();
        house.notice();

        assertThat(house.kinds(ada)).containsExactly(Kind.FINISHED);
    }

    /// Ends whoever waits for a lock.
    private boolean killed() {
        return house.storage.inTransaction(transaction -> transaction.session().createNativeQuery(
                "select count(pg_terminate_backend(pid)) > 0 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", Boolean.class).getSingleResult());
    }

    @Test void theLastEndIsToldOnceWithItsCounts() {
        wish("pageEnds", "LAST");
        var first = house.jobs.running(ada, "first");
        var second = house.jobs.running(ada, "second");
        var third = house.jobs.queued(ada, "third");
        house.jobs.finish(first);
        house.jobs.end(second, State.FAILED, Fault.USER, "The loss is no number since step 12.");
        house.notice();
        assertThat(house.kinds(ada)).containsExactly(Kind.FAILED);
        house.jobs.finish(house.jobs.started(third));
        house.notice();

        assertThat(house.kinds(ada)).containsExactlyInAnyOrder(Kind.FAILED, Kind.ALL_ENDED);
        assertThat(house.told(ada)).filteredOn(told -> told.kind() == Kind.ALL_ENDED).singleElement().satisfies(told -> {
            assertThat(told.title()).isEqualTo("All your runs have ended");
            assertThat(told.text()).isEqualTo("2 finished, 1 failed.");
            assertThat(told.path()).isEqualTo("runs");
        });
    }

    @Test void runsThatEndTogetherAreOneMessageHoweverTheyAreNoticed() {
        wish("pageEnds", "LAST");
        var jobs = List.of(house.jobs.running(ada, "one"), house.jobs.running(ada, "two"), house.jobs.running(ada, "three"));
        house.notice();
        jobs.forEach(house.jobs::finish);
        while (unnoticed() > 0) {
            Noticing.pass(house.storage, house.wakeups, Instant.now(), 1);
        }

        assertThat(house.told(ada)).singleElement().extracting(Notification::text).isEqualTo("3 finished.");
    }

    @Test void aRunThatWasAloneIsItsOwnLast() {
        wish("pageEnds", "BOTH");
        house.jobs.finish(house.jobs.running(ada, "alone"));
        house.notice();
        assertThat(house.kinds(ada)).containsExactly(Kind.FINISHED);
        wish("pageEnds", "LAST");
        house.jobs.finish(house.jobs.running(ada, "alone again"));
        house.notice();

        assertThat(house.kinds(ada)).containsExactly(Kind.FINISHED, Kind.FINISHED);
    }

    @Test void aPausedRunKeepsNobodyFromTheLastMessage() {
        wish("pageEnds", "LAST");
        var paused = house.jobs.queued(ada, "paused");
        house.jobs.queue().pause(ada, paused);
        var jobs = List.of(house.jobs.running(ada, "one"), house.jobs.running(ada, "two"));
        jobs.forEach(house.jobs::finish);
        house.notice();

        assertThat(house.kinds(ada)).containsExactly(Kind.ALL_ENDED);
    }

    @Test void anothersRunsAreNotOurs() {
        var ben = house.jobs.bench().person("Ben", Role.MEMBER, house.jobs.bench().firstTeam());
        house.jobs.running(ben, "his");
        house.jobs.finish(house.jobs.running(ada, "hers"));
        house.notice();

        assertThat(house.told(ben)).isEmpty();
        assertThat(house.told(ada)).hasSize(1);
    }

    @Test void whatOneDoesOneselfIsNoNews() {
        house.jobs.queue().cancel(ada, house.jobs.queued(ada, "changed her mind"));
        var running = house.jobs.running(ada, "stopped");
        house.jobs.queue().cancel(ada, running);
        house.jobs.end(running, State.STOPPED, Fault.NONE, "Stopped by Ada.");
        house.jobs.queue().pause(ada, house.jobs.running(ada, "paused"));
        house.notice();

        assertThat(house.told(ada)).isEmpty();
    }

    @Test void whatOthersAndTheMachineDoIs() {
        var ben = house.jobs.bench().person("Ben", Role.MAINTAINER, house.jobs.bench().firstTeam());
        var stopped = house.jobs.running(ada, "stopped");
        house.jobs.queue().cancel(ben, stopped);
        house.jobs.end(stopped, State.STOPPED, Fault.NONE, "Stopped by Ben.");
        house.jobs.change(house.jobs.running(ada, "preempted"), State.PREEMPTING, "Gannet", "It gives way to run 9.");
        house.jobs.again(house.jobs.running(ada, "killed"), "Its worker was killed in attempt 1 of 4.");
        house.notice();

        assertThat(house.told(ada)).extracting(Notification::kind, Notification::text).containsExactlyInAnyOrder(
                tuple(Kind.STOPPED, "Stopped by Ben."), tuple(Kind.INTERRUPTED, "It gives way to run 9."),
                tuple(Kind.INTERRUPTED, "Its worker was killed in attempt 1 of 4."));
    }

    @Test void anotherPlaceOrPriorityIsNoNews() {
        var job = house.jobs.running(ada, "one");
        house.jobs.change(job, State.PREEMPTING, "Gannet", "It gives way.");
        house.jobs.queue().prioritise(ada, job, Priority.HIGH);
        house.notice();

        assertThat(house.kinds(ada)).containsExactly(Kind.INTERRUPTED);
    }

    @Test void anInterruptionStaysInThePage() {
        wish("mail", "true");
        house.jobs.change(house.jobs.running(ada, "one"), State.PREEMPTING, "Gannet", "It gives way.");
        house.notice();

        assertThat(house.kinds(ada)).containsExactly(Kind.INTERRUPTED);
        assertThat(house.notifications.standing(ada).deliveries()).isEmpty();
    }

    @Test void mailOfTheLastAndOfFailuresIsDueWhilePagesShowEach() {
        wish("mail", "true");
        var jobs = List.of(house.jobs.running(ada, "one"), house.jobs.running(ada, "two"));
        house.jobs.finish(jobs.getFirst());
        house.jobs.end(jobs.getLast(), State.FAILED, Fault.MACHINE, "Its worker was killed.");
        house.notice();

        assertThat(house.kinds(ada)).containsExactlyInAnyOrder(Kind.FINISHED, Kind.FAILED);
        assertThat(house.notifications.standing(ada).deliveries()).extracting(Delivery::title)
                .containsExactlyInAnyOrder("All your runs have ended", "Run " + house.jobs.number(jobs.getLast()) + " failed: two");
    }

    @Test void whoWaitsLongIsToldOncePerJob() {
        var job = house.jobs.queued(ada, "patient");
        house.notice();
        house.noticeAt(Instant.now().plus(Duration.ofMinutes(59)));
        assertThat(house.told(ada)).isEmpty();
        house.noticeAt(Instant.now().plus(Duration.ofMinutes(60)).plusSeconds(1));
        house.noticeAt(Instant.now().plus(Duration.ofMinutes(90)));
        assertThat(house.told(ada)).singleElement().satisfies(told -> {
            assertThat(told.title()).isEqualTo("Run " + house.jobs.number(job) + " still waits: patient");
            assertThat(told.text()).isEqualTo("It has waited for 1 h.");
        });
        house.jobs.again(house.jobs.started(job), "Its worker was killed.");
        house.noticeAt(Instant.now().plus(Duration.ofMinutes(90)));

        assertThat(house.kinds(ada)).containsExactlyInAnyOrder(Kind.WAITING, Kind.INTERRUPTED);
    }

    @Test void whatHasStartedOrIsPausedDoesNotWait() {
        house.jobs.running(ada, "started");
        house.jobs.queue().pause(ada, house.jobs.queued(ada, "paused"));
        house.notice();
        house.noticeAt(Instant.now().plus(Duration.ofDays(1)));

        assertThat(house.told(ada)).isEmpty();
    }

    @Test void anotherPatienceCountsForWhatWaitsAlready() {
        house.jobs.queued(ada, "patient");
        house.notice();
        wish("waitMinutes", "5");
        house.noticeAt(Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(house.kinds(ada)).containsExactly(Kind.WAITING);

        wish("waitMinutes", "0");
        house.jobs.queued(ada, "more patient");
        house.notice();
        house.noticeAt(Instant.now().plus(Duration.ofDays(30)));
        assertThat(house.kinds(ada)).containsExactly(Kind.WAITING);
    }

    @Test void aRunThatOneMayNoLongerSeeHasNoName() {
        var team = house.jobs.bench().team("Reef");
        var ben = house.jobs.bench().person("Ben", Role.MEMBER, team.getKey());
        var job = house.jobs.queued(ben, team.getValue(), "A secret");
        house.jobs.finish(house.jobs.started(job));
        house.notice();
        assertThat(house.told(ben).getFirst().title()).endsWith("A secret");
        house.jobs.bench().execute("delete from membership where person = '" + ben.id() + "'");

        assertThat(house.told(ben)).singleElement().satisfies(told -> {
            assertThat(told.title()).isEqualTo("A run finished");
            assertThat(told.text()).isEqualTo("It is no longer shared with you.");
            assertThat(List.of(told.run(), told.path())).isEqualTo(List.of(0L, ""));
        });
    }

    @Test void aPageIsToldAtOnceAndWhatIsReadStaysRead() throws InterruptedException {
        var told = new CountDownLatch(1);
        try (var following = house.notifications.follow(ada, told::countDown); var noticing = Noticing.start(house.storage, house.wakeups, house.clock)) {
            assertThat(following).isNotNull();
            assertThat(noticing).isNotNull();
            house.jobs.finish(house.jobs.running(ada, "Faces"));
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
        var one = house.told(ada).getFirst();
        house.notifications.read(house.jobs.bench().person("Ben", Role.MEMBER, house.jobs.bench().firstTeam()), List.of(one.id()));
        assertThat(house.notifications.unread(ada)).isEqualTo(1);
        house.notifications.read(ada, one.time().minusMillis(1));
        assertThat(house.notifications.unread(ada)).isEqualTo(1);
        house.notifications.read(ada, List.of(one.id()));

        assertThat(house.notifications.unread(ada)).isZero();
        assertThat(house.told(ada).getFirst().read()).isTrue();
    }

    @Test void whatIsOldIsThrownAway() {
        house.jobs.finish(house.jobs.running(ada, "Faces"));
        house.notice();
        house.noticeAt(Instant.now().plus(Duration.ofDays(89)));
        assertThat(house.told(ada)).hasSize(1);
        house.noticeAt(Instant.now().plus(Duration.ofDays(91)));

        assertThat(house.told(ada)).isEmpty();
    }

    private void wish(String name, String value) { house.notifications.wish(ada, Map.of(name, value)); }

    private long unnoticed() {
        return house.storage.read(transaction -> transaction.session().createNativeQuery("select count(*) from job_change where not noticed", Long.class).getSingleResult());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
