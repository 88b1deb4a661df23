package gannet.server.queue.plan;

import gannet.server.queue.plan.Candidates.Candidate;
import gannet.server.queue.plan.Ground.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who has to leave so that a job of a higher class can start.
final class Preempting {
    /// The class of the highest victim first, then how many, then what they lose.
    private static final Comparator<Cost> CHEAPEST = Comparator.comparingInt(Cost::highest).thenComparingInt(Cost::victims).thenComparing(Cost::lost);

    private record Cost(int highest, int victims, Duration lost) {}

    private final Instant now;
    private final Rules rules;
    private final Ground ground;
    private final Reservations reservations;
    private final Map<UUID, Holder> holders = new HashMap<>();
    private final Set<UUID> victims = new HashSet<>();

    /// @param victims to be asked to leave; empty if enough is coming free already    @param seat what will be free when they have
    /// @param giver one of those who leave, for a reason
    record Way(List<UUID> victims, Seat seat, UUID giver) {}

    Preempting(Snapshot snapshot, Ground ground, Reservations reservations) {
        now = snapshot.now();
        rules = snapshot.rules();
        this.ground = ground;
        this.reservations = reservations;
        snapshot.holders().forEach(holder -> holders.put(holder.job(), holder));
    }

    /// Empty if nothing can be gained, or nothing has to be done: enough should come free by itself soon.
    Optional<Way> way(Candidate wanted) {
        if (holders.values().stream().noneMatch(holder -> isVictim(holder, wanted) || holder.leaving())) {
            return Optional.empty();
        }
        Way best = null;
        for (var server : ground.servers()) {
            var way = way(wanted, server);
            if (way.isEmpty()) {
                continue;
            }
            if (way.get().victims().isEmpty()) {
                return way;
            }
            if (best == null || CHEAPEST.compare(cost(way.get()), cost(best)) < 0) {
                best = way.get();
            }
        }
        var soon = ground.prospect(wanted.line().need(), now, _ -> true);
        if (soon.isPresent() && !soon.get().time().isAfter(now.plus(rules.preemptAfter()))) {
            return Optional.empty();
        }
        if (best != null) {
            victims.addAll(best.victims());
        }
        return Optional.ofNullable(best);
    }

    private boolean isVictim(Holder holder, Candidate wanted) {
        return holder.preemptible() && !holder.leaving() && !victims.contains(holder.job()) && holder.priority().compareTo(wanted.line().priority()) < 0;
    }

    private Optional<Way> way(Candidate wanted, UUID server) {
        var gone = new HashSet<UUID>();
        holders.values().stream().filter(holder -> holder.leaving() || victims.contains(holder.job())).forEach(holder -> gone.add(holder.job()));
        var seat = seat(wanted.line().need(), server, gone);
        if (seat.isPresent()) {
            return Optional.of(new Way(List.of(), seat.get(), giver(seat.get(), gone)));
        }
        var chosen = new ArrayList<Holder>();
        for (var holder : possible(wanted, server)) {
            gone.add(holder.job());
            chosen.add(holder);
            if (seat(wanted.line().need(), server, gone).isPresent()) {
                return Optional.of(pruned(wanted.line().need(), server, chosen, gone));
            }
        }
        return Optional.empty();
    }

    /// Lowest class first, then what loses least, then the youngest.
    private List<Holder> possible(Candidate wanted, UUID server) {
        return holders.values().stream().filter(holder -> holder.server().equals(server) && isVictim(holder, wanted))
                .filter(holder -> holder.hostMemory() > 0 || ground.slots(server).stream().anyMatch(slot -> holder.devices().contains(slot.device()) && Ground.suits(wanted.line().need(), slot)))
                .sorted(Comparator.comparing(Holder::priority).thenComparing(this::lost).thenComparing(Holder::started, Comparator.reverseOrder()).thenComparing(Holder::job))
                .toList();
    }

    private Duration lost(Holder holder) { return Duration.between(holder.saved(), now); }

    /// Lets stay whoever turned out not to be in the way.
    private Way pruned(Need need, UUID server, List<Holder> chosen, Set<UUID> gone) {
        for (var holder : List.copyOf(chosen)) {
            gone.remove(holder.job());
            if (seat(need, server, gone).isPresent()) {
                chosen.remove(holder);
            } else {
                gone.add(holder.job());
            }
        }
        var seat = seat(need, server, gone).orElseThrow();
        return new Way(chosen.stream().map(Holder::job).toList(), seat, giver(seat, gone));
    }

    /// Who holds one of its devices, or else some of the server's memory.
    private UUID giver(Seat seat, Set<UUID> gone) {
        return seat.slots().stream().map(ground::holding).filter(Objects::nonNull).map(Ground.Occupant::job).findFirst().orElseGet(() ->
                holders.values().stream().filter(holder -> holder.server().equals(seat.server()) && gone.contains(holder.job())).map(Holder::job)
                        .min(Comparator.naturalOrder()).orElseThrow());
    }

    private Optional<Seat> seat(Need need, UUID server, Set<UUID> gone) {
        long memory = ground.memory(server) - ground.occupants().stream()
                .filter(one -> one.server().equals(server) && !gone.contains(one.job())).mapToLong(Ground.Occupant::hostMemory).sum() - reservations.memory(server);
        return ground.seat(List.of(server), need, slot -> {
            var occupant = ground.holding(slot);
            return slot.open() && !reservations.isKept(slot) && (occupant == null || gone.contains(occupant.job()));
        }, _ -> memory >= need.hostMemory());
    }

    private Cost cost(Way way) {
        var leaving = way.victims().stream().map(holders::get).filter(Objects::nonNull).toList();
        return new Cost(leaving.stream().mapToInt(holder -> holder.priority().ordinal()).max().orElse(0), leaving.size(),
                leaving.stream().map(this::lost).reduce(Duration.ZERO, Duration::plus));
    }
}
