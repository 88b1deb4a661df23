package gannet.bench;

import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.torch.TorchEngine;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// One full training step, ours and Python's taking turns, so that both meet the same machine.
final class StepBenchmark implements Benchmark {
    private static final double GOAL = 0.6;

    @Override public String name() { return "step"; }
    @Override public String summary() { return "dcgan [--threads n] [--rounds n]: one training step, beside Python PyTorch where it is found"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        int rounds = arguments.number("--rounds", 15);
        var id = arguments.word("variant", List.of("dcgan"));
        arguments.end();

        TorchEngine.start(threads);
        var figures = new ArrayList<Figure>();
        var notes = new ArrayList<String>();
        var cache = Files.createTempDirectory("gannet-bench");
        try (var host = PluginHost.start(cache)) {
            var variant = host.install(Plugins.file(id)).variant(id).orElseThrow();
            var peer = Peer.start(threads);
            notes.add(threads + " threads, medians of " + rounds + " rounds in which everyone takes a step in turn, after 4 to warm up.");
            notes.add(peer.map(python -> "Beside " + python.version() + "; goal: our best at most 0.6 of the example script's time.")
                    .orElse("No Python with PyTorch was found, so nothing stands beside these figures; name one in GANNET_PYTHON."));
            for (int batch : List.of(16, 64)) {
                figures.addAll(compare(variant, batch, rounds, peer));
            }
            if (peer.isPresent()) {
                peer.get().close();
            }
        } finally {
            Folders.remove(cache);
        }
        return new Report("step " + id, Machine.here(), figures, notes);
    }

    private static List<Figure> compare(Variant<?, ?> variant, int batch, int rounds, Optional<Peer> peer) {
        var trainees = new ArrayList<Trainee>();
        var contenders = new LinkedHashMap<String, Supplier<Took>>();
        for (var compute : Compute.values()) {
            var trainee = Trainee.of(variant, compute, batch);
            trainees.add(trainee);
            contenders.put("gannet " + compute.name().toLowerCase(Locale.ROOT).replace('_', ' '), trainee::step);
        }
        peer.ifPresent(python -> {
            contenders.put("python as the example runs", () -> python.step("float32", batch));
            contenders.put("python bfloat16 channels last", () -> python.step("bfloat16", batch));
        });
        try {
            return figures(batch, race(contenders, rounds));
        } finally {
            trainees.forEach(Trainee::close);
        }
    }

    private static SequencedMap<String, List<Took>> race(SequencedMap<String, Supplier<Took>> contenders, int rounds) {
        var times = new LinkedHashMap<String, List<Took>>();
        for (int round = -4; round < rounds; round++) {
            for (var contender : contenders.entrySet()) {
                var took = contender.getValue().get();
                if (round >= 0) {
                    times.computeIfAbsent(contender.getKey(), none -> new ArrayList<>()).add(took);
                }
            }
        }
        return times;
    }

    private static List<Figure> figures(int batch, SequencedMap<String, List<Took>> times) {
        var figures = new ArrayList<Figure>();
        var best = Double.POSITIVE_INFINITY;
        for (var entry : times.entrySet()) {
            var wall = Took.median(entry.getValue(), Took::wall);
            figures.add(Figure.told("batch " + batch + ", " + entry.getKey(), wall, "ms"));
            figures.add(Figure.told("batch " + batch + ", " + entry.getKey() + ", processor", Took.median(entry.getValue(), Took::processor), "ms"));
            if (entry.getKey().startsWith("gannet")) {
                best = Math.min(best, wall);
            }
        }
        var example = times.get("python as the example runs");
        if (example != null) {
            figures.add(Figure.atMost(GOAL, "batch " + batch + ", our best : the example's time", best / Took.median(example, Took::wall), ""));
        }
        return figures;
    }
}
