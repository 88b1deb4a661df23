package gannet.server.progress;

import gannet.run.EventReader;
import gannet.server.progress.ProgressStore.Place;
import gannet.server.queue.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what one run says from its file into the database and tells those who listen. It remembers nothing that the
/// database does not know: after a failure it looks there where to go on. One thread at a time.
public final class Intake implements Reports {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int BATCH = 5000;

    private final ProgressStore store;
    private final Signals signals;
    private final UUID run;
    private final long number;
    private final UUID project;
    private final Path events;
    private final Witness witness;
    private @Nullable Place place;

    Intake(ProgressStore store, Signals signals, UUID run, long number, UUID project, Path events, Witness witness) {
        this.store = store;
        this.signals = signals;
        this.run = run;
        this.number = number;
        this.project = project;
        this.events = events;
        this.witness = witness;
    }

    @Override public int takeAll() {
        int all = 0;
        while (true) {
            int taken = take();
            if (taken < 0) {
                return all;
            }
            all += taken;
        }
    }

    /// @return how many events, -1 if there was nothing to read
    private int take() {
        if (place == null) {
            witness.begin();
        }
        var from = place == null ? store.place(run) : place;
        place = null; // until the transaction is through
        var batch = read(from.offset());
        if (batch.offset() == from.offset()) {
            place = from;
            return -1;
        }
        batch.damaged().forEach(sentence -> log.warn("Run {}: {}", number, sentence));
        var forced = CompletableFuture.runAsync(this::force, Thread::startVirtualThread);
        var to = store.take(run, from, batch.events(), batch.offset(), witness, forced::join);
        if (to.isEmpty()) {
            return 0;
        }
        place = to.get();
        var fresh = batch.events().stream().filter(event -> event.sequence() > from.lastSequence()).toList();
        signals.said(number, project, fresh);
        return fresh.size();
    }

    private EventReader.Batch read(long offset) {
        try {
            if (!Files.exists(events) || Files.size(events) == offset) {
                return new EventReader.Batch(List.of(), offset, List.of());
            }
            // a file that was put back from a copy is shorter; what is known of it is passed over by its numbers
            return EventReader.read(events, Files.size(events) < offset ? 0 : offset, BATCH);
        } catch (IOException e) {
            throw new UncheckedIOException("The events of run " + number + " cannot be read: " + e, e);
        }
    }

    /// The database must never know more than the disk: after a power cut a worker goes on counting after what the file has
    /// kept, and its new words would carry numbers that were taken already. So the file is on the disk before the
    /// transaction ends, and goes there while the database writes.
    private void force() {
        try (var channel = FileChannel.open(events, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The events of run " + number + " cannot be kept on the disk: " + e, e);
        }
    }
}
