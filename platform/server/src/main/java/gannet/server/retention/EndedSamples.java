package gannet.server.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The samples of ended runs: which of them the rules let go, and how they go.
final class EndedSamples {
    /// So many go at once.
    static final int MOST = 5000;
    private static final Logger log = LoggerFactory.getLogger(EndedSamples.class);
    private static final int RUNS_AT_ONCE = 200;

    private final OldSampleStore store;
    private final Path folder;

    /// @param folder of all run directories
    EndedSamples(OldSampleStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /// @param samples those that go    @param of how many the run has    @param bytes of those that go
    record Thinned(List<OldSample> samples, int of, long bytes) {
        OldSample first() { return samples.getFirst(); }
    }

    /// By run; no more runs once there are {@link #MOST} samples.
    List<Thinned> going(UUID project, RetentionRules rules, Instant endedBefore) {
        var going = new ArrayList<Thinned>();
        int count = 0;
        if (rules.samples() == 0) {
            return going;
        }
        for (long after = 0, last = store.lastOf(project, endedBefore, after, RUNS_AT_ONCE); last > 0; after = last, last = store.lastOf(project, endedBefore, after, RUNS_AT_ONCE)) {
            for (var ofRun : byRun(store.samples(project, endedBefore, after, last)).values()) {
                var thin = Thinning.going(ofRun, rules.samples());
                if (!thin.isEmpty()) {
                    going.add(new Thinned(thin, ofRun.size(), thin.stream().mapToLong(each -> size(place(each.run(), each.file()))).sum()));
                    count += thin.size();
                }
                if (count >= MOST) {
                    return going;
                }
            }
        }
        return going;
    }

    /// @return how many went
    int delete(Thinned thinned, String person, Instant now) {
        var run = thinned.first().run();
        store.begin(run, thinned.samples().stream().map(OldSample::step).toList(), person, now);
        return finish(run, now);
    }

    /// Finishes what was begun and interrupted.
    void finish(Instant now) { store.begun().forEach(run -> finish(run, now)); }

    /// Rows go behind the files: a sample whose file is gone is shown as that until its row goes as well.
    private int finish(UUID run, Instant now) {
        var gone = new ArrayList<Long>();
        store.begun(run).forEach((step, file) -> {
            try {
                Files.deleteIfExists(place(run, file));
                gone.add(step);
            } catch (IOException e) {
                log.warn("The sample {} of run {} cannot be deleted, and this is tried again at the next pass: {}", file, run, e.getMessage());
            }
        });
        store.finish(run, gone, now);
        return gone.size();
    }

    private static Map<UUID, List<OldSample>> byRun(List<OldSample> samples) {
        var runs = new LinkedHashMap<UUID, List<OldSample>>();
        samples.forEach(sample -> runs.computeIfAbsent(sample.run(), run -> new ArrayList<>()).add(sample));
        return runs;
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private Path place(UUID run, String name) {
        var samples = folder.resolve(run.toString()).resolve("samples");
        var found = folder.resolve(run.toString()).resolve(name).normalize();
        // whatever a worker wrote, nothing but a file right below is ever deleted
        return samples.equals(found.getParent()) ? found : samples.resolve("none");
    }
}
