package gannet.bench;

import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// One full training step, ours and Python's taking turns, so that both meet the same machine.
final class StepBenchmark implements Benchmark {
    private static final double GOAL_AS_SCRIPTS_RUN = 0.6;
    private static final double GOAL_TUNED = 1.0;
    private static final int WARM_UP = 3;
    private static final String FLOAT32 = "gannet float32";
    private static final String BFLOAT16 = "gannet bfloat16";
    private static final String SCRIPT = "python float32, as scripts run";
    private static final String TUNED = "python bfloat16, tuned";

    @Override public String name() { return "step"; }

    @Override public String summary() {
        return "<variant> [case] [--threads n] [--rounds n]: one training step, beside Python PyTorch where it is found";
    }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        int rounds = arguments.number("--rounds", 15);
        var id = arguments.word("variant", StepCase.VARIANTS);
        var cases = StepCase.of(id);
        var chosen = arguments.word("case", Stream.concat(Stream.of("all"), cases.stream().map(StepCase::name)).toList());
        arguments.end();

        TorchEngine.start(threads);
        var figures = new ArrayList<Figure>();
        var notes = new ArrayList<String>();
        var cache = Files.createTempDirectory("gannet-bench");
        try (var host = PluginHost.start(cache)) {
            var variant = Plugins.variant(host, id);
            var peer = Peer.start(threads, cases.getFirst().script());
            notes.add(threads + " threads, medians of " + rounds + " rounds in which everyone takes a step in turn, after " + WARM_UP + " to warm up.");
            notes.add(peer.map(python -> "Beside " + python.version() + "; tuned means autocast to bfloat16, and weights and inputs with their channels last.")
                    .orElse("No Python with PyTorch was found, so nothing stands beside these figures; name one in GANNET_PYTHON."));
            notes.add("Gannet's networks have their channels last in both formats. Memory is that of a process with both formats' trainings in it.");
            for (var step : cases) {
                if (chosen.equals("all") || chosen.equals(step.name())) {
                    figures.addAll(compare(variant, step, rounds, peer));
                }
            }
            if (peer.isPresent()) {
                peer.get().close();
            }
        } finally {
            Folders.remove(cache);
        }
        return new Report("step " + id, Machine.here(), figures, notes);
    }

    private static List<Figure> compare(Variant<?, ?> variant, StepCase step, int rounds, Optional<Peer> peer) throws IOException {
        try (var float32 = Trainee.of(variant, step, Compute.FLOAT32_CHANNELS_LAST);
                var bfloat16 = Trainee.of(variant, step, Compute.BFLOAT16_CHANNELS_LAST)) {
            var contenders = new LinkedHashMap<String, Supplier<Took>>();
            contenders.put(FLOAT32, float32::step);
            peer.ifPresent(python -> contenders.put(SCRIPT, () -> python.step(step, "float32")));
            contenders.put(BFLOAT16, bfloat16::step);
            peer.ifPresent(python -> contenders.put(TUNED, () -> python.step(step, "bfloat16")));
            var figures = new ArrayList<>(figures(step.name() + ", batch " + step.batch() + ": ", race(contenders, rounds)));
            figures.add(Figure.told(step.name() + ", memory, gannet", Resident.megabytes(), "MB"));
            peer.ifPresent(python -> figures.add(Figure.told(step.name() + ", memory, python", python.megabytes(), "MB")));
            peer.ifPresent(Peer::forget);
            return figures;
        }
    }

    private static SequencedMap<String, List<Took>> race(SequencedMap<String, Supplier<Took>> contenders, int rounds) {
        var times = new LinkedHashMap<String, List<Took>>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (var contender : contenders.entrySet()) {
                var took = contender.getValue().get();
                if (round >= 0) {
                    times.computeIfAbsent(contender.getKey(), none -> new ArrayList<>()).add(took);
                }
            }
        }
        return times;
    }

    private static List<Figure> figures(String step, SequencedMap<String, List<Took>> times) {
        var figures = new ArrayList<Figure>();
        times.forEach((name, taken) -> {
            figures.add(Figure.told(step + name, Took.median(taken, Took::wall), "ms"));
            figures.add(Figure.told(step + name + ", processor", Took.median(taken, Took::processor), "ms"));
        });
        if (times.containsKey(SCRIPT)) {
            figures.add(Figure.atMost(GOAL_AS_SCRIPTS_RUN, step + "our best : python as scripts run", best(times, SCRIPT, Took::wall), ""));
            figures.add(Figure.told(step + "the same, processor", best(times, SCRIPT, Took::processor), ""));
            figures.add(Figure.atMost(GOAL_TUNED, step + "our best : python tuned", best(times, TUNED, Took::wall), ""));
            figures.add(Figure.told(step + "the same, processor", best(times, TUNED, Took::processor), ""));
            figures.add(Figure.told(step + "float32 : float32", Took.median(of(times, FLOAT32), Took::wall) / Took.median(of(times, SCRIPT), Took::wall), ""));
        }
        return figures;
    }

    private static double best(SequencedMap<String, List<Took>> times, String other, ToDoubleFunction<Took> part) {
        return Math.min(Took.median(of(times, FLOAT32), part), Took.median(of(times, BFLOAT16), part)) / Took.median(of(times, other), part);
    }

    private static List<Took> of(SequencedMap<String, List<Took>> times, String name) { return times.getOrDefault(name, List.of()); }
}
