package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Turns a sweep into the values of its runs. How many there would be is told before any is made.
final class SweepPoints {
    private static final String SEED = "seed";

    private final Sweep sweep;
    private final Schema settings;
    private final long seed;
    private final Map<String, Scale> scales = new LinkedHashMap<>();

    SweepPoints(Sweep sweep, Schema settings, long seed) {
        this.sweep = sweep;
        this.settings = settings;
        this.seed = seed;
    }

    List<SortedMap<String, Object>> all() {
        var problems = problems();
        if (problems.isEmpty() && size().compareTo(BigInteger.valueOf(Sweep.MOST_RUNS)) > 0) {
            problems.add(Sweep.problem("This sweep makes %,d runs; at most %,d are launched at once. Take fewer values, points or seeds."
                    .formatted(size(), Sweep.MOST_RUNS)));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var runs = new ArrayList<SortedMap<String, Object>>();
        for (var point : points()) {
            for (int i = 0; i < sweep.seeds(); i++) {
                var run = new TreeMap<>(point);
                if (sweep.seeds() > 1) {
                    run.put(SEED, seed + i);
                }
                runs.add(run);
            }
        }
        return List.copyOf(runs);
    }

    private List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        sweep.axes().forEach((name, axis) -> {
            var scale = Scale.of(name, axis, settings, problems);
            if (scale != null) {
                scales.put(name, scale);
            }
        });
        if (sweep.seeds() < 1) {
            problems.add(Sweep.problem("A sweep takes at least 1 seed for each point, not " + sweep.seeds() + "."));
        }
        if (sweep.axes().isEmpty() && sweep.seeds() <= 1) {
            problems.add(Sweep.problem("This sweep varies nothing; give several values for a setting, or several seeds."));
        }
        if (sweep.axes().containsKey(SEED) && sweep.seeds() > 1) {
            problems.add(Problem.user(SEED, "seed is an axis already; ask for 1 seed for each point, not " + sweep.seeds() + "."));
        }
        if (sweep.kind() != Sweep.Kind.GRID && sweep.count() < 1) {
            problems.add(Sweep.problem("A sweep of points by " + (sweep.kind() == Sweep.Kind.RANDOM ? "chance" : "Sobol's sequence") + " needs how many, at least 1, not " + sweep.count() + "."));
        }
        if (sweep.kind() == Sweep.Kind.SOBOL && sweep.axes().size() > Sobol.MOST_DIMENSIONS) {
            problems.add(Sweep.problem("Sobol's sequence has at most " + Sobol.MOST_DIMENSIONS + " axes here, not " + sweep.axes().size() + "; take a random sweep."));
        }
        if (sweep.halving() != null) {
            problems.addAll(sweep.halving().problems());
        }
        return problems;
    }

    private BigInteger size() {
        var points = BigInteger.ONE;
        switch (sweep.kind()) {
            case GRID -> {
                for (var scale : scales.values()) {
                    points = points.multiply(BigInteger.valueOf(scale.size()));
                }
            }
            case RANDOM, SOBOL -> points = sweep.axes().isEmpty() ? points : BigInteger.valueOf(sweep.count());
        }
        return points.multiply(BigInteger.valueOf(sweep.seeds()));
    }

    private Set<SortedMap<String, Object>> points() {
        if (scales.isEmpty()) {
            return Set.of(new TreeMap<>());
        }
        return switch (sweep.kind()) {
            case GRID -> grid();
            case RANDOM -> {
                var random = new SplittableRandom(seed);
                yield drawn(() -> random.doubles(scales.size()).toArray());
            }
            case SOBOL -> drawn(new Sobol(scales.size())::next);
        };
    }

    private Set<SortedMap<String, Object>> grid() {
        Set<SortedMap<String, Object>> points = Set.of(new TreeMap<>());
        for (var scale : scales.entrySet()) {
            var longer = new LinkedHashSet<SortedMap<String, Object>>();
            for (var point : points) {
                for (var value : scale.getValue().grid()) {
                    var more = new TreeMap<>(point);
                    more.put(scale.getKey(), value);
                    longer.add(more);
                }
            }
            points = longer;
        }
        return points;
    }

    private Set<SortedMap<String, Object>> drawn(Supplier<double[]> shares) {
        var points = new LinkedHashSet<SortedMap<String, Object>>();
        for (int i = 0; i < sweep.count(); i++) {
            var share = shares.get();
            var point = new TreeMap<String, Object>();
            int axis = 0;
            for (var scale : scales.entrySet()) {
                point.put(scale.getKey(), scale.getValue().at(share[axis++]));
            }
            points.add(point);
        }
        return points;
    }
}
