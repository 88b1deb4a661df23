package gannet.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/// One line of `events.jsonl`, which only ever grows. Sequence numbers rise by one over the whole run, attempts included.
/// A worker that starts again trains anew from its last checkpoint, to the bit, and keeps silent until it is past what
/// was already said, so that every step is told once.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Event.PhaseBegan.class, name = "phaseBegan"),
    @JsonSubTypes.Type(value = Event.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Event.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = Event.Sampled.class, name = "sampled"),
    @JsonSubTypes.Type(value = Event.Checkpointed.class, name = "checkpointed"),
    @JsonSubTypes.Type(value = Event.Noted.class, name = "noted"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended")
})
public sealed interface Event {
    long sequence();

    Instant time();

    /// How many steps were done when it was said.
    long step();

    /// A worker began or went on.
    ///
    /// @param step the steps already done    @param steps how many there will be in all, which its phases may make fewer than was asked for; 0 where
    /// an earlier version did not say
    /// @param facts engine, driver, precision, threads, host, plugin: what is needed to do it again
    record Started(long sequence, Instant time, int attempt, long step, long steps, SortedMap<String, String> facts) implements Event {}

    /// @param phase its name    @param length steps in it
    record PhaseBegan(long sequence, Instant time, long step, String phase, long length) implements Event {}

    /// Points of chart lines, all at one step.
    sealed interface Charted extends Event {
        SortedMap<String, Double> values();
    }

    /// @param step the last of an interval of [Training#reportEvery] steps
    /// @param values by chart line, means over the interval: losses, beliefs; and how the machine did, see [#MACHINE]
    record Measured(long sequence, Instant time, long step, SortedMap<String, Double> values) implements Charted {
        /// Milliseconds that a step took.
        public static final String STEP_TIME = "step time";

        /// Megabytes of the machine's memory that the worker holds.
        public static final String MEMORY = "memory";

        /// How many of the processor's cores it keeps busy, in percent of one.
        public static final String PROCESSOR = "processor";

        /// Megabytes of the GPU's memory that are taken, by whomever.
        public static final String DEVICE_MEMORY = "device memory";

        /// How much of the time the GPU is busy, in percent.
        public static final String DEVICE_USE = "device use";

        /// Lines that tell of the machine and not of what is learned: they alone differ between two equal runs.
        public static final Set<String> MACHINE = Set.of(STEP_TIME, MEMORY, PROCESSOR, DEVICE_MEMORY, DEVICE_USE);
    }

    /// What the variant measured on examples that it does not learn from.
    record Evaluated(long sequence, Instant time, long step, SortedMap<String, Double> values) implements Charted {}

    /// @param file below the run directory    @param media what it shows, as the page needs it
    record Sampled(long sequence, Instant time, long step, String file, Picture media) implements Event {}

    /// A sheet of equal tiles, row by row.
    ///
    /// @param titles of the pictures that stand side by side in each tile, from left to right; empty if a tile is one picture
    /// @param captions one for each tile; empty if there are none
    record Picture(String kind, int columns, int rows, int tileWidth, int tileHeight, int count, List<String> titles, List<String> captions) {
        public Picture {
            titles = titles == null ? List.of() : List.copyOf(titles);
            captions = captions == null ? List.of() : List.copyOf(captions);
        }

        public Picture(String kind, int columns, int rows, int tileWidth, int tileHeight, int count) {
            this(kind, columns, rows, tileWidth, tileHeight, count, List.of(), List.of());
        }
    }

    /// @param folder below the run directory    @param bytes on disk
    record Checkpointed(long sequence, Instant time, long step, String folder, long bytes) implements Event {}

    /// Something a person may want to know.
    record Noted(long sequence, Instant time, long step, String message) implements Event {}

    /// The worker's last word: all steps done, or stopped as asked, or failed. Why it failed stands in `exit.json` too.
    record Ended(long sequence, Instant time, long step, Exit.Outcome outcome, String reason) implements Event {}
}
