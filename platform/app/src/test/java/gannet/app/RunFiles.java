package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.host.BundleInspection;
import gannet.parameters.Json;
import gannet.run.Event;
import gannet.run.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/// What a run has left in its folder.
record RunFiles(Path folder) {

    List<Event> events() throws IOException {
        var events = new ArrayList<Event>();
        long offset = 0;
        for (var batch = read(0); batch.offset() > offset; batch = read(offset)) {
            assertThat(batch.damaged()).isEmpty();
            events.addAll(batch.events());
            offset = batch.offset();
        }
        assertThat(folder.resolve("events.jsonl")).as("no half line at the end").hasSize(offset);
        return events;
    }

    private EventReader.Batch read(long offset) throws IOException { return EventReader.read(folder.resolve("events.jsonl"), offset, 1000); }

    /// Everything is whole, and nothing unfinished lies about. No worker may live.
    void assertNothingIsTorn() throws IOException {
        var events = events();
        assertThat(events.stream().map(Event::sequence)).containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
        for (var event : events) {
            if (event instanceof Event.Sampled sampled) {
                assertThat(ImageIO.read(folder.resolve(sampled.file()).toFile())).as(sampled.file()).isNotNull();
            }
        }
        try (var all = Files.walk(folder)) {
            assertThat(all.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
        for (var checkpoint : checkpoints()) {
            var state = Json.read(checkpoint.resolve("state.json"), JsonNode.class);
            assertThat(state.get("parts")).isNotEmpty();
            for (var part : state.get("parts")) {
                assertThat(BundleInspection.sha256(checkpoint.resolve(part.get("file").asText()))).as(checkpoint + " " + part).isEqualTo(part.get("sha256").asText());
            }
        }
    }

    List<Path> checkpoints() throws IOException {
        try (var all = Files.list(folder.resolve("checkpoints"))) {
            return all.toList();
        }
    }

    /// What was measured, but for how the machine did.
    List<Map<String, Double>> values() throws IOException {
        return events().stream().filter(Event.Measured.class::isInstance).map(event -> {
            Map<String, Double> values = new TreeMap<>(((Event.Measured) event).values());
            values.keySet().removeAll(Event.Measured.MACHINE);
            return values;
        }).toList();
    }

    /// The SHA-256 of every file of arrays in the checkpoint of this step.
    Map<String, String> weights(long step) throws IOException {
        var weights = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve("checkpoints").resolve(Long.toString(step)))) {
            for (var file : files.filter(each -> each.toString().endsWith(".safetensors")).toList()) {
                weights.put(file.getFileName().toString(), BundleInspection.sha256(file));
            }
        }
        return weights;
    }
}
