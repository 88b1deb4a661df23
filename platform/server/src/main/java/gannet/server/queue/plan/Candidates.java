package gannet.server.queue.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The heads of all lines, and which of them goes next.
final class Candidates {
    private final List<Line> lines;
    private final Map<Line, Integer> taken = new IdentityHashMap<>();
    private final Shares shares;
    private final Rules rules;

    /// One that is next of its line.
    record Candidate(Line line, Waiting job) {}

    Candidates(Snapshot snapshot, Shares shares) {
        this.shares = shares;
        rules = snapshot.rules();
        lines = snapshot.lines().stream().filter(line -> !line.heads().isEmpty()).sorted(Comparator.comparing(line -> line.heads().getFirst().job())).toList();
    }

    private Optional<Candidate> head(Line line) {
        int place = taken.getOrDefault(line, 0);
        return place < line.heads().size() ? Optional.of(new Candidate(line, line.heads().get(place))) : Optional.empty();
    }

    void take(Line line) { taken.merge(line, 1, Integer::sum); }

    boolean isEmpty() { return lines.stream().allMatch(line -> head(line).isEmpty()); }

    /// The one whose turn it is: placed by hand, then by class, team, person, age.
    Optional<Candidate> next(Predicate<Line> open) {
        Candidate best = null;
        for (var line : lines) {
            var head = open.test(line) ? head(line) : Optional.<Candidate>empty();
            if (head.isPresent() && (best == null || compare(head.get(), best) < 0)) {
                best = head.get();
            }
        }
        return Optional.ofNullable(best);
    }

    /// The one that has waited longest beyond its patience, if there is one. Jobs of a line are as patient as one another.
    Optional<Candidate> overdue(Instant now, Predicate<Line> open) {
        return lines.stream().filter(open).map(this::head).flatMap(Optional::stream).filter(one -> due(one).isBefore(now))
                .min(Comparator.comparing(this::due).thenComparing(one -> one.job().job()));
    }

    private Instant due(Candidate one) { return one.job().since().plus(rules.patience(one.line().priority())); }

    /// All that were not taken, in the order of their turns, at most so many.
    List<Candidate> rest(int most) {
        var rest = new ArrayList<Candidate>();
        for (var next = next(_ -> true); next.isPresent() && rest.size() < most; next = next(_ -> true)) {
            rest.add(next.get());
            take(next.get().line());
            shares.start(next.get().line(), next.get().job());
        }
        return rest;
    }

    private int compare(Candidate one, Candidate other) {
        var pin = one.job().pin();
        var otherPin = other.job().pin();
        if (pin != null || otherPin != null) {
            return pin == null ? 1 : otherPin == null ? -1 : pin.equals(otherPin) ? byAge(one, other) : Double.compare(pin, otherPin);
        }
        int byClass = other.line().priority().compareTo(one.line().priority());
        if (byClass != 0) {
            return byClass;
        }
        if (!one.line().team().equals(other.line().team())) {
            int byTeam = Double.compare(shares.ofTeam(one.line().team()), shares.ofTeam(other.line().team()));
            return byTeam != 0 ? byTeam : byAge(one, other);
        }
        if (!one.line().person().equals(other.line().person())) {
            int byPerson = Double.compare(
                    shares.ofPerson(one.line().team(), one.line().person()), shares.ofPerson(other.line().team(), other.line().person()));
            return byPerson != 0 ? byPerson : byAge(one, other);
        }
        return byAge(one, other);
    }

    private static int byAge(Candidate one, Candidate other) {
        int byAge = one.job().since().compareTo(other.job().since());
        return byAge != 0 ? byAge : one.job().job().compareTo(other.job().job());
    }
}
