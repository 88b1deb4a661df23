package gannet.bench;

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
    /// Visits before those that count: a server in use has compiled its pages.
    private static final int WARM = 5;
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

    /// Follows the link to an address in the table, or one put there if the table has none.
    private static final String CLICK = """
            address => {
                let link = document.querySelector(`vaadin-grid a[href="${address}"]`);
                if (!link) {
                    link = document.createElement('a');
                    link.href = address;
                    link.setAttribute('router-link', '');
                    document.querySelector('.head').append(link);
                }
                const now = performance.now();
                link.click();
                return now;
            }""";

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
            var page = context.newPage();
            var run = "runs/" + HEAVY;
            var compare = "compare?runs=" + compared + "&tab=curves";
            return List.of(
                    Figure.told("run page of 35 curves of 10,000 points by its address, the first after the server's start", first(page, workbench, run, CHARTS), "ms"),
                    Figure.atMost(1000, "run page of 35 curves of 10,000 points, all drawn, from a click in the table", clicked(page, workbench, run, CHARTS, rounds), "ms"),
                    Figure.atMost(1000, "the same by its address, with all of a page's start", drawn(page, workbench, run, CHARTS, rounds), "ms"),
                    Figure.atMost(2000, "compare of %d runs, curves drawn, from a link".formatted(COMPARED), clicked(page, workbench, compare, OVERLAYS, rounds), "ms"),
                    Figure.atMost(2000, "the same by its address", drawn(page, workbench, compare, OVERLAYS, rounds), "ms"),
                    Figure.told("table of %,d runs, first rows".formatted(runs), drawn(page, workbench, "runs", ROWS, rounds), "ms"));
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

    /// The median of some visits by address in one tab; none begins while the server is still at the one before.
    private static double drawn(Page page, Workbench workbench, String address, String ready, int rounds) {
        var times = new ArrayList<Double>();
        for (int round = -WARM; round < rounds; round++) {
            page.navigate(workbench.at(address).toString());
            double time = time(page, ready);
            if (round >= 0) {
                times.add(time);
            }
            page.waitForFunction(SETTLED);
            page.navigate("about:blank");
        }
        return Stopwatch.median(times);
    }

    private static double first(Page page, Workbench workbench, String address, String ready) {
        page.navigate(workbench.at(address).toString());
        return time(page, ready);
    }

    /// The same for a click on a link to it in the table of runs, counted from the click.
    private static double clicked(Page page, Workbench workbench, String address, String ready, int rounds) {
        var times = new ArrayList<Double>();
        for (int round = -WARM; round < rounds; round++) {
            page.navigate(workbench.at("runs").toString());
            time(page, ROWS);
            page.waitForFunction(SETTLED);
            double click = ((Number) page.evaluate(CLICK, address)).doubleValue();
            double time = time(page, ready) - click;
            if (round >= 0) {
                times.add(time);
            }
            page.waitForFunction(SETTLED);
        }
        return Stopwatch.median(times);
    }

    private static double time(Page page, String ready) {
        return ((Number) page.waitForFunction(ready, null, new Page.WaitForFunctionOptions().setPollingInterval(10)).jsonValue()).doubleValue();
    }
}
