package gannet.bench;

import gannet.server.account.Policy;
import gannet.server.experiment.RunLists;
import gannet.server.storage.Storage;
import gannet.server.table.Look;
import gannet.server.table.RunTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages of the table of runs: fifty rows with four columns, two of them with curves, and the count.
final class TablePart implements PagesPart {
    private static final double GOAL = 100;
    private static final List<String> COLUMNS = List.of("setting0", "setting3", "fd", "generator");
    private final Map<String, Double> first = new HashMap<>();

    @Override public String name() { return "table"; }

    @Override public List<Figure> measure(Storage storage, Path folder, RunCrowd crowd, int runs, int rounds, boolean last) {
        var policy = new Policy(storage);
        var table = new RunTable(storage, policy, new RunLists(storage, policy, _ -> Map.of()));
        var looks = new LinkedHashMap<String, Runnable>();
        looks.put("first page", page(table, crowd, "", Look.NEWEST, 0));
        looks.put("filter by a setting and a metric", page(table, crowd, "setting0<0.004 fd<30", Look.NEWEST, 0));
        looks.put("filter that finds a handful", page(table, crowd, "setting0=0.003 setting3:hinge fd<11 state:failed", Look.NEWEST, 0));
        looks.put("filter that finds nothing", page(table, crowd, "fd>1000 variant:dcgan", Look.NEWEST, 0));
        looks.put("filter by a word", page(table, crowd, "question flowers 17", Look.NEWEST, 0));
        looks.put("filter by a tag", page(table, crowd, "tag:good state:done", Look.NEWEST, 0));
        looks.put("sort by a metric", page(table, crowd, "", "fd", 0));
        looks.put("sort by a setting", page(table, crowd, "", "-setting0", 0));
        looks.put("filter and sort by a metric", page(table, crowd, "variant:srgan setting3:hinge", "fd.lowest", 0));
        looks.put("sort by a metric, row 5,000 on", page(table, crowd, "", "fd", Math.min(5000, runs - 50)));
        looks.put("groups by a setting", () -> table.groups(crowd.person, new Look(crowd.project, "state:done"), "setting3"));
        var figures = new ArrayList<Figure>();
        looks.forEach((what, look) -> {
            var times = new ArrayList<Double>();
            for (int round = -3; round < rounds; round++) {
                double time = Stopwatch.milliseconds(look);
                if (round >= 0) {
                    times.add(time);
                }
            }
            double median = Stopwatch.median(times);
            first.putIfAbsent(what, median);
            var name = "%,d runs: %s".formatted(runs, what);
            figures.add(last ? Figure.atMost(GOAL, name, median, "ms") : Figure.told(name, median, "ms"));
            if (last && first.get(what) != median) {
                figures.add(Figure.told(what + ", most runs : fewest", median / first.get(what), ""));
            }
        });
        return figures;
    }

    private static Runnable page(RunTable table, RunCrowd crowd, String query, String sort, int offset) {
        return () -> table.page(crowd.person, new Look(crowd.project, query, sort, COLUMNS), offset, 50);
    }
}
