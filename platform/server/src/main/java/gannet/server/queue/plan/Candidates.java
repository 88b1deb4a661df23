package gannet.server.queue.plan;

import gannet.server.queue.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The heads of all lines, and which of them goes next. Teams are compared with teams, people with people of their team, and
/// jobs with jobs of their person, so that the order has no circles.
final class Candidates {
    private static final List<Priority> HIGHEST_FIRST = List.of(Priority.values()).reversed();
    private static final Comparator<Candidate> BY_AGE = Comparator.<Candidate, Instant>comparing(one -> one.job().since()).thenComparing(one -> one.job().job());
    private static final Comparator<Candidate> BY_PIN = Comparator.<Candidate>comparingDouble(Candidate::pin).thenComparing(BY_AGE);

    private final List<Line> lines;
    private final Map<Priority, Map<UUID, Map<UUID, List<Line>>>> standing = new EnumMap<>(Priority.class);
    private final Map<Line, Integer> taken = new IdentityHashMap<>();
    private final Shares shares;
    private final Rules rules;
    private int left;

    /// One that is next of its line.
    record Candidate(Line line, Waiting job) {
        /// Behind all others if it has none.
        private double pin() {
            var pin = job.pin();
            return pin == null ? Double.POSITIVE_INFINITY : pin;
        }
    }

    Candidates(Snapshot snapshot, Shares shares) {
        this.shares = shares;
        rules = snapshot.rules();
        lines = snapshot.lines();
        for (var line : lines) {
            standing.computeIfAbsent(line.priority(), _ -> new HashMap<>()).computeIfAbsent(line.team(), _ -> new HashMap<>())
                    .computeIfAbsent(line.person(), _ -> new ArrayList<>()).add(line);
            left += line.heads().size();
        }
    }

    private @Nullable Candidate head(Line line) {
        int place = taken.getOrDefault(line, 0);
        return place < line.heads().size() ? new Candidate(line, line.heads().get(place)) : null;
    }

    void take(Line line) {
        taken.merge(line, 1, Integer::sum);
        left--;
    }

    /// The last one that was taken is its line's head again.
    void giveBack(Line line) {
        taken.merge(line, -1, Integer::sum);
        left++;
    }

    boolean isEmpty() { return left == 0; }

    /// The first of those that were placed by hand.
    Optional<Candidate> pinned(Predicate<Candidate> open) { return first(one -> one.job().pin() != null && open.test(one), BY_PIN); }

    /// The one that has waited longest beyond its patience, if there is one; only the heads of lines are asked.
    Optional<Candidate> overdue(Instant now, Predicate<Candidate> open) {
        return first(one -> due(one).isBefore(now) && open.test(one), Comparator.comparing(this::due).thenComparing(one -> one.job().job()));
    }

    private Optional<Candidate> first(Predicate<Candidate> open, Comparator<Candidate> order) {
        Candidate best = null;
        for (var line : lines) {
            var head = head(line);
            if (head != null && (best == null || order.compare(head, best) < 0) && open.test(head)) {
                best = head;
            }
        }
        return Optional.ofNullable(best);
    }

    private Instant due(Candidate one) { return one.job().since().plus(one.job().held()).plus(rules.patience(one.line().priority())); }

    /// The one whose turn it is: by class, team, person, age.
    Optional<Candidate> next(Predicate<Candidate> open) {
        for (var priority : HIGHEST_FIRST) {
            var best = leastUsed(standing.getOrDefault(priority, Map.of()), shares::ofTeam, (team, people) ->
                    leastUsed(people, person -> shares.ofPerson(team, person), (_, own) -> oldest(own, open)));
            if (best != null) {
                return Optional.of(best);
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Pick<T> {
        @Nullable Candidate of(UUID owner, T what);
    }

    /// What the owner has for us who had least; of those who had equally little, what is oldest.
    private static <T> @Nullable Candidate leastUsed(Map<UUID, T> owners, ToDoubleFunction<UUID> use, Pick<T> pick) {
        Candidate best = null;
        double least = Double.POSITIVE_INFINITY;
        for (var owner : owners.entrySet()) {
            double had = use.applyAsDouble(owner.getKey());
            if (had > least) {
                continue;
            }
            var first = pick.of(owner.getKey(), owner.getValue());
            if (first != null && (best == null || had < least || BY_AGE.compare(first, best) < 0)) {
                best = first;
                least = had;
            }
        }
        return best;
    }

    private @Nullable Candidate oldest(List<Line> own, Predicate<Candidate> open) {
        Candidate best = null;
        for (var line : own) {
            var head = head(line);
            if (head != null && (best == null || BY_AGE.compare(head, best) < 0) && open.test(head)) {
                best = head;
            }
        }
        return best;
    }

    /// All that were not taken, in the order of their turns, at most so many.
    List<Candidate> rest(int most) {
        var rest = new ArrayList<Candidate>();
        while (rest.size() < most) {
            var next = pinned(_ -> true).or(() -> next(_ -> true));
            if (next.isEmpty()) {
                return rest;
            }
            rest.add(next.get());
            take(next.get().line());
            shares.start(next.get().line(), next.get().job());
        }
        return rest;
    }
}
