package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.plugin.Variants;
import gannet.server.progress.Progress;
import gannet.server.queue.Outlook;
import gannet.server.queue.Queue;
import gannet.server.queue.State;
import gannet.server.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs, as tables and pages need them.
public final class Runs {
    /// Farther nobody counts the runs of a variant.
    public static final int MOST_COUNTED = 1000;

    static final Map<String, String> SORTS = new TreeMap<>(Map.of("created", "number", "name", "name", "state", "state", "step", "step"));
    private static final int MOST_ON_A_PAGE = 500;
    private static final int MOST_LINES = 5000;

    private final RunStore store;
    private final Policy policy;
    private final Variants variants;
    private final Queue queue;
    private final Outlook outlook;
    private final Progress progress;
    private final Path folder;

    /// @param states empty for all
    /// @param words looked for in name, variant and data set; empty for all
    /// @param sort "created", "name", "state", "step"; with "-" before it for descending    @param experiment null for all
    public record Filter(UUID project, String words, Set<State> states, String sort, @Nullable UUID experiment) {
        public Filter(UUID project, String words, Set<State> states, String sort) { this(project, words, states, sort, null); }
    }

    /// @param total how many there are in all
    public record Page(List<Run> runs, long total) {}

    /// @param bytes on disk
    public record Checkpoint(long step, String folder, long bytes, Instant time) {}

    public record Line(long step, Instant time, String text) {}

    /// @param folder of all run directories
    public Runs(Storage storage, Policy policy, Variants variants, Queue queue, Outlook outlook, Progress progress, Path folder) {
        this.store = new RunStore(storage);
        this.policy = policy;
        this.variants = variants;
        this.queue = queue;
        this.outlook = outlook;
        this.progress = progress;
        this.folder = folder;
    }

    public Page page(Person who, Filter filter, int offset, int limit) {
        policy.require(who, Action.SEE, filter.project());
        if (offset < 0 || limit < 1 || limit > MOST_ON_A_PAGE) {
            throw ProblemException.user("limit", "offset must be 0 or more and limit from 1 to " + MOST_ON_A_PAGE + ", not " + offset + " and " + limit + ".");
        }
        var found = store.page(filter, offset, limit);
        boolean someWait = found.rows().stream().anyMatch(row -> row.state == State.QUEUED);
        var reasons = someWait ? outlook.reasons(who) : Map.<Long, String>of();
        return new Page(found.rows().stream().map(row -> row.run(reasons.get(row.number))).toList(), found.total());
    }

    /// How many runs of each of these variants there are, at most one more than [#MOST_COUNTED] of each.
    public Map<String, Long> count(Person who, UUID project, List<String> variants) {
        policy.require(who, Action.SEE, project);
        return store.count(project, variants, MOST_COUNTED + 1);
    }

    /// The newest runs of a variant, the newest first, as many as a page may have.
    public List<Run> newest(Person who, UUID project, String variant, int most) {
        policy.require(who, Action.SEE, project);
        return store.newest(project, variant, Math.clamp(most, 1, MOST_ON_A_PAGE)).stream().map(row -> row.run(null)).toList();
    }

    public Run find(Person who, long number) {
        var row = visible(who, number);
        return row.run(row.state == State.QUEUED ? outlook.reasons(who).get(number) : null);
    }

    /// Those of these runs that there are and that this person may see, in the order asked for.
    public List<Run> several(Person who, List<Long> numbers) {
        var allowed = new HashMap<UUID, Boolean>();
        var found = new HashMap<Long, Run>();
        for (var row : store.find(numbers)) {
            if (allowed.computeIfAbsent(row.project, project -> policy.allows(who, Action.SEE, project))) {
                found.put(row.number, row.run(null));
            }
        }
        return numbers.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
    }

    /// Checkpoints, then ends; resume goes on from there.
    public void stop(Person who, long number) {
        var row = steerable(who, number);
        if (!queue.stop(row.id, who.name(), "Stopped by " + who.name() + ".")) {
            throw conflict("Run %d is not running: it %s.".formatted(number, words(row.state)));
        }
    }

