package gannet.testkit.chaos;

import gannet.run.Event;
import gannet.run.EventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// What a run has said in its folder.
///
/// @param damaged sentences about lines that cannot be read, and about a half one at the end
record Said(List<Event> events, List<String> damaged) {
    static Said in(Path folder) {
        var file = folder.resolve("events.jsonl");
        var events = new ArrayList<Event>();
        var damaged = new ArrayList<String>();
        try {
            long offset = 0;
            for (var batch = EventReader.read(file, 0, 1000); batch.offset() > offset; batch = EventReader.read(file, offset, 1000)) {
                damaged.addAll(batch.damaged());
                events.addAll(batch.events());
                offset = batch.offset();
            }
            if (Files.size(file) != offset) {
                damaged.add("its last line is half");
            }
            return new Said(events, damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isNumberedOnceInOrder() {
        return events.stream().map(Event::sequence).toList().equals(LongStream.rangeClosed(1, events.size()).boxed().toList());
    }

    List<Event.Measured> measured() { return events.stream().filter(Event.Measured.class::isInstance).map(Event.Measured.class::cast).toList(); }

    List<Long> stepsOf(Class<? extends Event> kind) { return events.stream().filter(kind::isInstance).map(Event::step).toList(); }

    /// What was measured, but for how the machine did.
    List<Map<String, Double>> values() {
        return measured().stream().map(event -> {
            Map<String, Double> values = new TreeMap<>(event.values());
            values.keySet().removeAll(Event.Measured.MACHINE);
            return values;
        }).toList();
    }
}
