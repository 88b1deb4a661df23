package gannet.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.server.storage.Storage;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How long it takes from what a worker writes to the pixels that tell it, with many pages open on a run that trains.
final class LivePart implements PagesPart {
    private static final int PAGES = 20;
    private static final int WATCHED = 30_000;

    /// Notes each step that the page shows, and when the picture with it is on the screen: one frame after the one that shows it.
    private static final String WATCH = """
            () => {
                window.seen = [];
                const number = document.querySelector('gannet-step').shadowRoot.querySelector('.number b');
                new MutationObserver(() => {
                    const step = Number(number.textContent.replaceAll(',', ''));
                    requestAnimationFrame(() => requestAnimationFrame(() => window.seen.push([step, Date.now()])));
                }).observe(number, { characterData: true, childList: true, subtree: true });
            }""";

    @Override public String name() { return "live"; }

    @Override public List<Figure> measure(Storage storage, Path folder, RunCrowd crowd, int runs, int rounds, boolean last) throws IOException {
        if (!last) {
            return List.of();
        }
        var data = folder.resolveSibling("live");
        try (var workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1"); var chromium = new Chromium()) {
            var ada = Visitor.first(workbench);
            var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
            var run = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", ada.dataSet(project, "Painted shapes"),
                    "settings", Map.of("imageSize", 16, "width", 8, "latentSize", 8),
                    "training", Map.of("steps", 1_000_000, "batchSize", 8, "reportEvery", 10, "sampleEvery", 500, "checkpointEvery", 5000))).body();
            var address = "/api/v1/runs/" + run.get("number").asText();
            ada.await(address, now -> now.get("step").asLong() > 0);
            var seen = watch(chromium, workbench, "runs/" + run.get("number").asText());
            ada.post(address + "/stop", Map.of());
            ada.await(address, now -> now.get("state").asText().equals("STOPPED"));
            var late = late(data.resolve("runs").resolve(run.get("id").asText()).resolve("events.jsonl"), seen);
            return List.of(
                    Figure.told("steps seen by %d pages".formatted(PAGES), late.size(), ""),
                    Figure.atMost(500, "from the worker's event to the pixels, median", late.get(late.size() / 2), "ms"),
                    Figure.told("from the worker's event to the pixels, 95 of 100 within", late.get(late.size() * 95 / 100), "ms"));
        }
    }

    private static List<List<List<Number>>> watch(Chromium chromium, Workbench workbench, String address) {
        var pages = IntStream.range(0, PAGES).mapToObj(_ -> visitor(chromium, workbench).newPage()).toList();
        for (var page : pages) {
            page.navigate(workbench.at(address).toString());
            page.waitForFunction("() => document.querySelector('gannet-step')?.shadowRoot?.querySelector('.number b')");
        }
        pages.forEach(page -> page.evaluate(WATCH));
        pages.getFirst().waitForTimeout(WATCHED);
        return pages.stream().map(LivePart::seen).toList();
    }

    /// Each page is another person's, because a browser keeps six connections to a server and gives one to each run that is looked at.
    private static BrowserContext visitor(Chromium chromium, Workbench workbench) {
        var context = chromium.signedIn(workbench.address(), "none");
        var answer = context.request().post(workbench.at("api/v1/session").toString(),
                RequestOptions.create().setData(Map.of("email", "ada@example.org", "password", Visitor.PASSWORD)));
        if (!answer.ok()) {
            throw new BenchmarkException("Signing in answers " + answer.status() + ": " + answer.text());
        }
        return context;
    }

    @SuppressWarnings("unchecked") // what the script above collects
    private static List<List<Number>> seen(Page page) { return (List<List<Number>>) page.evaluate("() => window.seen"); }

    /// In milliseconds, the shortest first.
    private static List<Double> late(Path events, List<List<List<Number>>> pages) throws IOException {
        var said = new HashMap<Long, Long>();
        long offset = 0;
        for (var batch = EventReader.read(events, 0, 1000); batch.offset() > offset; batch = EventReader.read(events, offset, 1000)) {
            offset = batch.offset();
            batch.events().stream().filter(Event.Measured.class::isInstance).forEach(event -> said.put(event.step(), event.time().toEpochMilli()));
        }
        var late = new ArrayList<Double>();
        pages.forEach(steps -> steps.forEach(step -> {
            var when = said.get(step.getFirst().longValue());
            if (when != null) {
                late.add((double) (step.getLast().longValue() - when));
            }
        }));
        if (late.isEmpty()) {
            throw new BenchmarkException("No page showed a new step within " + WATCHED / 1000 + " s.");
        }
        late.sort(Comparator.naturalOrder());
        return late;
    }
}
