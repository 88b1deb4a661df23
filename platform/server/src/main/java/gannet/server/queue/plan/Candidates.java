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
import java.util.Objects;
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

    private final Map<Line, Head> heads = new IdentityHashMap<>();
    private final List<Head> all = new ArrayList<>();
    private final List<Head> withPins = new ArrayList<>();
    private final Map<Priority, Map<UUID, Map<UUID, List<Head>>>> standing = new EnumMap<>(Priority.class);
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

    /// Where a line has got to.
    private final class Head {
        final Line line;
        private int taken;
        @Nullable Candidate candidate;
        Instant due = Instant.MAX;

        Head(Line line) {
            this.line = line;
            move(0);
        }

        void move(int by) {
            taken += by;
            left -= by;
            candidate = taken < line.heads().size() ? new Candidate(line, line.heads().get(taken)) : null;
            due = candidate == null ? Instant.MAX : candidate.job().since().plus(candidate.job().held()).plus(rules.patience(line.priority()));
        }
    }

    Candidates(Snapshot snapshot, Shares shares) {
        this.shares = shares;
        rules = snapshot.rules();
        for (var line : snapshot.lines()) {
            var head = new Head(line);
            heads.put(line, head);
            all.add(head);
            if (line.heads().stream().anyMatch(job -> job.pin() != null)) {
                withPins.add(head);
            }
            standing.computeIfAbsent(line.priority(), _ -> new HashMap<>()).computeIfAbsent(line.team(), _ -> new HashMap<>())
                    .computeIfAbsent(line.person(), _ -> new ArrayList<>()).add(head);
            left += line.heads().size();
        }
    }

    void take(Line line) { head(line).move(1); }

    /// The last one that was taken is its line's head again.
    void giveBack(Line line) { head(line).move(-1); }

    private Head head(Line line) { return Objects.requireNonNull(heads.get(line)); }

    boolean isEmpty() { return left == 0; }

    /// The first of those that were placed by hand.
    Optional<Candidate> pinned(Predicate<Candidate> open) { return Optional.ofNullable(first(withPins, BY_PIN, one -> one.job().pin() != null && open.test(one))); }

    /// The one that has waited longest beyond its patience, if there is one; only the heads of lines are asked.
    Optional<Candidate> overdue(Instant now, Predicate<Candidate> open) {
        Head best = null;
        for (var head : all) {
            if (head.due.isBefore(now) && (best == null || isDueBefore(head, best)) && open.test(Objects.requireNonNull(head.candidate))) {
                best = head;
            }
        }
        return best == null ? Optional.empty() : Optional.ofNullable(best.candidate);
    }

    private static boolean isDueBefore(Head one, Head other) {
        int order = one.due.compareTo(other.due);
        return order < 0 || order == 0 && Objects.requireNonNull(one.candidate).job().job().compareTo(Objects.requireNonNull(other.candidate).job().job()) < 0;
    }

    private static @Nullable Candidate first(List<Head> among, Comparator<Candidate> order, Predicate<Candidate> open) {
        Candidate best = null;
        for (var head : among) {
            var candidate = head.candidate;
            if (candidate != null && (best == null || order.compare(candidate, best) < 0) && open.test(candidate)) {
                best = candidate;
            }
        }
        return best;
    }

    /// The one whose turn it is: by class, team, person, age.
    Optional<Candidate> next(Predicate<Candidate> open) {
        for (var priority : HIGHEST_FIRST) {
            var best = leastUsed(standing.getOrDefault(priority, Map.of()), shares::ofTeam, (team, people) ->
                    leastUsed(people, person -> shares.ofPerson(team, person), (_, own) -> first(own, BY_AGE, open)));
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
