package gannet.server.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts the members of a family into the order of their tree.
final class Families {
    private final Map<Long, List<RunRow>> forks = new HashMap<>();
    private final List<Lineage.Member> members = new ArrayList<>();

    private Families() {}

    /// @param family ancestors before their forks    @param more members that were left out
    static Lineage lineage(List<RunRow> family, int more) {
        var tree = new Families();
        for (var run : family) {
            if (run.parent != null) {
                tree.forks.computeIfAbsent(run.parent, _ -> new ArrayList<>()).add(run);
            }
        }
        var members = family.stream().map(run -> run.number).collect(Collectors.toSet());
        // one whose parent is not shown stands as a first one
        family.stream().filter(run -> run.parent == null || !members.contains(run.parent)).forEach(run -> tree.add(run, 0));
        return new Lineage(List.copyOf(tree.members), more);
    }

    private void add(RunRow run, int depth) {
        members.add(new Lineage.Member(run.number, run.name, run.state, run.step, run.steps, run.from(), depth));
        forks.getOrDefault(run.number, List.of()).stream()
                .sorted(Comparator.comparing((RunRow fork) -> fork.from() == null ? 0L : fork.from().step()).thenComparing(fork -> fork.number))
                .forEach(fork -> add(fork, depth + 1));
    }
}
