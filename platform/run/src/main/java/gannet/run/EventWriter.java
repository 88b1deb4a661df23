package gannet.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import gannet.parameters.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

/// Says what happens in a run, each thing once. A worker that was killed and trains anew from its last checkpoint says
/// everything again; what was said before the kill is recognised by its kind and step and not written twice.
public final class EventWriter implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    private long end;
    private long sequence;
    private int attempts;
    private long lastStep;
    private long measured;
    private long evaluated = -1;
    private long sampled = -1;
    private long checkpointed = -1;
    private final Set<String> phases = new HashSet<>();

    private EventWriter(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /// Goes on after the last whole line; a torn one after it, left by a kill, is cut off.
    public static EventWriter open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long end = wholeLines(channel);
            channel.truncate(end);
            var writer = new EventWriter(channel, end);
            for (long offset = 0; offset < end; ) {
                var batch = EventReader.read(file, offset, 10_000);
                batch.events().forEach(writer::remember);
                offset = batch.offset();
            }
            return writer;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// The highest sequence number said so far; 0 if none was.
    public long sequence() { return sequence; }

    /// The furthest step that was ever spoken of; 0 if none was.
    public long lastStep() { return lastStep; }

    public boolean hasEvaluated(long step) { return step <= evaluated; }

    public boolean hasSampled(long step) { return step <= sampled; }

    public void started(long step, long steps, SortedMap<String, String> facts) throws IOException {
        write(new Event.Started(next(), Instant.now(), attempts + 1, step, steps, facts));
    }

    public void phaseBegan(long step, String phase, long length) throws IOException {
        if (!phases.contains(phase)) {
            write(new Event.PhaseBegan(next(), Instant.now(), step, phase, length));
        }
    }

    public void measured(long step, SortedMap<String, Double> values) throws IOException {
        if (step > measured) {
            write(new Event.Measured(next(), Instant.now(), step, values));
        }
    }

    public void evaluated(long step, SortedMap<String, Double> values) throws IOException {
        if (step > evaluated) {
            write(new Event.Evaluated(next(), Instant.now(), step, values));
        }
    }

    public void sampled(long step, String file, Event.Picture media) throws IOException {
        if (step > sampled) {
            write(new Event.Sampled(next(), Instant.now(), step, file, media));
        }
    }

    public void checkpointed(long step, String folder, long bytes) throws IOException {
        if (step > checkpointed) {
            write(new Event.Checkpointed(next(), Instant.now(), step, folder, bytes));
        }
    }

    public void noted(long step, String message) throws IOException { write(new Event.Noted(next(), Instant.now(), step, message)); }

    public void ended(long step, Exit.Outcome outcome, String reason) throws IOException {
        write(new Event.Ended(next(), Instant.now(), step, outcome, reason));
    }

    /// Waits until everything said is on the disk.
    public void force() throws IOException { channel.force(true); }

    @Override public void close() throws IOException { channel.close(); }

    private long next() { return sequence + 1; }

    private void write(Event event) throws IOException {
        var line = ByteBuffer.wrap((line(event) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            if (channel.size() > end) {
                channel.truncate(end); // half a line that could not be cut off when it was written
            }
            while (line.hasRemaining()) {
                channel.write(line, end + line.position());
            }
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        end += line.limit();
        remember(event);
    }

    /// A full disk takes half a line; what is said next must not be said behind it.
    private void cutOff(IOException failure) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static String line(Event event) throws IOException {
        try {
            return Json.mapper().writerFor(Event.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IOException("An event cannot be written as JSON: " + event, e);
        }
    }

    private void remember(Event event) {
        sequence = Math.max(sequence, event.sequence());
        lastStep = Math.max(lastStep, event.step());
        switch (event) {
            case Event.Started started -> attempts = Math.max(attempts, started.attempt());
            case Event.PhaseBegan began -> phases.add(began.phase());
            case Event.Measured some -> measured = Math.max(measured, some.step());
            case Event.Evaluated some -> evaluated = Math.max(evaluated, some.step());
            case Event.Sampled some -> sampled = Math.max(sampled, some.step());
            case Event.Checkpointed some -> checkpointed = Math.max(checkpointed, some.step());
            case Event.Noted _, Event.Ended _ -> { }
        }
    }

    /// The length of the file without what follows its last newline.
    private static long wholeLines(FileChannel channel) throws IOException {
        var block = ByteBuffer.allocate(BLOCK);
        for (long end = channel.size(); end > 0; end = Math.max(0, end - BLOCK)) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) { }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }
}
