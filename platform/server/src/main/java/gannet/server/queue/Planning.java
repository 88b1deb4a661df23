package gannet.server.queue;

import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.queue.ClaimStore.Claim;
import gannet.server.queue.SnapshotStore.Depth;
import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Line;
import gannet.server.queue.plan.Machine;
import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Plan.Turn;
import gannet.server.queue.plan.Planner;
import gannet.server.queue.plan.Rules;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the order what should happen, and lets it happen.
public final class Planning {
    private static final Logger log = LoggerFactory.getLogger(Planning.class);
    /// What a job counts as while nobody knows its length.
    private static final Duration USUAL_LENGTH = Duration.ofHours(1);

    private final Storage storage;
    /// Of each line, when turns are foreseen; few lines need more.
    private static final int FEW_HEADS = 8;

    private final SnapshotStore snapshots;
    private final JobStore jobs;
    private final Devices devices;
    private final Rulebook rulebook;
    private final Room room;
    private boolean scarce;

    public Planning(Storage storage, Devices devices, Rulebook rulebook, Room room) {
        this.storage = storage;
        this.snapshots = new SnapshotStore(storage);
        this.jobs = new JobStore(storage, rulebook::halfLife);
        this.devices = devices;
        this.rulebook = rulebook;
        this.room = room;
    }

    /// Reads a few jobs of each line, and more of those whose lines run dry within these turns.
    ///
    /// @param most how many turns to foresee
    Plan plan(Instant now, int most) {
        var slots = devices.list();
        var eager = new HashSet<UUID>();
        while (true) {
            var depth = new Depth(Priority.URGENT, Set.copyOf(eager), most, FEW_HEADS);
            var snapshot = snapshot(now, slots, _ -> depth);
            var plan = Planner.plan(snapshot, most);
            var turns = plan.turns().stream().map(Turn::job).collect(Collectors.toSet());
            // a line of which not even the last that was read is among the turns has no other one among them
            var dry = snapshot.lines().stream().filter(line -> line.heads().size() >= FEW_HEADS && turns.contains(line.heads().getLast().job()))
                    .map(Line::person).collect(Collectors.toSet());
            if (!eager.addAll(dry)) {
                return plan;
            }
        }
    }

    /// No more jobs of a line can start than there are devices to give; the next one has to wait, and those of higher classes than
    /// one that can be preempted may ask for places.
    private static Depth depth(int devices, List<Holder> holders) {
        int free = devices - holders.stream().mapToInt(holder -> holder.devices().size()).sum();
        var lowest = holders.stream().filter(Holder::preemptible).map(Holder::priority).min(Comparator.naturalOrder()).orElse(Priority.URGENT);
        return new Depth(lowest, Set.of(), Math.max(0, free) + FEW_HEADS, Math.max(0, free) + 1);
    }

    /// Starts what can start, and asks those to leave that have to, all at once.
    ///
    /// @param leads whether this server still decides; asked in the transaction that changes something, so that nothing comes
    ///     of a plan whose author has been replaced
    /// @return what has changed
    List<Ticket> carryOut(InstantSource clock, Predicate<Transaction> leads) {
        var now = clock.instant();
        var all = devices.list();
        var plan = Planner.plan(snapshot(now, all, holders -> depth(all.size(), holders)), 0);
        if (plan.starts().isEmpty() && plan.preemptions().isEmpty() || !hasRoom(plan)) {
            return List.of();
        }
        var labels = all.stream().collect(Collectors.toMap(device -> device.server() + "/" + device.id(), Device::label));
        var starts = plan.starts().stream().map(start -> new Claim(start.job(), start.server(), start.devices(),
                start.devices().stream().map(device -> labels.getOrDefault(start.server() + "/" + device, device)).collect(Collectors.joining(" and ")),
                start.aged())).toList();
        return storage.inTransaction(transaction -> {
            if (!leads.test(transaction)) {
                return List.of();
            }
            var then = clock.instant(); // devices may have come free since the plan was begun, and nobody holds one before it is free
            var changed = new ArrayList<>(ClaimStore.claim(transaction, starts, plan.startsSinceAged(), then));
            plan.preemptions().forEach(preemption -> jobs.giveWay(transaction, preemption.victim(), preemption.by(), then).ifPresent(changed::add));
            return changed;
        });
    }

    /// What the first of these jobs lacks on the disk.
    Optional<Shortage> shortage(Optional<UUID> first) { return first.flatMap(jobs::find).map(Ticket::run).flatMap(room::shortage); }

    /// Nothing is started while whoever is next lacks room: others would only take more of it.
    private boolean hasRoom(Plan plan) {
        if (plan.starts().isEmpty()) {
            return true;
        }
        var shortage = shortage(Optional.of(plan.starts().getFirst().job()));
        if (shortage.isPresent() && !scarce) {
            log.warn("Nothing is started for want of room. {}", shortage.get().wait(false));
        }
        if (shortage.isEmpty() && scarce) {
            log.info("There is room for runs again.");
        }
        scarce = shortage.isPresent();
        return !scarce;
    }

    private Snapshot snapshot(Instant now, List<Device> all, Function<List<Holder>, Depth> depth) {
        var rules = rulebook.current();
        var read = snapshots.read(depth, rules, now);
        return new Snapshot(now, rules(rules, read.ownLimits()), all.stream().map(Planning::slot).toList(), machines(all), read.holders(), read.lines(),
                read.teams(), read.people(), read.startsSinceAged());
    }

    private static Slot slot(Device device) { return new Slot(device.server(), device.id(), device.isGpu(), device.memory(), device.takesJobs()); }

    private static List<Machine> machines(List<Device> all) {
        var memory = new HashMap<UUID, Long>();
        all.forEach(device -> memory.put(device.server(), device.hostMemory()));
        return memory.entrySet().stream().map(machine -> new Machine(machine.getKey(), machine.getValue())).toList();
    }

    private static Rules rules(QueueRules rules, Map<UUID, Integer> ownLimits) {
        return new Rules(rules.agedEvery(), Arrays.stream(Priority.values()).collect(Collectors.toMap(priority -> priority, rules::patience)),
                Duration.ofSeconds(rules.preemptAfter()), USUAL_LENGTH, rules.personRunning() == 0 ? null : rules.personRunning(), ownLimits);
    }
}
