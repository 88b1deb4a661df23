package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Exit.Fault;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.queue.ListingStore.Row;
import gannet.server.queue.Rulebook.Hold;
import gannet.server.queue.plan.Plan.Turn;
import gannet.server.queue.plan.Reasons;
import gannet.server.queue.plan.Wait;
import gannet.server.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whose turn it is, why the others wait, and when they should start, as far as anybody can tell.
public final class Outlook {
    private static final Duration SHOWN_AFTER_ITS_END = Duration.ofDays(1);

    /// How far the order is foreseen; whoever stands further back learns just that.
    private static final int MOST_FORESEEN = 500;
    private static final int MOST_ENDED = 200;

    private final JobStore jobs;
    private final ListingStore listing;
    private final PlaceStore places;
    private final Planning planning;
    private final Policy policy;
    private final Devices devices;
    private final Rulebook rulebook;
    private final Clock clock;

    public Outlook(Storage storage, Policy policy, Devices devices, Rulebook rulebook, Planning planning, Clock clock) {
        this.jobs = new JobStore(storage, rulebook::halfLife);
        this.listing = new ListingStore(storage);
        this.places = new PlaceStore(storage);
        this.planning = planning;
        this.policy = policy;
        this.devices = devices;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /// The number of the run that trains on each device.
    public static Map<Device.Key, Long> occupied(Storage storage) {
        var occupied = new HashMap<Device.Key, Long>();
        new ListingStore(storage).live().forEach(row -> {
            var server = row.server();
            if (server != null) {
                row.devices().forEach(device -> occupied.put(new Device.Key(server, device), row.run()));
            }
        });
        return occupied;
    }

    /// @param jobs waiting ones in their order as far as it is foreseen, then paused, live, and lately ended ones
    /// @param waiting how many wait in all    @param heldBy who lets nothing start, empty if nobody does
    /// @param moves to be given with a move, so that two who move at once notice
    public record Overview(List<Job> jobs, long waiting, String heldBy, long moves) {}

    /// @param shortage of room for the first of them, null if there is enough
    private record Foreseen(Map<UUID, Turn> turns, Map<UUID, Row> rows, Reasons reasons, Hold hold, @Nullable Shortage shortage) {
        /// Whether nobody can tell when anything starts.
        boolean standsStill() { return shortage != null || hold.isOn(); }
    }

    /// Jobs of projects that the person may not see are listed without names.
    public Overview overview(Person who) {
        var now = clock.instant();
        var live = listing.live();
        var foreseen = foreseen(who, now, live);
        var seen = new HashMap<UUID, Boolean>();
        var shown = new ArrayList<Job>();
        foreseen.turns().keySet().forEach(job -> {
            var row = foreseen.rows().get(job);
            if (row != null && row.state() == State.QUEUED) {
                shown.add(job(row, who, seen, foreseen, now));
            }
        });
        var others = new ArrayList<>(listing.paused(MOST_ENDED));
        others.addAll(live);
        others.addAll(listing.ended(now.minus(SHOWN_AFTER_ITS_END), MOST_ENDED));
        others.forEach(row -> shown.add(job(row, who, seen, foreseen, now)));
        return new Overview(List.copyOf(shown), listing.count("{QUEUED}"), foreseen.hold().by(), places.moves());
    }

    /// The person's own waiting jobs, those first that stand first, also those beyond what is foreseen.
    ///
    /// @param overview as the same person sees it
    public List<Job> own(Person who, Overview overview) {
        var own = new ArrayList<>(overview.jobs().stream().filter(job -> job.own() && job.state() == State.QUEUED).toList());
        if (overview.waiting() > MOST_FORESEEN) {
            var now = clock.instant();
            var known = own.stream().map(Job::id).collect(Collectors.toSet());
            var nothing = nothing(who, now);
            listing.waitingOf(who.id(), MOST_FORESEEN).stream().filter(row -> !known.contains(row.id())).forEach(row -> own.add(job(row, who, new HashMap<>(), nothing, now)));
        }
        return List.copyOf(own);
    }

    public Job find(Person who, UUID id) {
        var now = clock.instant();
        var row = listing.one(id).filter(found -> policy.allows(who, Action.SEE, found.project())).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "job", "There is no such job, or it is not shared with you."));
        var foreseen = row.state() == State.QUEUED ? foreseen(who, now, listing.live()) : nothing(who, now);
        return job(row, who, new HashMap<>(), foreseen, now).with(jobs.changes(List.of(id)).getOrDefault(id, List.of()));
    }

    /// Why a job waits, in whole: those ahead of it, the nearest last, and what would let it start earlier. Both are empty for one
    /// that does not wait, or that stands beyond what is foreseen.
    public record Explanation(Job job, List<Job> ahead, List<String> advice) {}

    public Explanation explain(Person who, UUID id) {
        var job = find(who, id);
        if (job.state() != State.QUEUED || job.place() == 0) {
            return new Explanation(job, List.of(), List.of());
        }
        var overview = overview(who);
        var ahead = overview.jobs().stream().filter(other -> other.state() == State.QUEUED && other.place() > 0 && other.place() < job.place()).toList();
        return new Explanation(job, ahead, Advice.of(job, overview, devices.list(), policy.allows(who, Action.HURRY, job.project()), who.administrator()));
    }

    /// Why each run that the person may see waits and when it should start, by its number, as far as the order is foreseen.
    public Map<Long, String> reasons(Person who) {
        var now = clock.instant();
        var foreseen = foreseen(who, now, listing.live());
        var seen = new HashMap<UUID, Boolean>();
        var reasons = new HashMap<Long, String>();
        foreseen.turns().forEach((job, turn) -> {
            var row = foreseen.rows().get(job);
            if (row != null && seen.computeIfAbsent(row.project(), project -> policy.allows(who, Action.SEE, project))) {
                reasons.put(row.run(), reason(row, turn, foreseen) + start(turn, foreseen, now));
            }
        });
        return reasons;
    }

    /// The waiting jobs in their order, as far as it is foreseen.
    List<UUID> order() { return planning.plan(clock.instant(), MOST_FORESEEN).turns().stream().map(Turn::job).toList(); }

    /// What is wrong with these needs whatever the order is: nothing here is large enough.
    public List<Problem> problems(Needs needs) {
        var kind = devices.list().stream().filter(device -> needs.hardware() == Hardware.ANY || device.isGpu() == (needs.hardware() == Hardware.GPU)).toList();
        var word = needs.hardware() == Hardware.ANY ? "device" : needs.hardware() == Hardware.GPU ? "GPU" : "processor slot";
        var problems = new ArrayList<Problem>();
        int most = kind.stream().collect(Collectors.groupingBy(Device::server, Collectors.counting())).values().stream().mapToInt(Long::intValue).max().orElse(0);
        if (needs.devices() > most) {
            problems.add(Problem.user(most == 0 && needs.hardware() != Hardware.ANY ? "hardware" : "devices", most == 0
                    ? "There is no %s here; choose other hardware.".formatted(word)
                    : "A run may ask for up to %d %s%s, as many as the largest machine here has, not %d.".formatted(most, word, most == 1 ? "" : "s", needs.devices())));
        }
        long largest = kind.stream().filter(Device::isGpu).mapToLong(Device::memory).max().orElse(0);
        if (needs.deviceMemory() > largest && (needs.hardware() == Hardware.GPU || largest > 0 && needs.hardware() == Hardware.ANY)) {
            problems.add(Problem.user("deviceMemory", "The largest GPU here has %,d MB, so %,d MB cannot be had; ask for less, or take a smaller batch.".formatted(largest, needs.deviceMemory())));
        }
        long host = kind.stream().mapToLong(Device::hostMemory).max().orElse(0);
        if (needs.hostMemory() > host && host > 0) {
            problems.add(Problem.user("hostMemory", "The largest machine here has %,d MB for runs, so %,d MB cannot be had; ask for less, or take a smaller batch.".formatted(host, needs.hostMemory())));
        }
        return problems;
    }

    private Foreseen foreseen(Person who, Instant now, List<Row> live) {
        var turns = new LinkedHashMap<UUID, Turn>();
        planning.plan(now, MOST_FORESEEN).turns().forEach(turn -> turns.put(turn.job(), turn));
        var rows = new HashMap<UUID, Row>();
        listing.of(List.copyOf(turns.keySet())).forEach(row -> rows.put(row.id(), row));
        live.forEach(row -> rows.put(row.id(), row));
        return new Foreseen(turns, rows, reasons(who, rows, now), rulebook.held(), planning.shortage(turns.keySet().stream().findFirst()).orElse(null));
    }

    private Foreseen nothing(Person who, Instant now) { return new Foreseen(Map.of(), Map.of(), reasons(who, Map.of(), now), rulebook.held(), null); }

    private Reasons reasons(Person who, Map<UUID, Row> rows, Instant now) {
        var seen = new HashMap<UUID, Boolean>();
        var labels = devices.list().stream().collect(Collectors.toMap(device -> device.server() + "/" + device.id(), Device::label));
        var teams = rulebook.store().shares().stream().collect(Collectors.toMap(Rulebook.Share::team, Rulebook.Share::name));
        return new Reasons(new Reasons.Names() {
            @Override public String job(UUID job) {
                var row = rows.get(job);
                return row != null && seen.computeIfAbsent(row.project(), project -> policy.allows(who, Action.SEE, project)) ? "run " + row.run() : "another run";
            }

            @Override public String team(UUID team) { return teams.getOrDefault(team, "Its team"); }

            @Override public String device(UUID server, String device) { return labels.getOrDefault(server + "/" + device, device); }
        }, now);
    }

    /// When it should start, where the reason has not said so.
    private static String start(Turn turn, Foreseen foreseen, Instant now) {
        var start = turn.start();
        boolean said = start == null || turn.reason() instanceof Wait.Soon || turn.reason() instanceof Wait.Busy busy && start.equals(busy.free());
        return said || foreseen.standsStill() ? "" : " It should start in " + Reasons.words(Duration.between(now, start)) + ".";
    }

    /// Why it is back in the queue comes before why it waits.
    private static String reason(Row row, @Nullable Turn turn, Foreseen foreseen) {
        var why = foreseen.hold().isOn() ? "Nothing starts for the moment: " + foreseen.hold().sentence()
                : foreseen.shortage() != null ? foreseen.shortage().wait(turn != null && turn.place() == 1)
                : turn == null ? "More than %,d jobs are ahead.".formatted(MOST_FORESEEN) : foreseen.reasons().sentence(turn.reason());
        return row.reason().isEmpty() ? why : row.reason() + " " + why;
    }

    /// One that is late is expected to take as long again, as the order expects it.
    private static @Nullable Instant end(Row row, Instant now) {
        var end = row.end();
        return end == null || !end.isBefore(now) ? end : now.plus(Duration.between(end, now));
    }

    private Job job(Row row, Person who, Map<UUID, Boolean> seen, Foreseen foreseen, Instant now) {
        boolean visible = seen.computeIfAbsent(row.project(), project -> policy.allows(who, Action.SEE, project));
        var turn = foreseen.turns().get(row.id());
        var end = turn != null ? turn.end() : row.state() == State.RUNNING ? end(row, now) : null;
        var reason = !visible ? "" : row.state() == State.QUEUED ? reason(row, turn, foreseen) : row.reason();
        return new Job(
                row.id(), visible ? row.run() : 0, visible ? row.runName() : "", visible ? row.project() : Job.HIDDEN, visible ? row.team() : Job.HIDDEN, visible ? row.teamName() : "", row.state(), row.needs(),
                row.person().equals(who.id()), row.pinned(), turn == null || row.state() != State.QUEUED ? 0 : turn.place(), row.attempt(), row.attemptsAllowed(),
                row.server(), row.devices(), reason, visible ? row.fault() : Fault.NONE, visible ? row.launchedBy() : "", visible ? row.step() : 0, visible ? row.steps() : 0, row.created(), row.since(),
                row.started(), row.ended(), row.usedSeconds(), turn == null || foreseen.standsStill() ? null : turn.start(), end, List.of());
    }
}
