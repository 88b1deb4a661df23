package gannet.server.retention;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.run.Durable;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.progress.Progress;
import gannet.server.retention.Keeping.Verdict;
import gannet.server.retention.RetentionStore.Begun;
import gannet.server.retention.RetentionStore.Key;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what a project's rules say of the checkpoints of ended runs, and lets the rest go: never before it has been shown,
/// unless the rules say that Gannet does so by itself.
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int MOST = 5000;
    private static final int RUNS_AT_ONCE = 500;
    private static final int LONGEST_TAG = 50;
    private static final Duration BETWEEN_PASSES = Duration.ofDays(1);

    private final RetentionStore store;
    private final DiskUse diskUse;
    private final Policy policy;
    private final Progress progress;
    private final Path folder;
    private final Clock clock;

    /// A checkpoint that goes.
    public record Going(long run, String name, long step, long bytes) {}

    /// What would go now.
    ///
    /// @param token stands for exactly this list; whoever deletes gives it back    @param bytes of all    @param more whether there is more than a list holds, for a next time
    public record Preview(String token, List<Going> checkpoints, long bytes, boolean more) {}

    public record Deleted(int checkpoints, long bytes) {}

    /// What becomes of a checkpoint.
    ///
    /// @param tag empty if nobody has given it one    @param kept why, in a few words; empty if the rules let it go
    public record Standing(long step, String tag, String kept) {}

    private record Plan(List<Candidate> going, boolean more) {
        Preview preview() {
            var shown = going.stream().map(each -> new Going(each.number(), each.name(), each.step(), each.bytes())).toList();
            return new Preview(token(shown), shown, shown.stream().mapToLong(Going::bytes).sum(), more);
        }
    }

    /// @param folder of all run directories
    public Retention(Storage storage, Policy policy, Progress progress, DiskUse diskUse, Path folder, Clock clock) {
        this.store = new RetentionStore(storage);
        this.policy = policy;
        this.progress = progress;
        this.diskUse = diskUse;
        this.folder = folder;
        this.clock = clock;
    }

    public RetentionRules rules(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return store.rules(project);
    }

    /// @param values by name; what is left out keeps its default
    public RetentionRules change(Person who, UUID project, Map<String, ?> values) {
        policy.require(who, Action.ADMINISTER, project);
        var checked = Schema.of(RetentionRules.class).check(values);
        if (!checked.problems().isEmpty()) {
            throw new ProblemException(checked.problems());
        }
        if (((Number) checked.values().getOrDefault("best", 0)).intValue() > 0 && String.valueOf(checked.values().getOrDefault("metric", "")).isBlank()) {
            throw ProblemException.user("metric", "metric must name a chart line, such as FD, where the best checkpoints are kept; or set best to 0.");
        }
        store.write(who, project, checked.values());
        log.info("{} changed the retention of project {}: {}.", who.name(), project, checked.values());
        return store.rules(project);
    }

    public Preview preview(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return plan(project).preview();
    }

    /// Deletes what a preview has shown, and nothing if that is not what would go now.
    public Deleted delete(Person who, UUID project, String token) {
        policy.require(who, Action.ADMINISTER, project);
        var plan = plan(project);
        if (!plan.preview().token().equals(token)) {
            throw new ProblemException(Problem.Kind.CONFLICT, "token",
                    "What would be deleted is no longer what you were shown, so nothing was deleted; look at the new list first.");
        }
        return delete(plan, who.name());
    }

    public List<Standing> standings(Person who, long run) {
        var key = visible(who, run);
        var rules = store.rules(key.project());
        return verdicts(store.candidates(key.id(), endedBefore(rules)), rules).stream()
                .map(verdict -> new Standing(verdict.checkpoint().step(), verdict.checkpoint().tag(), verdict.why())).toList();
    }

    /// From now on neither the rules nor the run's own worker let this checkpoint go.
    public void tag(Person who, long run, long step, String name) {
        var key = steerable(who, run);
        var tidy = name.strip();
        if (tidy.isEmpty() || tidy.length() > LONGEST_TAG || tidy.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.user("name", "name must have from 1 to " + LONGEST_TAG + " characters on one line, not " + tidy.length() + ".");
        }
        var checkpoint = checkpoint(key.id(), "checkpoints/" + step);
        var mark = mark(key.id(), step);
        try {
            if (Files.isDirectory(checkpoint)) {
                Durable.write(mark, "");
            }
            if (!Files.isDirectory(checkpoint) || !store.tag(key.id(), step, tidy, who.name(), clock.instant())) {
                Files.deleteIfExists(mark);
                throw new ProblemException(Problem.Kind.ABSENT, "step", "Run " + run + " has no checkpoint of step " + step + " any more.");
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The mark " + mark + " cannot be written: " + e.getMessage(), e);
        }
    }

    public void untag(Person who, long run, long step) {
        var key = steerable(who, run);
        store.untag(key.id(), step);
        try {
            Files.deleteIfExists(mark(key.id(), step));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The mark " + mark(key.id(), step) + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /// Finishes what was begun, and does what rules say is done by itself, for the one server that leads.
    void pass() {
        store.begun().forEach(this::finish);
        var now = clock.instant();
        for (var project : store.due(now.minus(BETWEEN_PASSES))) {
            var deleted = delete(plan(project), "Gannet");
            store.passed(project, now);
            if (deleted.checkpoints() > 0) {
                log.info("Retention deleted {} checkpoints of project {}, {} bytes.", deleted.checkpoints(), project, deleted.bytes());
            }
        }
    }

    private Deleted delete(Plan plan, String person) {
        long bytes = 0;
        int count = 0;
        for (var checkpoint : plan.going()) {
            if (store.begin(checkpoint, person, clock.instant())
                    && finish(new Begun(checkpoint.run(), checkpoint.number(), checkpoint.step(), checkpoint.folder(), person))) {
                bytes += checkpoint.bytes();
                count++;
            }
        }
        plan.going().stream().map(Candidate::run).distinct().forEach(diskUse::measure);
        return new Deleted(count, bytes);
    }

    /// It loses its name before its files go, so that nobody ever finds half of it; its row goes last.
    private boolean finish(Begun deletion) {
        var checkpoint = checkpoint(deletion.run(), deletion.folder());
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
        store.finish(deletion, clock.instant());
        return true;
    }

    private Plan plan(UUID project) {
        var rules = store.rules(project);
        var before = endedBefore(rules);
        var going = new ArrayList<Candidate>();
        for (long after = 0, last = store.lastOf(project, after, RUNS_AT_ONCE); last > 0; after = last, last = store.lastOf(project, after, RUNS_AT_ONCE)) {
            for (var ofRun : byRun(store.candidates(project, before, after, RUNS_AT_ONCE))) {
                for (var verdict : verdicts(ofRun, rules)) {
                    if (verdict.goes() && going.size() == MOST) {
                        return new Plan(List.copyOf(going), true);
                    }
                    if (verdict.goes()) {
                        going.add(verdict.checkpoint());
                    }
                }
            }
        }
        return new Plan(List.copyOf(going), false);
    }

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
        var there = ofRun.stream().filter(each -> Files.isDirectory(checkpoint(each.run(), each.folder()))).toList();
        return Keeping.of(there, rules, each -> progress.valueAt(each.run(), rules.metric(), each.step()).orElse(Double.NaN));
    }

    private Instant endedBefore(RetentionRules rules) { return clock.instant().minus(Duration.ofDays(rules.afterDays())); }

    private Path checkpoint(UUID run, String name) {
        var checkpoints = folder.resolve(run.toString()).resolve("checkpoints");
        var found = folder.resolve(run.toString()).resolve(name).normalize();
        // whatever a worker wrote, nothing but a folder right below is ever deleted
        return checkpoints.equals(found.getParent()) ? found : checkpoints.resolve("none");
    }

    private Path mark(UUID run, long step) { return folder.resolve(run.toString()).resolve("checkpoints").resolve(step + ".kept"); }

    private static String token(List<Going> going) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(going.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }

    private Key visible(Person who, long run) {
        return store.key(run).filter(key -> policy.allows(who, Action.SEE, key.project()))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + run + ", or it is not shared with you."));
    }

    private Key steerable(Person who, long run) {
        var key = visible(who, run);
        policy.require(who, Action.STEER, key.project());
        return key;
    }
}
