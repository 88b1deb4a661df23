package gannet.bench;

import gannet.server.Entities;
import gannet.server.storage.PrivatePostgres;
import gannet.server.storage.Storage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// What pages cost at the server as the history grows. It takes a PostgreSQL of its own, started as the server starts it.
final class PagesBenchmark implements Benchmark {
    private static final int FEWEST = 1000;

    @Override public String name() { return "pages"; }
    @Override public String summary() { return "[table|ingest|browser|live] [--runs n] [--rounds n]: what pages cost with up to n runs"; }

    @Override public Report measure(List<String> words) throws Exception {
        List<PagesPart> parts = List.of(new TablePart(), new IngestPart(), new BrowserPart(), new LivePart());
        var arguments = new Arguments(words);
        int most = arguments.number("--runs", 100_000);
        int rounds = arguments.number("--rounds", 15);
        var names = new ArrayList<>(List.of("all"));
        parts.forEach(part -> names.add(part.name()));
        var chosen = arguments.word("part", names);
        arguments.end();
        var figures = new ArrayList<Figure>();
        var folder = Files.createTempDirectory("gannet-bench-pages");
        try (var postgres = PrivatePostgres.start(folder.resolve("postgres")); var storage = Storage.open(postgres.database(), Entities.all())) {
            var crowd = new RunCrowd(postgres.database(), storage);
            for (int size = Math.min(FEWEST, most); size <= most; size = size < most ? Math.min(size * 10, most) : most + 1) {
                crowd.grow(size);
                for (var part : parts) {
                    if (chosen.equals("all") || chosen.equals(part.name())) {
                        figures.addAll(part.measure(storage, folder.resolve("runs"), crowd, size, rounds, size == most));
                    }
                }
            }
        } finally {
            Folders.remove(folder);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "One project; each run with %d settings, %d metrics of three figures, two small curves. Medians of %d, after 3 to warm up, 5 in the browser.".formatted(
                        RunCrowd.SETTINGS, RunCrowd.METRICS.size(), rounds)));
    }
}
