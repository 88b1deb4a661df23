package gannet.bench;

import gannet.server.Entities;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.gallery.Gallery;
import gannet.server.gallery.PictureId;
import gannet.server.gallery.Query;
import gannet.server.storage.PrivatePostgres;
import gannet.server.storage.Storage;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a page of the gallery costs the server as runs become many. It takes a PostgreSQL of its own, started as the server starts it.
final class GalleryBenchmark implements Benchmark {
    private static final int PAGE = 200;
    private static final double MILLISECONDS = 60;

    @Override public String name() { return "gallery"; }
    @Override public String summary() { return "[--runs n] [--marked n] [--looks n]: pages of pictures of up to n runs, by each filter"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int runs = arguments.number("--runs", 100_000);
        int marked = arguments.number("--marked", 20_000);
        int looks = arguments.number("--looks", 21);
        arguments.end();
        var folder = Files.createTempDirectory("gannet-bench-gallery");
        var figures = new ArrayList<Figure>();
        try (var postgres = PrivatePostgres.start(folder.resolve("postgres")); var storage = Storage.open(postgres.database(), Entities.all())) {
            var seed = new GallerySeed(storage);
            var gallery = new Gallery(storage, new Policy(storage), folder.resolve("runs"), folder.resolve("cache"), Clock.systemUTC());
            int there = 0;
            for (int size = Math.min(1000, runs); size <= runs; size = size < runs ? Math.min(size * 10, runs) : runs + 1) {
                seed.runs(there, size);
                seed.mark(marked);
                there = size;
                boolean most = size == runs;
                for (var view : views(seed, size).entrySet()) {
                    double time = page(gallery, seed.person(), view.getValue(), null, looks);
                    var what = "%,d runs: %s".formatted(size, view.getKey());
                    figures.add(most ? Figure.atMost(MILLISECONDS, what, time, "ms") : Figure.told(what, time, "ms"));
                }
                double deep = page(gallery, seed.person(), Query.all(seed.project()), new PictureId(size / 2, 3), looks);
                figures.add(most ? Figure.atMost(MILLISECONDS, "%,d runs: a page from the middle".formatted(size), deep, "ms") : Figure.told("%,d runs: a page from the middle".formatted(size), deep, "ms"));
                figures.add(Figure.told("%,d runs: what can be filtered by".formatted(size), median(looks, () -> gallery.choices(seed.person(), seed.project())), "ms"));
            }
        } finally {
            Folders.remove(folder);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "Each run has %d sheets of %d pictures; %,d of all are starred, as many tagged and on a board. Medians of %d pages of %d pictures."
                        .formatted(GallerySeed.SHEETS, GallerySeed.TILES, marked, looks, PAGE),
                "A page is what the service does: who may see it, the pictures, and their marks."));
    }

    private static SequencedMap<String, Query> views(GallerySeed seed, int runs) {
        var project = seed.project();
        var views = new LinkedHashMap<String, Query>();
        views.put("all", Query.all(project));
        views.put("only last steps", new Query(project, null, false, null, null, null, null, null, true));
        views.put("one variant and data set", new Query(project, null, false, null, "variant-3", seed.dataSet(), null, null, false));
        views.put("a run", new Query(project, null, false, null, null, null, (long) runs / 2, null, false));
        views.put("starred", new Query(project, null, true, null, null, null, null, null, false));
        views.put("a board", new Query(project, seed.board(), false, null, null, null, null, null, false));
        views.put("a tag, starred, of one variant", new Query(project, null, true, GallerySeed.TAG, "variant-3", null, null, null, false));
        return views;
    }

    private static double page(Gallery gallery, Person who, Query query, @Nullable PictureId after, int looks) {
        return median(looks, () -> {
            if (gallery.page(who, query, after, PAGE).pictures().isEmpty()) {
                throw new BenchmarkException("a page of " + query + " is empty.");
            }
        });
    }

    private static double median(int looks, Runnable look) {
        var times = new ArrayList<Double>();
        for (int i = -3; i < looks; i++) {
            double time = Stopwatch.milliseconds(look::run);
            if (i >= 0) {
                times.add(time);
            }
        }
        return Stopwatch.median(times);
    }
}
