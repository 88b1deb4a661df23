package gannet.bench;

import gannet.data.Feed;
import gannet.data.Pictures;
import gannet.host.BundleInspection;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Settings;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.Training;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a training's memory was forecast to be, beside the most that its worker really held: short trainings in real workers,
/// with their data, pictures and checkpoints.
final class ForecastBenchmark implements Benchmark {
    private static final double MOST_OFF = 30;
    private static final int LOOK_EVERY = 20;

    @Override public String name() { return "forecast"; }

    @Override public String summary() { return "[variant] [--threads n]: forecast memory beside what real workers held at most"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        var chosen = arguments.word("variant", Stream.concat(Stream.of("all"), StepCase.VARIANTS.stream()).toList());
        arguments.end();

        var figures = new ArrayList<Figure>();
        var folder = Files.createTempDirectory("gannet-forecast");
        try (var host = PluginHost.start(folder.resolve("host"))) {
            for (var id : chosen.equals("all") ? StepCase.VARIANTS : List.of(chosen)) {
                var variant = Plugins.variant(host, id);
                for (var one : ForecastCase.of(id)) {
                    for (var precision : one.precisions()) {
                        figures.addAll(compare(variant, one, precision, threads, folder));
                    }
                }
            }
        } finally {
            Folders.remove(folder);
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "Measured is the peak of a real worker's resident memory (VmHWM) in a few steps of every phase, drawing, measuring and checkpoints included.",
                "Above 0 % the forecast was higher."));
    }

    private static List<Figure> compare(Variant<?, ?> variant, ForecastCase one, Training.Precision precision, int threads, Path folder)
            throws IOException, InterruptedException {
        var compute = precision == Training.Precision.BFLOAT16 ? Compute.BFLOAT16_CHANNELS_LAST : Compute.FLOAT32_CHANNELS_LAST;
        var scratch = Files.createTempDirectory(folder, one.variant());
        var order = order(variant, one, precision, threads, scratch);
        var forecast = Objects.requireNonNull(variant.forecast(one.settings(), one.batch(), heldOut(variant, one, order, scratch), Set.of(compute)).get(compute));
        double measured = peak(order, scratch.resolve("run"));
        Folders.remove(scratch);
        var name = "%s %s, batch %d, %s".formatted(one.variant(), one.name(), one.batch(), precision.name().toLowerCase(Locale.ROOT));
        double off = 100 * (forecast.hostMegabytes() / measured - 1);
        System.err.printf(Locale.ROOT, "%s: %d MB forecast, %.0f MB measured%n", name, forecast.hostMegabytes(), measured);
        return List.of(Figure.told(name + ": measured", Math.rint(measured), "MB"), Figure.told(name + ": forecast", forecast.hostMegabytes(), "MB"),
                Figure.atMost(MOST_OFF, name + ": off by", Math.rint(Math.abs(off)), "%"));
    }

    private static int heldOut(Variant<?, ?> variant, ForecastCase one, Order order, Path scratch) {
        var how = new Feed.How(one.batch(), 1, scratch.resolve("cache"), null);
        try (var feed = Feed.open(Pictures.open(order.data().folder()), variant.data(one.settings()), variant.augmentation(one.settings()), how)) {
            return feed.heldOut();
        }
    }

    private static Order order(Variant<?, ?> variant, ForecastCase one, Training.Precision precision, int threads, Path scratch) throws IOException {
        var jar = Plugins.file(one.variant().replace("3d-gan", "gan3d"));
        var inspection = BundleInspection.of(jar);
        var pictures = scratch.resolve("data");
        var hash = one.data().write(pictures, one.count(), one.side(), 1).hash();
        var training = Settings.bind(Training.class, Map.of("steps", one.steps(), "batchSize", one.batch(), "precision", precision.name()));
        return new Order("forecast", new Order.Plugin(inspection.id(), inspection.version(), inspection.sha256(), jar.toAbsolutePath()), one.variant(),
                Settings.toMap(variant.settings(one.settings())), training, new Order.Data("painted", pictures, hash), "cpu", threads, null);
    }

    /// Trains, and looks at the worker until it is gone.
    ///
    /// @return the most that it held, in MB
    private static double peak(Order order, Path folder) throws IOException, InterruptedException {
        var directory = RunDirectory.create(folder, order);
        var worker = WorkerCommand.ofThisInstallation().start(directory);
        double most = 0;
        while (!worker.waitFor(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, Resident.peakMegabytes(worker.toHandle()));
        }
        var exit = directory.exit().orElseThrow(() -> new BenchmarkException("a worker was killed; its log is " + directory.log() + "."));
        if (exit.outcome() != Exit.Outcome.FINISHED) {
            throw new BenchmarkException("a worker ended early: " + exit.reason());
        }
        return most;
    }
}
