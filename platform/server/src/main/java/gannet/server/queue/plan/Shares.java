package gannet.server.queue.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What teams and people have had and hold. What runs or starts counts as had already, so that turns alternate.
final class Shares {
    private static final TeamShare UNKNOWN = new TeamShare(new UUID(0, 0), 1, 0, null);

    private final Rules rules;
    private final Map<UUID, TeamShare> teams = new TreeMap<>();
    private final Map<UUID, Double> ofTeam = new TreeMap<>();
    private final Map<PersonInTeam, Double> ofPerson = new HashMap<>();
    private final Map<UUID, Integer> heldByTeam = new HashMap<>();
    private final Map<UUID, Integer> heldByPerson = new HashMap<>();

    private record PersonInTeam(UUID team, UUID person) {}

    Shares(Snapshot snapshot) {
        rules = snapshot.rules();
        for (var team : snapshot.teams()) {
            teams.put(team.team(), team);
            ofTeam.put(team.team(), team.use());
        }
        snapshot.people().forEach(person -> ofPerson.put(new PersonInTeam(person.team(), person.person()), person.use()));
        // always in one order, because sums of fractions depend on it
        snapshot.holders().stream().sorted(Comparator.comparing(Holder::job)).forEach(holder ->
                add(holder.team(), holder.person(), holder.devices().size(), left(holder, snapshot.now()).toMillis() / 1000.0));
    }

    private Duration left(Holder holder, Instant now) {
        var end = holder.expectedEnd(now);
        if (end == null) {
            return rules.usualLength();
        }
        var left = Duration.between(now, end);
        boolean overruns = holder.end() != null && holder.end().isBefore(now);
        return overruns && left.compareTo(rules.usualLength()) > 0 ? rules.usualLength() : left; // nobody pays in advance for a run that hangs
    }

    void start(Line line, Waiting job) {
        var length = job.length() == null ? rules.usualLength() : job.length();
        add(line.team(), line.person(), line.need().devices(), length.toMillis() / 1000.0);
    }

    private void add(UUID team, UUID person, int devices, double seconds) {
        ofTeam.merge(team, devices * seconds, Double::sum);
        ofPerson.merge(new PersonInTeam(team, person), devices * seconds, Double::sum);
        heldByTeam.merge(team, devices, Integer::sum);
        heldByPerson.merge(person, devices, Integer::sum);
    }

    /// Devices that it is to have; they count against limits alone.
    void hold(Line line) {
        heldByTeam.merge(line.team(), line.need().devices(), Integer::sum);
        heldByPerson.merge(line.person(), line.need().devices(), Integer::sum);
    }

    void end(UUID team, UUID person, int devices) {
        heldByTeam.merge(team, -devices, Integer::sum);
        heldByPerson.merge(person, -devices, Integer::sum);
    }

    /// Use for each unit of weight: who has the least goes first.
    double ofTeam(UUID team) { return ofTeam.getOrDefault(team, 0.0) / teams.getOrDefault(team, UNKNOWN).weight(); }

    double ofPerson(UUID team, UUID person) { return ofPerson.getOrDefault(new PersonInTeam(team, person), 0.0); }

    int heldByTeam(UUID team) { return heldByTeam.getOrDefault(team, 0); }

    int heldByPerson(UUID person) { return heldByPerson.getOrDefault(person, 0); }

    int limitOfTeam(UUID team) {
        var limit = teams.getOrDefault(team, UNKNOWN).mostRunning();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    int limitOfPerson(UUID person) {
        var limit = rules.limitOf(person);
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    boolean teamIsAtItsLimit(Line line) { return heldByTeam(line.team()) + line.need().devices() > limitOfTeam(line.team()); }

    boolean personIsAtTheirLimit(Line line) { return heldByPerson(line.person()) + line.need().devices() > limitOfPerson(line.person()); }

    /// How many times its due part a team has had: 1 is fair.
    double times(UUID team) {
        double use = ofTeam.values().stream().mapToDouble(Double::doubleValue).sum();
        double weights = teams.values().stream().filter(one -> ofTeam.getOrDefault(one.team(), 0.0) > 0 || one.team().equals(team)).mapToDouble(TeamShare::weight).sum();
        double due = teams.getOrDefault(team, UNKNOWN).weight() / Math.max(weights, 1e-9);
        return use <= 0 ? 1 : ofTeam.getOrDefault(team, 0.0) / use / due;
    }
}
