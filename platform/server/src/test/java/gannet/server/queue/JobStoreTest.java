package gannet.server.queue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.run.Exit.Fault;
import gannet.server.account.Role;
import gannet.server.queue.ClaimStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final QueueHouse house = new QueueHouse();
    private final JobStore store = house.queue.store();

    @AfterEach void close() { house.close(); }

    @Test void everyJobIsClaimedExactlyOnceByFourServers() throws Exception {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) {
            all.add(house.queued(house.bench.ada, "run " + i));
        }
        List<Future<List<UUID>>> claims;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<List<UUID>>>();
            for (int i = 0; i < 4; i++) {
                var server = new UUID(9, i);
                work.add(() -> claimAll(server, all));
            }
            claims = threads.invokeAll(work);
        }
        var claimed = new ArrayList<UUID>();
        for (var claim : claims) {
            claimed.addAll(claim.get());
        }
        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    /// Every server wants every job, ten at a time.
    private List<UUID> claimAll(UUID server, List<UUID> jobs) {
        var claimed = new ArrayList<UUID>();
        for (int from = 0; from < jobs.size(); from += 10) {
            var batch = new ArrayList<Claim>();
            for (int i = from; i < from + 10; i++) {
                batch.add(new Claim(jobs.get(i), server, List.of("cpu-" + i), "CPU slot", false));
            }
            house.claims.claim(batch, 0, NOW).forEach(ticket -> claimed.add(ticket.job()));
        }
        return claimed;
    }

    @Test void aDeviceThatIsHeldMakesTheWholeBatchVoid() {
        var first = house.queued(house.bench.ada, "first");
        var second = house.queued(house.bench.ada, "second");
        house.claim(first, "cpu-0");
        var third = house.queued(house.bench.ada, "third");

        assertThatThrownBy(() -> house.claims.claim(List.of(
                new Claim(second, house.here, List.of("cpu-1"), "", false), new Claim(third, house.here, List.of("cpu-0"), "", false)), 0, NOW))
                .hasMessageContaining("occupancy_device");

        assertThat(List.of(house.state(second), house.state(third))).containsOnly(State.QUEUED);
    }

    @Test void everyChangeIsARowAndTheRunFollows() {
        var job = house.queued(house.bench.ada, "one");
        var ticket = house.claim(job, "cpu-0");
        store.change(job, Set.of(State.STARTING), State.RUNNING, NOW.plusSeconds(2), "Gannet", "Its worker trains.");
        store.again(requireNonNull(ticket), NOW.plusSeconds(3), "Its worker was killed.", true);

        assertThat(store.changes(List.of(job)).get(job)).extracting(Job.Change::state)
                .containsExactly(State.QUEUED, State.STARTING, State.RUNNING, State.QUEUED);
        assertThat(store.changes(List.of(job)).get(job)).extracting(Job.Change::reason).contains("Takes its turn on CPU slot 1.");
        assertThat(store.changes(List.of(job)).get(job)).last().isEqualTo(new Job.Change(NOW.plusSeconds(3), State.QUEUED, "Gannet", "Its worker was killed."));
        var found = house.outlook.find(house.bench.ada, job);
        assertThat(found.reason()).isEqualTo("Its worker was killed. Starts in a moment.");
        assertThat(found.attempt()).isEqualTo(1);
        assertThat(store.find(job).orElseThrow().devices()).isEmpty();
    }

    @Test void whatIsOverStaysOver() {
        var job = house.queued(house.bench.ada, "one");
        store.change(job, Set.of(State.QUEUED), State.STOPPED, NOW, "Ada", "Stopped by Ada.");
        for (var state : State.values()) {
            assertThat(store.change(job, Set.of(State.values()), state, NOW, "Ada", "")).isEmpty();
        }
        assertThat(house.claim(job, "cpu-0")).isNull();
    }

    @Test void aChangeFromAnotherStateIsNotMade() {
        var job = house.queued(house.bench.ada, "one");
        house.claim(job, "cpu-0");
        assertThat(store.change(job, Set.of(State.QUEUED), State.STOPPED, NOW, "Ada", "")).isEmpty();
        assertThat(house.state(job)).isEqualTo(State.STARTING);
    }

    @Test void aRunNeverHasTwoOpenJobs() {
        var job = house.queued(house.bench.ada, "one");
        var run = store.find(job).orElseThrow().run();
        var again = List.of(new Queue.Entry(run, house.bench.project, QueueHouse.needs(), "", null));
        assertThatThrownBy(() -> house.bench.storage.inTransaction(transaction -> house.queue.add(transaction, again, house.bench.ada)))
                .hasRootCauseMessage("ERROR: duplicate key value violates unique constraint \"job_open\"\n  Detail: Key (run)=(" + run + ") already exists.");
    }

    @Test void aStopOfTheMachineUsesUpNoAttempt() {
        var job = house.queued(house.bench.ada, "one");
        var ticket = requireNonNull(house.claim(job, "cpu-0"));
        store.again(ticket, NOW, "The machine ended it.", false);
        assertThat(store.find(job).orElseThrow().attemptsAllowed()).isEqualTo(5);
    }

    @Test void anEndThatWasSeenOfAnEarlierAttemptChangesNothing() {
        var job = house.queued(house.bench.ada, "one");
        var first = requireNonNull(house.claim(job, "cpu-0"));
        store.again(first, NOW, "Its worker was killed.", true);
        house.claim(job, "cpu-1");

        assertThat(store.conclude(first, State.FAILED, Fault.MACHINE, NOW, "late news")).isEmpty();
        assertThat(store.again(first, NOW, "late news", true)).isEmpty();
        assertThat(house.state(job)).isEqualTo(State.STARTING);
    }

    @Test void whoseFaultItWasStandsInTheJobAndTheRunAndGoesWithTheNextJob() {
        var job = house.queued(house.bench.ada, "one");
        var ticket = requireNonNull(house.claim(job, "cpu-0"));
        store.conclude(ticket, State.FAILED, Fault.PLUGIN, NOW, "Its step threw.");
        assertThat(house.outlook.find(house.bench.ada, job).fault()).isEqualTo(Fault.PLUGIN);
        assertThat(faultOfRun(ticket)).isEqualTo("PLUGIN");

        store.repeat(ticket.run(), 4, "Ada", NOW);
        assertThat(faultOfRun(ticket)).isEqualTo("NONE");
    }

    private String faultOfRun(Ticket ticket) {
        return house.bench.storage.read(transaction -> transaction.session().createNativeQuery(
                "select fault from run where id = '" + ticket.run() + "'", String.class).getSingleResult());
    }

    @Test void whatWasHeldCountsOnceAndHalves() {
        var job = house.queued(house.bench.ada, "one");
        house.claims.claim(List.of(new Claim(job, house.here, List.of("cpu-0", "cpu-1"), "", false)), 0, NOW);
        store.credit(NOW.plusSeconds(100));
        store.credit(NOW.plusSeconds(100));
        store.change(job, Set.of(State.STARTING), State.SUCCEEDED, NOW.plusSeconds(300), "Gannet", "");
        store.credit(NOW.plusSeconds(900));

        var halfLife = Duration.ofHours(168);
        var read = new SnapshotStore(house.bench.storage).read(_ -> new SnapshotStore.Depth(Priority.URGENT, Set.of(), 1, 1), house.rulebook.current(), NOW.plusSeconds(300).plus(halfLife));
        // 2 devices for 300 s, half of it a half-life later; the first 100 s had faded by a hair when the rest was added
        assertThat(read.people()).hasSize(1);
        assertThat(read.people().getFirst().use()).isBetween(299.9, 300.0);
        assertThat(store.find(job).orElseThrow().usedSeconds()).isEqualTo(300.0);
    }

    @Test void headsOfLinesAreReadAndNothingElse() {
        var ben = house.bench.person("Ben", Role.MEMBER, house.bench.firstTeam());
        var expected = new HashSet<UUID>();
        for (int i = 0; i < 5; i++) {
            var small = house.queued(house.bench.ada, "small");
            var large = house.queued(house.bench.ada, "large", "devices", "2");
            var other = house.queued(ben, "other");
            if (i < 3) {
                expected.addAll(List.of(small, large, other));
            }
        }
        var lines = new SnapshotStore(house.bench.storage).read(_ -> new SnapshotStore.Depth(Priority.URGENT, Set.of(), 3, 3), house.rulebook.current(), NOW).lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.stream().flatMap(line -> line.heads().stream()).map(head -> head.job())).containsExactlyInAnyOrderElementsOf(expected);
    }
}
