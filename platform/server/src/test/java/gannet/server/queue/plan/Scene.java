package gannet.server.queue.plan;

import gannet.server.queue.Hardware;
import gannet.server.queue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A snapshot in the making: the ids are small numbers, so that a fact reads.
final class Scene {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final UUID REEF = id(901);
    static final UUID MEADOW = id(902);
    static final UUID ADA = id(801);
    static final UUID BEN = id(802);

    private final List<Slot> slots = new ArrayList<>();
    private final List<Machine> machines = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<TeamShare> teams = new ArrayList<>();
    private final List<PersonUse> people = new ArrayList<>();
    private @Nullable Integer personRunning;
    private int startsSinceAged;

    static UUID id(long number) { return new UUID(0, number); }

    Scene machine(long server, long memory) {
        machines.add(new Machine(id(server), memory));
        return this;
    }

    Scene gpu(long server, String device, long memory) { return slot(server, device, true, memory, true); }

    Scene slot(long server, String device, boolean gpu, long memory, boolean open) {
        slots.add(new Slot(id(server), device, gpu, memory, open));
        return this;
    }

    Scene team(UUID team, double weight, double use, @Nullable Integer most) {
        teams.add(new TeamShare(team, weight, use, most));
        return this;
    }

    Scene person(UUID team, UUID person, double use) {
        people.add(new PersonUse(team, person, use));
        return this;
    }

    Scene personRunning(int most) {
        personRunning = most;
        return this;
    }

    Scene startsSinceAged(int starts) {
        startsSinceAged = starts;
        return this;
    }

    /// A job of Ada's in Reef that holds devices of machine 1, and saved its last checkpoint so many minutes ago.
    Scene holds(long job, Priority priority, List<String> devices, long hostMemory, int savedAgo, @Nullable Integer minutesLeft) {
        var end = minutesLeft == null ? null : NOW.plus(Duration.ofMinutes(minutesLeft));
        holders.add(new Holder(id(job), priority, REEF, ADA, id(1), devices, hostMemory, true, false,
                NOW.minus(Duration.ofHours(5)), NOW.minus(Duration.ofMinutes(savedAgo)), end));
        return this;
    }

    /// What was held last has been asked to leave.
    Scene leaving() {
        var last = holders.removeLast();
        holders.add(new Holder(last.job(), last.priority(), last.team(), last.person(), last.server(), last.devices(), last.hostMemory(),
                last.preemptible(), true, last.started(), last.saved(), last.end()));
        return this;
    }

    Scene waits(UUID team, UUID person, Priority priority, Need need, Waiting... heads) {
        lines.add(new Line(team, person, priority, need, List.of(heads)));
        return this;
    }

    static Waiting job(long job, int minutesOld, @Nullable Integer minutesLong) { return pinned(job, minutesOld, minutesLong, null); }

    static Waiting pinned(long job, int minutesOld, @Nullable Integer minutesLong, @Nullable Double pin) {
        return new Waiting(id(job), NOW.minus(Duration.ofMinutes(minutesOld)), Duration.ZERO, minutesLong == null ? null : Duration.ofMinutes(minutesLong), pin);
    }

    static Need gpus(int devices) { return new Need(devices, Hardware.GPU, 0, 0); }

    Snapshot snapshot() {
        var patience = Map.of(Priority.URGENT, Duration.ofHours(2), Priority.HIGH, Duration.ofHours(8), Priority.NORMAL, Duration.ofHours(24), Priority.LOW, Duration.ofHours(72));
        var rules = new Rules(10, patience, Duration.ofSeconds(60), Duration.ofHours(1), personRunning, Map.of());
        return new Snapshot(NOW, rules, List.copyOf(slots), List.copyOf(machines), List.copyOf(holders), List.copyOf(lines), List.copyOf(teams), List.copyOf(people), startsSinceAged);
    }

    /// The same, with every list in another order.
    Snapshot shuffled(long seed) {
        var random = new Random(seed);
        List.of(slots, machines, holders, lines, teams, people).forEach(list -> Collections.shuffle(list, random));
        return snapshot();
    }

    List<Long> starts() { return Planner.plan(snapshot(), 0).starts().stream().map(start -> start.job().getLeastSignificantBits()).toList(); }

    List<Long> victims() { return Planner.plan(snapshot(), 0).preemptions().stream().map(one -> one.victim().getLeastSignificantBits()).toList(); }
}
