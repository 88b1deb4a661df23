package gannet.server.retention;

import gannet.run.Durable;
import gannet.server.progress.Progress;
import gannet.server.retention.Keeping.Verdict;
import gannet.server.retention.RetentionStore.Begun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoints of ended runs: which of them the rules let go, and how they go.
final class EndedCheckpoints {
    /// So many go at once.
    static final int MOST = 5000;
    private static final Logger log = LoggerFactory.getLogger(EndedCheckpoints.class);
    private static final int RUNS_AT_ONCE = 500;

    private final RetentionStore store;
    private final Progress progress;
    private final Path folder;

    /// @param folder of all run directories
    EndedCheckpoints(RetentionStore store, Progress progress, Path folder) {
        this.store = store;
        this.progress = progress;
        this.folder = folder;
    }

    /// @return at most one more than {@link #MOST}
    List<Candidate> going(UUID project, RetentionRules rules, Instant endedBefore) {
        var going = new ArrayList<Candidate>();
        for (long after = 0, last = store.lastOf(project, after, RUNS_AT_ONCE); last > 0; after = last, last = store.lastOf(project, after, RUNS_AT_ONCE)) {
            for (var ofRun : byRun(store.candidates(project, endedBefore, after, RUNS_AT_ONCE))) {
                verdicts(ofRun, rules).stream().filter(Verdict::goes).map(Verdict::checkpoint).forEach(going::add);
                if (going.size() > MOST) {
                    return going.subList(0, MOST + 1);
                }
            }
        }
        return going;
    }

    List<Verdict> verdicts(UUID run, RetentionRules rules, Instant endedBefore) { return verdicts(store.candidates(run, endedBefore), rules); }

    /// @return those that went
    List<Candidate> delete(List<Candidate> going, String person, Instant now) {
        return going.stream().filter(each -> store.begin(each, person, now)
                && finish(new Begun(each.run(), each.number(), each.step(), each.folder(), person), now)).toList();
    }

    /// Finishes what was begun and interrupted.
    void finish(Instant now) { store.begun().forEach(each -> finish(each, now)); }

    /// It loses its name before its files go, so that nobody ever finds half of it; its row goes last.
    private boolean finish(Begun deletion, Instant now) {
        var checkpoint = place(deletion.run(), deletion.folder());
        var going = Durable.temporary(checkpoint);
        try {
            if (Files.isDirectory(checkpoint)) {
                Durable.remove(going);
                Durable.rename(checkpoint, going);
            }
            Durable.remove(going);
        } catch (IOException e) {
            log.warn("The checkpoint {} cannot be deleted, and this is tried again at the next pass: {}", checkpoint, e.getMessage());
            return false;
        }
        store.finish(deletion, now);
        return true;
    }

    boolean isThere(UUID run, long step) { return Files.isDirectory(place(run, "checkpoints/" + step)); }

    /// The file by which a run's own worker knows that a checkpoint stays.
    Path mark(UUID run, long step) { return folder.resolve(run.toString()).resolve("checkpoints").resolve(step + ".kept"); }

    private static List<List<Candidate>> byRun(List<Candidate> candidates) {
        var runs = new ArrayList<List<Candidate>>();
        for (var candidate : candidates) {
            if (runs.isEmpty() || !runs.getLast().getFirst().run().equals(candidate.run())) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(candidate);
        }
        return runs;
    }

    /// A worker lets old ones go by itself, so only those count whose folder is there.
    private List<Verdict> verdicts(List<Candidate> ofRun, RetentionRules rules) {
        var there = ofRun.stream().filter(each -> Files.isDirectory(place(each.run(), each.folder()))).toList();
        return Keeping.of(there, rules, each -> progress.valueAt(each.run(), rules.metric(), each.step()).orElse(Double.NaN));
    }

    private Path place(UUID run, String name) {
        var checkpoints = folder.resolve(run.toString()).resolve("checkpoints");
        var found = folder.resolve(run.toString()).resolve(name).normalize();
        // whatever a worker wrote, nothing but a folder right below is ever deleted
        return checkpoints.equals(found.getParent()) ? found : checkpoints.resolve("none");
    }
}
