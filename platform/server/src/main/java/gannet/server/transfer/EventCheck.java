package gannet.server.transfer;

import gannet.run.Event;
import gannet.run.EventReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Reads every event of a zip before any is taken in: their order, and that the files that they name are the run's own.
final class EventCheck {
    private static final int BATCH = 5000;
    private static final int MOST_LINES_OF_CHARTS = 1000;
    private static final int LARGEST_SIDE = 1 << 14;
    private static final long MOST_STEPS = 1_000_000_000_000L;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Refusals refusals;
    private final Set<String> names = new HashSet<>();
    private long sequence = Long.MIN_VALUE;

    private EventCheck(Refusals refusals) { this.refusals = refusals; }

    static void check(Path events, Refusals refusals) throws IOException { new EventCheck(refusals).all(events); }

    private void all(Path file) throws IOException {
        long offset = 0;
        while (!refusals.isFull()) {
            var batch = EventReader.read(file, offset, BATCH);
            batch.damaged().forEach(sentence -> refusals.add("Its events cannot be read: " + sentence.replace(file.toString(), Contents.EVENTS)));
            batch.events().forEach(this::one);
            if (batch.offset() == offset) {
                return;
            }
            offset = batch.offset();
        }
    }

    private void one(Event event) {
        if (event.sequence() <= sequence || event.step() < 0 || event.step() > MOST_STEPS || event.time().isBefore(EARLIEST) || event.time().isAfter(LATEST)) {
            refusals.add("Event %d stands out of order, or its step %d or time %s cannot be.".formatted(event.sequence(), event.step(), event.time()));
        }
        sequence = event.sequence();
        switch (event) {
            case Event.Sampled sampled -> {
                var media = sampled.media();
                if (!Contents.isSample(sampled.file())) {
                    refusals.add("Event %d names the sample %s, which is no part of a run.".formatted(event.sequence(), Refusals.shown(sampled.file())));
                }
                if (!isSide(media.columns()) || !isSide(media.rows()) || !isSide(media.tileWidth()) || !isSide(media.tileHeight()) || media.count() < 1
                        || media.count() > (long) media.columns() * media.rows() || !media.kind().matches("[a-zA-Z][a-zA-Z0-9 -]{0,40}")) {
                    refusals.add("Event %d describes a sample that cannot be: %d × %d tiles of %d × %d.".formatted(event.sequence(), media.columns(), media.rows(), media.tileWidth(), media.tileHeight()));
                }
            }
            case Event.Checkpointed checkpointed -> {
                if (!checkpointed.folder().equals("checkpoints/" + checkpointed.step())) {
                    refusals.add("Event %d names the checkpoint %s, which is no part of a run.".formatted(event.sequence(), Refusals.shown(checkpointed.folder())));
                }
            }
            case Event.Charted charted -> {
                if (names.addAll(charted.values().keySet()) && names.size() > MOST_LINES_OF_CHARTS) {
                    refusals.add("Its events tell of more than " + MOST_LINES_OF_CHARTS + " chart lines.");
                }
            }
            case Event.Started _, Event.PhaseBegan _, Event.Noted _, Event.Ended _ -> {
                // words, which are shown as text
            }
        }
    }

    private static boolean isSide(int side) { return side >= 1 && side <= LARGEST_SIDE; }
}
