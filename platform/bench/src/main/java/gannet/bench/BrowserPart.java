package gannet.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import gannet.server.account.Policy;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.storage.Storage;
import gannet.testkit.Workbench;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pages of the large project in a real browser, from the address to the last curve, by a server in a process of its own.
final class BrowserPart implements PagesPart {
    private static final int COMPARED = 100;
    private static final long HEAVY = 20_000_000;
    private static final String SESSION = "a_session_of_the_benchmark";

    /// Milliseconds since the address was asked for, once all is drawn; null before.
    private static final String CHARTS = """
            () => {
                const charts = [...document.querySelector('gannet-charts')?.shadowRoot?.querySelectorAll('gannet-chart') ?? []];
                return charts.length >= 7 && charts.every(chart => chart.shadowRoot?.querySelector('.plot canvas')) ? performance.now() : null;
            }""";
    private static final String OVERLAYS = """
            () => {
                const found = [];
                const walk = root => root.querySelectorAll('*').forEach(each => {
                    if (each.tagName === 'GANNET-OVERLAY') found.push(each);
                    if (each.shadowRoot) walk(each.shadowRoot);
                });
                walk(document);
                return found.length > 0 && found.every(each => each.shadowRoot?.querySelector('canvas')) ? performance.now() : null;
            }""";
    private static final String ROWS = """
            () => document.querySelectorAll('vaadin-grid a[href^="runs/"]').length >= 10 ? performance.now() : null""";

    /// Nothing is asked of the server any more.
    private static final String SETTLED = "() => Object.values(window.Vaadin?.Flow?.clients ?? {}).every(client => !client.isActive?.())";

    @Override public String name() { return "browser"; }

    @Override public List<Figure> measure(Storage storage, Path folder, RunCrowd crowd, int runs, int rounds, boolean last) throws IOException {
        if (!last) {
            return List.of();
        }
        var data = folder.resolveSibling("server");
        fill(storage, data.resolve("runs"), crowd);
        crowd.execute("insert into session (token_hash, person, created, expires) values (sha256('%s'), md5('person')::uuid, now(), now() + interval '1 day')".formatted(SESSION));
        var compared = IntStream.rangeClosed(1, COMPARED).mapToObj(Integer::toString).collect(Collectors.joining(","));
        try (var workbench = Workbench.start(data, "--database-url", crowd.database.url(), "--database-user", crowd.database.user(),
                        "--database-password", crowd.database.password());
                var chromium = new Chromium(); var context = chromium.signedIn(workbench.address(), SESSION)) {
            return List.of(
                    Figure.atMost(1000, "run page, 35 curves of 10,000 points, all drawn", drawn(context, workbench, "runs/" + HEAVY, CHARTS, rounds), "ms"),
                    Figure.atMost(2000, "compare, %d runs, curves drawn".formatted(COMPARED),
                            drawn(context, workbench, "compare?runs=" + compared + "&tab=curves", OVERLAYS, rounds), "ms"),
                    Figure.told("table of %,d runs, first rows".formatted(runs), drawn(context, workbench, "runs", ROWS, rounds), "ms"));
        }
    }

    private static void fill(Storage storage, Path folder, RunCrowd crowd) throws IOException {
        var vertx = Vertx.vertx();
        try {
            var progress = new Progress(storage, new Policy(storage), new Signals(vertx), folder);
            var heavy = UUID.randomUUID();
            crowd.copy(heavy, HEAVY);
            write(folder.resolve(heavy.toString()), 35, 10_000, line -> "group %c, %d".formatted('a' + line / 5, line % 5));
            progress.intake(heavy, HEAVY, crowd.project).takeAll();
            for (int number = 1; number <= COMPARED; number++) {
                var id = crowd.idOf("r" + number);
                write(folder.resolve(id.toString()), RunCrowd.METRICS.size(), 1000, RunCrowd.METRICS::get);
                progress.intake(id, number, crowd.project).takeAll();
            }
            crowd.execute("update run set state = 'SUCCEEDED', ended = now() where number = " + HEAVY);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void write(Path run, int lines, int steps, IntFunction<String> names) throws IOException {
        IngestPart.write(Files.createDirectories(run).resolve("events.jsonl"), lines, steps, names);
    }

    /// The median of some visits in one browser, after one that fills its cache; none begins while the server is still at the one before.
    private static double drawn(BrowserContext context, Workbench workbench, String address, String ready, int rounds) {
        var times = new ArrayList<Double>();
        for (int round = -1; round < rounds; round++) {
            var page = context.newPage();
            page.navigate(workbench.at(address).toString());
            double time = ((Number) page.waitForFunction(ready, null, new Page.WaitForFunctionOptions().setPollingInterval(10)).jsonValue()).doubleValue();
            if (round >= 0) {
                times.add(time);
            }
            page.waitForFunction(SETTLED);
            page.close();
        }
        return Stopwatch.median(times);
    }
}
