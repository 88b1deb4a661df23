package gannet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach void chooseAFile() { file = folder.resolve("events.jsonl"); }

    @Test void whatWasSaidIsRead() throws IOException {
        var picture = new Event.Picture("images", 8, 8, 32, 32, 64);
        try (var writer = EventWriter.open(file)) {
            writer.started(0, 100, new TreeMap<>(Map.of("engine", "PyTorch")));
            writer.phaseBegan(0, "training", 20);
            writer.measured(10, new TreeMap<>(Map.of("generator", 1.5)));
            writer.sampled(10, "samples/10.png", picture);
            writer.checkpointed(10, "checkpoints/10", 77);
            writer.noted(10, "a word");
            writer.ended(10, Exit.Outcome.STOPPED, "as asked");
        }
        var events = all();
        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(events.get(3)).isEqualTo(new Event.Sampled(4, events.get(3).time(), 10, "samples/10.png", picture));
        assertThat(events.getLast()).isInstanceOf(Event.Ended.class);
    }

    @Test void aLineNamesItsTypeAndWritesTimesInWords() throws IOException {
        try (var writer = EventWriter.open(file)) {
            writer.noted(3, "a word");
        }
        assertThat(Files.readString(file)).matches(
                "\\{\"type\":\"noted\",\"sequence\":1,\"time\":\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\",\"step\":3,\"message\":\"a word\"}\n");
    }

    @Test void aSecondWriterCutsATornLineAndGoesOn() throws IOException {
        say(10);
        Files.writeString(file, "{\"type\":\"meas", StandardOpenOption.APPEND);
        say(20);
        assertThat(all()).extracting(Event::sequence, Event::step).containsExactly(
                tuple(1L, 10L), tuple(2L, 20L));
    }

    @Test void aWriterIsSilentAboutWhatWasSaid() throws IOException {
        say(10, 20, 30);
        say(20, 30, 40);
        assertThat(all()).extracting(Event::step).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test void attemptsAreCounted() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (var writer = EventWriter.open(file)) {
                writer.started(0, 100, new TreeMap<>());
            }
        }
        assertThat(all()).map(event -> ((Event.Started) event).attempt()).containsExactly(1, 2, 3);
    }

    @Test void whatIsNoCharacterBecomesAMarkAndTheLineIsKept() throws IOException {
        var line = Json.text(new Event.Noted(1, Instant.EPOCH, 11, "a\u0000b ?"));
        var bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        bytes[line.indexOf('?')] = (byte) 0xff;
        Files.write(file, bytes);
        assertThat(all()).map(event -> ((Event.Noted) event).message()).containsExactly("a\ufffdb \ufffd");
    }

    @Test void aLineWithoutItsNewlineIsNotYetSaid() throws IOException {
        say(10);
        var line = Json.text(new Event.Noted(2, Instant.EPOCH, 11, "soon"));
        Files.writeString(file, line.substring(0, 20), StandardOpenOption.APPEND);
        var first = EventReader.read(file, 0, 100);
        assertThat(first.events()).hasSize(1);
        Files.writeString(file, line.substring(20) + "\n", StandardOpenOption.APPEND);
        assertThat(EventReader.read(file, first.offset(), 100).events()).containsExactly(new Event.Noted(2, Instant.EPOCH, 11, "soon"));
    }

    @Test void readingIsBounded() throws IOException {
        say(1, 2, 3, 4, 5);
        var batch = EventReader.read(file, 0, 2);
        assertThat(batch.events()).extracting(Event::step).containsExactly(1L, 2L);
        assertThat(EventReader.read(file, batch.offset(), 2).events()).extracting(Event::step).containsExactly(3L, 4L);
    }

    @Test void aDamagedLineIsNamedAndPassedOver() throws IOException {
        say(10);
        Files.writeString(file, "rubbish\n", StandardOpenOption.APPEND);
        say(20);
        var batch = EventReader.read(file, 0, 100);
        assertThat(batch.events()).extracting(Event::step).containsExactly(10L, 20L);
        assertThat(batch.damaged()).hasSize(1).first().asString().contains("events.jsonl has a damaged line at byte").contains("rubbish");
    }

    @Test void aLineThatLacksSomethingIsDamaged() throws IOException {
        say(10);
        Files.writeString(file, "{\"type\":\"sampled\",\"sequence\":2,\"time\":\"1970-01-01T00:00:00Z\",\"step\":11,\"file\":\"a.png\"}\n", StandardOpenOption.APPEND);
        var batch = EventReader.read(file, 0, 100);
        assertThat(batch.events()).hasSize(1);
        assertThat(batch.damaged()).singleElement().asString().contains("media");
    }

    @Test void aLineThatIsNullIsDamaged() throws IOException {
        say(10);
        Files.writeString(file, "null\n", StandardOpenOption.APPEND);
        say(20);
        var batch = EventReader.read(file, 0, 100);
        assertThat(batch.events()).extracting(Event::step).containsExactly(10L, 20L);
        assertThat(batch.damaged()).singleElement().asString().contains("events.jsonl has a damaged line at byte").endsWith("null is no event");
    }

    @Test void aLineWithAValueThatIsNoneIsDamaged() throws IOException {
        say(10);
        Files.writeString(file, "{\"type\":\"measured\",\"sequence\":2,\"time\":\"1970-01-01T00:00:00Z\",\"step\":11,\"values\":{\"generator\":null}}\n", StandardOpenOption.APPEND);
        var batch = EventReader.read(file, 0, 100);
        assertThat(batch.events()).hasSize(1);
        assertThat(batch.damaged()).singleElement().asString().contains("null");
    }

    @Test void aLineLongerThanABlockIsRead() throws IOException {
        try (var writer = EventWriter.open(file)) {
            writer.noted(1, "long ".repeat(500_000));
            writer.noted(2, "short");
        }
        assertThat(all()).extracting(Event::step).containsExactly(1L, 2L);
        say(10);
        assertThat(all()).extracting(Event::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test void nothingIsReadWhereThereIsNothing() throws IOException {
        assertThat(EventReader.read(file, 0, 10)).isEqualTo(new EventReader.Batch(List.of(), 0, List.of()));
    }

    private void say(long... steps) throws IOException {
        try (var writer = EventWriter.open(file)) {
            for (long step : steps) {
                writer.measured(step, new TreeMap<>(Map.of("generator", 1.0)));
            }
        }
    }

    private List<Event> all() throws IOException {
        var events = new ArrayList<Event>();
        for (long offset = 0; offset < Files.size(file); ) {
            var batch = EventReader.read(file, offset, 1000);
            assertThat(batch.offset()).isGreaterThan(offset);
            events.addAll(batch.events());
            offset = batch.offset();
        }
        return events;
    }
}
