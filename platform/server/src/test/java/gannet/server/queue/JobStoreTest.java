package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.compute.Device;
import gannet.server.experiment.Bench;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Device CPU = new Device("cpu-0", "cpu", "CPU slot 1", 1, 0);
    private final Bench bench = new Bench();
    private final JobStore store = new JobStore(bench.storage);

    @AfterEach void close() { bench.close(); }

    @Test void everyJobIsClaimedExactlyOnceByFourThreads() throws Exception {
        var all = new HashSet<UUID>();
        for (int i = 0; i < 60; i++) {
            all.add(queued("run " + i, i));
        }
        List<Future<List<UUID>>> claims;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<List<UUID>>>();
            for (int i = 0; i < 4; i++) {
                int thread = i;
                work.add(() -> claimAll(new Device("cpu-" + thread, "cpu", "CPU slot " + thread, 1, 0)));
            }
            claims = threads.invokeAll(work);
        }
        var claimed = new ArrayList<UUID>();
        for (var claim : claims) {
            claimed.addAll(claim.get());
        }
        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    /// A device carries one job at a time, so each ends before the next is claimed.
    private List<UUID> claimAll(Device device) {
        var claimed = new ArrayList<UUID>();
        for (var ticket = store.claim(device, NOW); ticket.isPresent(); ticket = store.claim(device, NOW)) {
            claimed.add(ticket.get().job());
            store.change(ticket.get().job(), Set.of(State.STARTING), State.SUCCEEDED, NOW, "Gannet", "");
        }
        return claimed;
    }

    @Test void theOldestComesFirstAndPriorityBeforeAge() {
        var old = queued("old", 0);
        var young = queued("young", 10);
        var urgent = queued("urgent", 20);
        bench.storage.change(transaction -> transaction.session()
                .createMutationQuery("update JobRow set priority = 5 where id = :id").setParameter("id", urgent).executeUpdate());
        assertThat(claimAll(CPU)).containsExactly(urgent, old, young);
    }

    @Test void everyChangeIsARowAndTheRunFollows() {
        var run = bench.run("one", State.QUEUED);
        var job = add(run.getKey(), 0);
        store.claim(CPU, NOW.plusSeconds(1));
        store.change(job, Set.of(State.STARTING), State.RUNNING, NOW.plusSeconds(2), "Gannet", "Its worker trains.");
        store.again(job, NOW.plusSeconds(3), "Its worker was killed.", true);

        assertThat(store.changes(List.of(job)).get(job)).extracting(Job.Change::state)
                .containsExactly(State.QUEUED, State.STARTING, State.RUNNING, State.QUEUED);
        assertThat(store.changes(List.of(job)).get(job)).extracting(Job.Change::reason).contains("Takes its turn on CPU slot 1.");
        assertThat(store.changes(List.of(job)).get(job)).last().isEqualTo(
                new Job.Change(NOW.plusSeconds(3), State.QUEUED, "Gannet", "Its worker was killed."));
        var listed = store.listed(job).orElseThrow();
        assertThat(listed.state()).isEqualTo(State.QUEUED);
        assertThat(listed.reason()).isEqualTo("Its worker was killed.");
        assertThat(listed.attempt()).isEqualTo(1);
    }

    @Test void whatIsOverStaysOver() {
        var job = queued("one", 0);
        store.change(job, Set.of(State.QUEUED), State.STOPPED, NOW, "Ada", "Stopped by Ada.");
        for (var state : State.values()) {
            assertThat(store.change(job, Set.of(State.values()), state, NOW, "Ada", "")).isEmpty();
        }
        assertThat(store.claim(CPU, NOW)).isEmpty();
    }

    @Test void aChangeFromAnotherStateIsNotMade() {
        var job = queued("one", 0);
        store.claim(CPU, NOW);
        assertThat(store.change(job, Set.of(State.QUEUED), State.STOPPED, NOW, "Ada", "")).isEmpty();
        assertThat(store.find(job).orElseThrow().state()).isEqualTo(State.STARTING);
    }

    @Test void aRunNeverHasTwoOpenJobs() {
        var run = bench.run("one", State.QUEUED);
        add(run.getKey(), 0);
        assertThatThrownBy(() -> add(run.getKey(), 1)).isInstanceOf(ConstraintViolationException.class).hasMessageContaining("job_open");
    }

    @Test void aStopOfTheMachineUsesUpNoAttempt() {
        var job = queued("one", 0);
        store.claim(CPU, NOW);
        store.again(job, NOW, "The machine ended it.", false);
        assertThat(store.find(job).orElseThrow().attemptsAllowed()).isEqualTo(5);
    }

    private UUID queued(String name, int age) { return add(bench.run(name, State.QUEUED).getKey(), age); }

    private UUID add(UUID run, int seconds) {
        return bench.storage.inTransaction(transaction -> store.add(transaction, run, 4, "Ada", "Launched.", NOW.plusSeconds(seconds)));
    }
}
