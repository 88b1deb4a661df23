package gannet.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import gannet.parameters.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `events.jsonl` from where it was left. A line without its newline is not yet said.
public final class EventReader {
    private static final int BLOCK = 1 << 20;
    private static final int LEAST = 1 << 12;
    private static final int LONGEST_LINE = 1 << 24;

    /// A plugin's code runs where events are written: a line that lacks something is damaged.
    private static final ObjectReader EVENT = Json.mapper().copy().setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .readerFor(Event.class).with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).with(StreamReadFeature.USE_FAST_DOUBLE_PARSER);

    private static final byte[] ZERO = "\\u0000".getBytes(StandardCharsets.US_ASCII);

    private EventReader() {}

    /// @param events in their order    @param offset where to go on reading, in bytes
    /// @param damaged a sentence for every line that is not an event; such lines are passed over
    public record Batch(List<Event> events, long offset, List<String> damaged) {}

    /// Reads what is there, at most so many lines; nothing if there is no file yet.
    public static Batch read(Path file, long offset, int lines) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var block = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, BLOCK));
            fill(channel, block, offset);
            while (lastNewline(block) < 0 && offset + block.position() < channel.size() && block.capacity() < LONGEST_LINE) {
                block = ByteBuffer.allocate(Math.max(LEAST, 2 * block.capacity())); // it was empty if the file has grown since
                fill(channel, block, offset);
            }
            if (lastNewline(block) < 0 && block.position() >= LONGEST_LINE) {
                return new Batch(List.of(), offset + block.position(),
                        List.of(file + " has no end of a line in the " + LONGEST_LINE + " bytes from byte " + offset + "; they were passed over."));
            }
            return parsed(file, offset, block, lines);
        } catch (NoSuchFileException e) {
            return new Batch(List.of(), offset, List.of());
        }
    }

    private static Batch parsed(Path file, long offset, ByteBuffer block, int lines) {
        var events = new ArrayList<Event>();
        var damaged = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i < block.position() && events.size() + damaged.size() < lines; i++) {
            if (block.get(i) != '\n') {
                continue;
            }
            try {
                events.add(event(block.array(), from, i - from));
            } catch (IOException e) {
                damaged.add("%s has a damaged line at byte %d: %s".formatted(file, offset + from, reason(e)));
            }
            from = i + 1;
        }
        return new Batch(List.copyOf(events), offset + from, List.copyOf(damaged));
    }

    /// Nearly all lines are read as they are; only one that is not understood, or may hold a zero, is looked at as text.
    private static Event event(byte[] bytes, int from, int length) throws IOException {
        if (!holds(bytes, from, length, ZERO)) {
            try {
                return said(EVENT.readValue(bytes, from, length));
            } catch (IOException e) {
                // as text, bytes that are no characters become marks
            }
        }
        return said(EVENT.readValue(new String(bytes, from, length, StandardCharsets.UTF_8).replace("\\u0000", "\\ufffd"))); // no database keeps a zero
    }

    /// The word null alone is JSON, and says nothing.
    private static Event said(@Nullable Event event) throws IOException {
        if (event == null) {
            throw new IOException("null is no event");
        }
        return event;
    }

    private static boolean holds(byte[] bytes, int from, int length, byte[] sought) {
        for (int i = from; i <= from + length - sought.length; i++) {
            if (bytes[i] == sought[0] && Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(IOException e) { return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage()); }

    private static int lastNewline(ByteBuffer block) {
        int i = block.position() - 1;
        while (i >= 0 && block.get(i) != '\n') {
            i--;
        }
        return i;
    }

    private static void fill(FileChannel channel, ByteBuffer block, long offset) throws IOException {
        while (block.hasRemaining() && channel.read(block, offset + block.position()) >= 0) { }
    }
}
