package gannet.bench;

import gannet.testkit.Workbench;
import gannet.testkit.chaos.Blow;
import gannet.testkit.chaos.Findings;
import gannet.testkit.chaos.Ordeal;
import gannet.testkit.chaos.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether anything is lost, comes twice, gets stuck or comes out different when servers, workers and the database die.
final class KillBenchmark implements Benchmark {
    private static final int LEADER_REPLACED = 15; // s; the lease alone takes 4, and the machine may be busy
    private static final int STEPS = 400;
    private static final int TOGETHER = 5;

    @Override public String name() { return "kill"; }

    @Override public String summary() {
        return "[--seed n] [--server 50] [--leader 20] [--worker 50] [--database 20] [--reboot 10] [--freeze 10]: kill -9 at random moments; what is lost?";
    }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        long seed = arguments.number("--seed", 2026);
        Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
        for (var blow : Blow.values()) {
            blows.put(blow, arguments.number("--" + blow.name().toLowerCase(Locale.ROOT), switch (blow) {
                case SERVER, WORKER -> 50;
                case LEADER, DATABASE -> 20;
                case REBOOT, FREEZE -> 10;
            }));
        }
        arguments.end();
        var folder = Files.createTempDirectory("gannet-kill");
        startOnceInOrder(folder.resolve("warm"));
        var outcome = new Ordeal(seed, blows, STEPS, TOGETHER).suffer(folder, line -> System.err.println("  " + line));
        var report = report(outcome);
        if (report.met()) {
            Folders.remove(folder);
        } else {
            System.err.println("What was broken, and everybody's logs, are in " + folder);
        }
        return report;
    }

    /// Only a server that ends in order leaves the archive of classes with which the next ones start fast.
    private static void startOnceInOrder(Path data) throws IOException {
        if (!Files.exists(Workbench.home().resolve("server.jsa"))) {
            Workbench.start(data).close();
        }
    }

    private Report report(Outcome outcome) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var blow : Blow.values()) {
            var tally = outcome.blows().getOrDefault(blow, new Outcome.Tally(0, Duration.ZERO));
            figures.add(Figure.told(blow.words(), tally.count(), "×"));
            var worst = "    at worst until " + blow.until();
            var seconds = tally.worst().toMillis() / 1000.0;
            figures.add(blow == Blow.LEADER ? Figure.atMost(LEADER_REPLACED, worst, seconds, "s") : Figure.told(worst, seconds, "s"));
        }
        for (var kind : Findings.Kind.values()) {
            figures.add(Figure.atMost(0, kind.name().toLowerCase(Locale.ROOT), outcome.findings().of(kind).size(), "×"));
        }
        figures.add(Figure.told("runs launched and ended", outcome.runs(), ""));
        figures.add(Figure.told("workers that they took", outcome.attempts(), ""));
        figures.add(Figure.told("preempted", outcome.preempted(), "×"));
        figures.add(Figure.told("paused and resumed", outcome.paused(), "×"));
        figures.add(Figure.told("requests that died with their server", outcome.unanswered(), ""));
        figures.add(Figure.told("looks for two workers of one run", outcome.looks(), ""));
        figures.add(Figure.told("it took", outcome.took().toSeconds() / 60.0, "min"));
        var notes = new ArrayList<>(outcome.findings().all());
        notes.add("Seed " + outcome.seed() + ". Every run is compared with an undisturbed one: each event once, all values and weights equal to the bit.");
        return new Report(name(), Machine.here(), figures, notes);
    }
}
