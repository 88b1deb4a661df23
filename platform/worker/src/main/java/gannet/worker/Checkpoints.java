package gannet.worker;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import gannet.host.BundleInspection;
import gannet.layers.Compute;
import gannet.parameters.Json;
import gannet.run.Durable;
import gannet.run.FullDisk;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoints of a run: each a folder named by its step, complete or not there. Kept are the newest three and every
/// tenth.
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    /// Beside a checkpoint that a person wants kept.
    private static final String KEPT = ".kept";
    private static final int NEWEST = 3;
    private static final int EVERY = 10;
    private static final String STATE = "state.json";

    private final Path folder;
    private final int regular;

    /// @param regular steps between two checkpoints
    public Checkpoints(Path folder, int regular) {
        this.folder = folder;
        this.regular = regular;
    }

    public record Found(Path folder, Checkpoint checkpoint) {}

    /// The newest one that is whole. Damaged ones are set aside and named; half-written ones are removed.
    ///
    /// @param damaged gets a sentence for each
    Optional<Found> newest(List<String> damaged) throws IOException {
        Files.createDirectories(folder);
        for (var leftover : list(name -> name.startsWith("."))) {
            Durable.remove(leftover);
        }
        for (var candidate : list(Checkpoints::isStep).reversed()) {
            try {
                return Optional.of(whole(candidate));
            } catch (RuntimeException | IOException e) { // what a damaged state.json says may be anything
                damaged.add("The checkpoint of step " + candidate.getFileName() + " is damaged and was set aside: " + e.getMessage());
                var aside = candidate.resolveSibling(candidate.getFileName() + ".damaged");
                Durable.remove(aside);
                Durable.rename(candidate, aside);
            }
        }
        return Optional.empty();
    }

    /// The newest one that is whole, while a worker may be writing others: nothing is moved or removed.
    Optional<Found> newestWhole() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        for (var candidate : list(Checkpoints::isStep).reversed()) {
            try {
                return Optional.of(whole(candidate));
            } catch (RuntimeException | IOException e) {
                LOG.warn("The checkpoint {} is passed over: {}", candidate, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /// No hash covers `state.json` itself, so it has to agree with the folder's name.
    private static Found whole(Path candidate) throws IOException {
        var checkpoint = verified(candidate);
        if (checkpoint.step() != Long.parseLong(candidate.getFileName().toString())) {
            throw new IOException(STATE + " is that of step " + checkpoint.step());
        }
        return new Found(candidate, checkpoint);
    }

    /// Whether this is the folder of a checkpoint.
    static boolean isOne(Path checkpoint) { return Files.isRegularFile(checkpoint.resolve(STATE)); }

    /// Reads what `state.json` says, and compares every file with it.
    static Checkpoint verified(Path checkpoint) throws IOException {
        var state = Json.read(checkpoint.resolve(STATE), Checkpoint.class);
        for (var part : state.parts().values()) {
            if (!BundleInspection.sha256(checkpoint.resolve(part.file())).equals(part.sha256())) {
                throw new IOException(part.file() + " is not as it was written");
            }
        }
        return state;
    }

    /// The arrays of every part, owned by this manager.
    static Map<String, NDList> load(Found found, NDManager manager) throws IOException {
        var arrays = new TreeMap<String, NDList>();
        for (var part : found.checkpoint().parts().entrySet()) {
            try (var in = new BufferedInputStream(Files.newInputStream(found.folder().resolve(part.getValue().file())))) {
                arrays.put(part.getKey(), NDList.decode(manager, in));
            }
        }
        return arrays;
    }

    /// Writes a checkpoint unless there is one of this step, and lets old ones go.
    ///
    /// @return its folder
    /// @throws NotFiniteException if an array is not finite any more; nothing is written then
    public Found write(long step, String phase, double epochs, long sequence, Compute compute,
            SortedMap<String, Interval.Sum> interval, SequencedMap<String, NDList> arrays) throws IOException {
        refuseWhatIsNotFinite(arrays);
        var target = folder.resolve(Long.toString(step));
        if (Files.exists(target)) {
            return new Found(target, Json.read(target.resolve(STATE), Checkpoint.class));
        }
        var temporary = Durable.temporary(target);
        try {
            var checkpoint = new Checkpoint(Checkpoint.FORMAT, step, phase, epochs, sequence, compute, interval, writeParts(temporary, arrays));
            Durable.write(temporary.resolve(STATE), Json.pretty(checkpoint));
            Durable.rename(temporary, target);
            tidy();                                                      // not before the new one is safe
            return new Found(target, checkpoint);
        } catch (IOException e) {
            Durable.removeAfter(e, temporary);
            throw FullDisk.isBehind(e) ? new NoRoomException(e, bytes(arrays)) : e;
        }
    }

    private static long bytes(SequencedMap<String, NDList> arrays) {
        return arrays.values().stream().flatMap(List::stream).mapToLong(array -> array.size() * array.getDataType().getNumOfBytes()).sum();
    }

    private static SortedMap<String, Checkpoint.Part> writeParts(Path into, SequencedMap<String, NDList> arrays) throws IOException {
        Durable.remove(into);
        Files.createDirectories(into);
        var parts = new TreeMap<String, Checkpoint.Part>();
        for (var part : arrays.entrySet()) {
            var file = into.resolve(part.getKey().replaceAll("[^\\w.-]", "_") + ".safetensors");
            if (Files.exists(file)) {
                file = into.resolve(parts.size() + "." + file.getFileName());
            }
            // arrays that lie in memory in another order, or on a GPU, are copied for it, and the copies belong to the arrays'
            // manager: to one of this moment, or each checkpoint would leave all its weights behind in memory
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20); var copies = NDManager.newBaseManager()) {
                copies.tempAttachAll(part.getValue());
                part.getValue().encode(out, NDList.Encoding.SAFETENSORS);
            }
            Durable.sync(file);
            parts.put(part.getKey(), new Checkpoint.Part(file.getFileName().toString(), Files.size(file), BundleInspection.sha256(file)));
        }
        return parts;
    }

    private void tidy() throws IOException {
        var all = list(Checkpoints::isStep);
        for (var old : all.subList(0, Math.max(0, all.size() - NEWEST))) {
            if (Long.parseLong(old.getFileName().toString()) % ((long) EVERY * regular) != 0 && !Files.exists(old.resolveSibling(old.getFileName() + KEPT))) {
                var going = Durable.temporary(old);
                Durable.rename(old, going);
                Durable.remove(going);
            }
        }
    }

    private static void refuseWhatIsNotFinite(SequencedMap<String, NDList> arrays) {
        for (var part : arrays.entrySet()) {
            for (var array : part.getValue()) {
                try (var sizes = array.abs(); var sum = sizes.sum()) {
                    if (!Float.isFinite(sum.getFloat())) {
                        throw new NotFiniteException(part.getKey() + ", " + array.getName());
                    }
                }
            }
        }
    }

    /// Sorted by step.
    private List<Path> list(Predicate<String> name) throws IOException {
        try (var files = Files.list(folder)) {
            var found = new ArrayList<>(files.filter(file -> name.test(file.getFileName().toString())).toList());
            found.sort(Comparator.comparingLong(file -> isStep(file.getFileName().toString()) ? Long.parseLong(file.getFileName().toString()) : -1));
            return found;
        }
    }

    private static boolean isStep(String name) { return name.matches("\\d{1,18}"); }
}
