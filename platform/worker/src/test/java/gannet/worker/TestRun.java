package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.BundleInspection;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A run in a folder, and real workers for it.
record TestRun(RunDirectory directory) {
    private static final long PATIENCE_SECONDS = 120;

    static TestRun of(Path folder, Order order) { return new TestRun(RunDirectory.create(folder, order)); }

    Process start() throws IOException {
        directory.reopen();
        return WorkerCommand.ofThisInstallation().start(directory);
    }

    /// Starts a worker and waits until it has gone.
    Exit work() throws IOException, InterruptedException { return end(start()); }

    Exit end(Process worker) throws IOException, InterruptedException {
        if (!worker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            worker.destroyForcibly();
            throw new AssertionError("The worker did not end in time:\n" + Files.readString(directory.log()));
        }
        assertThat(worker.exitValue()).as(() -> log()).isZero();
        return directory.exit().orElseThrow();
    }

    /// Waits until the worker has said something, or has gone.
    void awaitSaid(Process worker, Predicate<Event> wanted) throws IOException, InterruptedException {
        long offset = 0;
        for (boolean said = false; !said; ) {
            boolean gone = worker.waitFor(5, TimeUnit.MILLISECONDS);
            var batch = EventReader.read(directory.events(), offset, 10_000);
            offset = batch.offset();
            said = gone || batch.events().stream().anyMatch(wanted);
        }
    }

    List<Event> events() throws IOException { return EventReader.read(directory.events(), 0, 100_000).events(); }

    <E extends Event> List<E> events(Class<E> type) throws IOException {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// What was measured, without what differs between two equal runs.
    List<Object> curves() throws IOException {
        return events(Event.Measured.class).stream().<Object>map(measured -> {
            var values = new TreeMap<>(measured.values());
            values.keySet().removeAll(Event.Measured.MACHINE);
            return measured.step() + " " + values;
        }).toList();
    }

    String log() {
        try {
            return Files.readString(directory.log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The SHA-256 of every array file of the checkpoint of this step.
    TreeMap<String, String> arrays(long step) throws IOException {
        var arrays = new TreeMap<String, String>();
        try (var files = Files.list(directory.checkpoints().resolve(Long.toString(step)))) {
            for (var file : files.filter(file -> file.toString().endsWith(".safetensors")).toList()) {
                arrays.put(file.getFileName().toString(), BundleInspection.sha256(file));
            }
        }
        return arrays;
    }
}
