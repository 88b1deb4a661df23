package gannet.server.retention;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.run.Durable;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.progress.Progress;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what a project's rules say of the checkpoints and samples of ended runs, and lets the rest go: never before it has
/// been shown, unless the rules say that Gannet does so by itself.
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int LONGEST_TAG = 50;
    private static final Duration BETWEEN_PASSES = Duration.ofDays(1);

    private final RetentionStore store;
    private final EndedCheckpoints checkpoints;
    private final EndedSamples samples;
    private final DiskUse diskUse;
    private final Policy policy;
    private final Clock clock;

    /// A checkpoint that goes.
    public record Going(long run, String name, long step, long bytes) {}

    /// Samples that go of one run.
    ///
    /// @param steps of those that go    @param of how many it has    @param bytes of those that go
    public record Thinned(long run, String name, List<Long> steps, int of, long bytes) {}

    /// What would go now.
    ///
    /// @param token stands for exactly these lists; whoever deletes gives it back    @param bytes of all    @param more whether there is more than the lists hold, for a next time
    public record Preview(String token, List<Going> checkpoints, List<Thinned> samples, long bytes, boolean more) {
        public boolean isEmpty() { return checkpoints.isEmpty() && samples.isEmpty(); }

        public int sampleCount() { return samples.stream().mapToInt(each -> each.steps().size()).sum(); }
    }

    public record Deleted(int checkpoints, int samples, long bytes) {}

    /// What becomes of a checkpoint.
    ///
    /// @param tag empty if nobody has given it one    @param kept why, in a few words; empty if the rules let it go
    public record Standing(long step, String tag, String kept) {}

    private record Plan(List<Candidate> checkpoints, List<EndedSamples.Thinned> samples, boolean more) {
        Preview preview() {
            var going = checkpoints.stream().map(each -> new Going(each.number(), each.name(), each.step(), each.bytes())).toList();
            var thinned = samples.stream().map(each -> new Thinned(each.first().number(), each.first().name(),
                    each.samples().stream().map(OldSample::step).toList(), each.of(), each.bytes())).toList();
            long bytes = going.stream().mapToLong(Going::bytes).sum() + thinned.stream().mapToLong(Thinned::bytes).sum();
            return new Preview(token(going, thinned), going, thinned, bytes, more);
        }
    }

    /// @param folder of all run directories
    public Retention(Storage storage, Policy policy, Progress progress, DiskUse diskUse, Path folder, Clock clock) {
        this.store = new RetentionStore(storage);
        this.checkpoints = new EndedCheckpoints(store, progress, folder);
        this.samples = new EndedSamples(new OldSampleStore(storage), folder);
        this.policy = policy;
        this.diskUse = diskUse;
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
        return checkpoints.verdicts(key.id(), rules, endedBefore(rules)).stream()
                .map(verdict -> new Standing(verdict.checkpoint().step(), verdict.checkpoint().tag(), verdict.why())).toList();
    }

    /// From now on neither the rules nor the run's own worker let this checkpoint go.
    public void tag(Person who, long run, long step, String name) {
        var key = steerable(who, run);
        var tidy = name.strip();
        if (tidy.isEmpty() || tidy.length() > LONGEST_TAG || tidy.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.user("name", "name must have from 1 to " + LONGEST_TAG + " characters on one line, not " + tidy.length() + ".");
        }
        var mark = checkpoints.mark(key.id(), step);
        try {
            if (checkpoints.isThere(key.id(), step)) {
                Durable.write(mark, "");
            }
            if (!checkpoints.isThere(key.id(), step) || !store.tag(key.id(), step, tidy, who.name(), clock.instant())) {
                Files.deleteIfExists(mark);
                throw new ProblemException(Problem.Kind.ABSENT, "step", "Run " + run + " has no checkpoint of step " + step + " any more.");
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The mark " + mark + " cannot be written: " + e.getMessage(), e);
        }
    }

    public void untag(Person who, long run, long step) {
        var key = steerable(who, run);
        var mark = checkpoints.mark(key.id(), step);
        store.untag(key.id(), step);
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The mark " + mark + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /// Finishes what was begun, and does what rules say is done by itself, for the one server that leads.
    void pass() {
        var now = clock.instant();
        checkpoints.finish(now);
        samples.finish(now);
        for (var project : store.due(now.minus(BETWEEN_PASSES))) {
            var deleted = delete(plan(project), "Gannet");
            store.passed(project, now);
            if (deleted.checkpoints() + deleted.samples() > 0) {
                log.info("Retention deleted {} checkpoints and {} samples of project {}, {} bytes.", deleted.checkpoints(), deleted.samples(), project, deleted.bytes());
            }
        }
    }

    private Deleted delete(Plan plan, String person) {
        var now = clock.instant();
        var gone = checkpoints.delete(plan.checkpoints(), person, now);
        long bytes = gone.stream().mapToLong(Candidate::bytes).sum();
        int thinned = 0;
        for (var each : plan.samples()) {
            int count = samples.delete(each, person, now);
            thinned += count;
            bytes += count == each.samples().size() ? each.bytes() : 0;
        }
        Stream.concat(plan.checkpoints().stream().map(Candidate::run), plan.samples().stream().map(each -> each.first().run())).distinct().forEach(diskUse::measure);
        return new Deleted(gone.size(), thinned, bytes);
    }

    private Plan plan(UUID project) {
        var rules = store.rules(project);
        var before = endedBefore(rules);
        var going = checkpoints.going(project, rules, before);
        var thinned = samples.going(project, rules, before);
        boolean more = going.size() > EndedCheckpoints.MOST || thinned.stream().mapToInt(each -> each.samples().size()).sum() >= EndedSamples.MOST;
        return new Plan(going.subList(0, Math.min(going.size(), EndedCheckpoints.MOST)), thinned, more);
    }

    private Instant endedBefore(RetentionRules rules) { return clock.instant().minus(Duration.ofDays(rules.afterDays())); }

    private static String token(List<Going> going, List<Thinned> thinned) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((going.toString() + thinned).getBytes(StandardCharsets.UTF_8)));
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