    /// Holds it, after a checkpoint if it is at work, until somebody resumes it.
    public void pause(Person who, long number) { queue.pauseRun(who, steerable(who, number).id); }

    /// Queues a paused, stopped or failed run again; it goes on from its last checkpoint.
    public void resume(Person who, long number) {
        var row = steerable(who, number);
        variants.pinned(row.plugin);
        switch (row.state) {
            case QUEUED, STARTING, RUNNING -> throw conflict("Run %d needs no resume: it %s.".formatted(number, words(row.state)));
            case PAUSING, PREEMPTING, STOPPING -> throw conflict("Run %d still writes its checkpoint; resume it when it has stopped.".formatted(number));
            case SUCCEEDED -> throw conflict("Run %d has done all its %,d steps; to train longer, launch it again with more steps.".formatted(number, row.steps));
            case PAUSED, FAILED, STOPPED -> {
                if (store.cameFromElsewhere(row.id)) {
                    throw conflict("Run %d was imported, so it does not go on by itself; fork it from its checkpoint.".formatted(number));
                }
                queue.goOn(who, row.id);
            }
        }
    }

    /// Those that are still kept: a worker lets old ones go.
    public List<Checkpoint> checkpoints(Person who, long number) {
        var run = folder.resolve(visible(who, number).id.toString());
        return progress.checkpoints(who, number).stream().filter(c -> Files.isDirectory(run.resolve(c.folder())))
                .map(c -> new Checkpoint(c.step(), c.folder(), c.bytes(), c.time())).toList();
    }

    /// Where it comes from and what has been made of it, as far as this person may see it.
    public Lineage lineage(Person who, long number) { return store.lineage(visible(who, number).number, who.id()); }

    /// @param path below the run directory, with "/"
    public record File(String path, long bytes, Instant modified) {}

    /// What is in its directory, by name; none if somebody has deleted it.
    public List<File> files(Person who, long number) {
        return folderOf(who, number).files().stream().map(file -> new File(file.path(), file.bytes(), file.modified())).toList();
    }

    Path file(Person who, long number, String path) { return folderOf(who, number).file(path); }

    private RunFolder folderOf(Person who, long number) { return new RunFolder(folder.resolve(visible(who, number).id.toString())); }

    /// The last lines of what the worker printed and noted.
    ///
    /// @param words only lines that have these in them, in any case; empty for all
    public List<String> log(Person who, long number, int lines, String words) {
        var row = visible(who, number);
        return LogTail.of(folder.resolve(row.id.toString()).resolve("worker.log"), Math.clamp(lines, 1, MOST_LINES), words);
    }

    /// What happened to it: started, phases, notes, state changes.
    public List<Line> history(Person who, long number) {
        var row = visible(who, number);
        var lines = new ArrayList<Line>();
        progress.lines(who, number).forEach(line -> lines.add(new Line(line.step(), line.time(), line.text())));
        queue.changesOf(row.id).forEach(change -> lines.add(new Line(-1, change.time(), "%s%s: %s".formatted(
                capitalised(change.state()), change.actor().equals("Gannet") ? "" : " by " + change.actor(), change.reason()))));
        lines.sort(Comparator.comparing(Line::time));
        return List.copyOf(lines);
    }

    private RunRow visible(Person who, long number) {
        return store.find(number).filter(row -> policy.allows(who, Action.SEE, row.project))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you."));
    }

    private RunRow steerable(Person who, long number) {
        var row = visible(who, number);
        policy.require(who, Action.STEER, row.project);
        return row;
    }

    private static ProblemException conflict(String message) { return new ProblemException(Problem.Kind.CONFLICT, "run", message); }

    private static String capitalised(State state) { return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT); }

    private static String words(State state) {
        return switch (state) {
            case QUEUED -> "waits in the queue";
            case STARTING -> "is starting";
            case RUNNING -> "is running";
            case PAUSED -> "is paused";
            case PAUSING -> "is being paused";
            case PREEMPTING -> "gives way to another run";
            case STOPPING -> "is stopping";
            case SUCCEEDED -> "has finished";
            case FAILED -> "has failed";
            case STOPPED -> "was stopped";
        };
    }
}
