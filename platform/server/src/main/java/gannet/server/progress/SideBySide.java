package gannet.server.progress;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.progress.Overlay.Axis;
import gannet.server.progress.ProgressStore.Standing;
import gannet.server.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/// What several runs reported, read at once: one query for all, however many they are.
public final class SideBySide {
    public static final int MOST_RUNS = 100;
    public static final int MOST_LINES = 12;
    public static final int MOST_POINTS = 1000;

    private final ProgressStore progress;
    private final SideBySideStore store;
    private final Policy policy;

    public SideBySide(Storage storage, Policy policy) {
        this.progress = new ProgressStore(storage);
        this.store = new SideBySideStore(storage);
        this.policy = policy;
    }

    /// @param names of chart lines    @param from first place on the axis    @param to the last one, inclusive    @param points at most so many a line
    public List<Overlay> curves(Person who, List<Long> runs, List<String> names, Axis axis, long from, long to, int points) {
        if (names.size() > MOST_LINES) {
            throw ProblemException.user("metric", "At most " + MOST_LINES + " metrics are read at once, not " + names.size() + "; ask for the others in a second request.");
        }
        var visible = visible(who, runs);
        var clocks = axis == Axis.TIME ? clocks(visible) : Map.<UUID, TrainingClock>of();
        var buckets = new TreeMap<String, SharedBuckets>();
        var ranges = new HashMap<String, long[]>();
        for (var reach : store.reaches(visible.keySet(), names)) {
            var clock = clocks.get(reach.run());
            if (axis == Axis.STEP || clock != null) {
                var range = ranges.computeIfAbsent(reach.name(), _ -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
                range[0] = Math.min(range[0], clock == null ? reach.first() : clock.at(reach.first()));
                range[1] = Math.max(range[1], clock == null ? reach.last() : clock.at(reach.last()));
            }
        }
        ranges.forEach((name, range) -> {
            if (range[0] <= to && range[1] >= from) {
                buckets.put(name, new SharedBuckets(name, Math.max(from, range[0]), Math.min(to, range[1]), points));
            }
        });
        boolean steps = axis == Axis.STEP;
        store.chunks(visible.keySet(), buckets.keySet(), steps ? from : 0, steps ? to : Long.MAX_VALUE, (run, name, chunk) -> {
            var clock = clocks.get(run);
            var its = buckets.get(name);
            var standing = visible.get(run);
            if (its != null && standing != null && (steps || clock != null)) {
                for (int i = 0; i < chunk.count(); i++) {
                    its.add(standing.number(), clock == null ? chunk.steps()[i] : clock.at(chunk.steps()[i]), chunk.values()[i]);
                }
            }
        });
        return names.stream().distinct().map(buckets::get).filter(Objects::nonNull).map(SharedBuckets::overlay).toList();
    }

    /// When each run took samples, in the order of the runs; those without any have no pages.
    public List<Album> samples(Person who, List<Long> runs) {
        var visible = visible(who, runs);
        var pages = new HashMap<UUID, List<Album.Page>>();
        for (var sample : store.samples(visible.keySet())) {
            var its = pages.computeIfAbsent(sample.run(), _ -> new ArrayList<>());
            if (its.isEmpty() || !its.getLast().media().equals(sample.media())) {
                its.add(new Album.Page(sample.media(), new ArrayList<>()));
            }
            its.getLast().steps().add(sample.step());
        }
        var byNumber = new HashMap<Long, UUID>();
        visible.forEach((id, standing) -> byNumber.put(standing.number(), id));
        return runs.stream().map(run -> new Album(run, List.copyOf(pages.getOrDefault(byNumber.getOrDefault(run, new UUID(0, 0)), List.of())))).toList();
    }

    private Map<UUID, TrainingClock> clocks(Map<UUID, Standing> runs) {
        var clocks = new HashMap<UUID, TrainingClock>();
        store.chunks(runs.keySet(), List.of(TrainingClock.LINE), 0, Long.MAX_VALUE,
                (run, _, chunk) -> clocks.computeIfAbsent(run, _ -> new TrainingClock()).add(chunk));
        return clocks;
    }

    /// All of them, or everything that is wrong with them.
    private Map<UUID, Standing> visible(Person who, List<Long> runs) {
        if (runs.isEmpty() || runs.size() > MOST_RUNS) {
            throw ProblemException.user("runs", "From 1 to " + MOST_RUNS + " runs are compared, not " + runs.size() + ".");
        }
        var allowed = new HashMap<UUID, Boolean>();
        var visible = new HashMap<UUID, Standing>();
        var missing = new HashSet<>(runs);
        for (var standing : progress.standings(new HashSet<>(runs))) {
            if (allowed.computeIfAbsent(standing.project(), project -> policy.allows(who, Action.SEE, project))) {
                visible.put(standing.id(), standing);
                missing.remove(standing.number());
            }
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(missing.stream().sorted().map(run -> new Problem(Problem.Kind.ABSENT, "runs",
                    "There is no run " + run + ", or it is not shared with you.")).toList());
        }
        return visible;
    }
}
