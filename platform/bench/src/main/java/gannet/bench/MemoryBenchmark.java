package gannet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Tiny networks in training for a long time: what the process holds must not grow, and what they report must stay finite.
/// Each variant has a process of its own, in the same Java as a worker.
final class MemoryBenchmark implements Benchmark {
    @Override public String name() { return "memory"; }

    @Override public String summary() { return "[variant] [--steps n] [--threads n]: tiny trainings of 2,000 steps in each phase; does memory grow?"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int steps = arguments.number("--steps", 2000);
        int threads = arguments.number("--threads", Runtime.getRuntime().availableProcessors());
        var chosen = arguments.word("variant", Stream.concat(Stream.of("all"), StepCase.VARIANTS.stream()).toList());
        arguments.end();

        var figures = new ArrayList<Figure>();
        for (var variant : chosen.equals("all") ? StepCase.VARIANTS : List.of(chosen)) {
            figures.addAll(apart(variant, steps, threads));
        }
        return new Report(name(), Machine.here(), figures, List.of(
                "Resident memory of a process like a worker's, Java's garbage collected, after a tenth of the steps and after all " + steps + ".",
                "Every value that any step reported was finite."));
    }

    private static List<Figure> apart(String variant, int steps, int threads) throws IOException, InterruptedException {
        var command = new ArrayList<>(WorkerCommand.ofThisInstallation().java());
        command.addAll(List.of("-Dgannet.home=" + System.getProperty("gannet.home"), "-cp", System.getProperty("java.class.path"),
                MemoryTrial.class.getName(), variant, Integer.toString(steps), Integer.toString(threads)));
        var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        var said = process.inputReader().lines().toList();
        if (process.waitFor() != 0 || said.isEmpty()) {
            throw new BenchmarkException("the trainings of " + variant + " ended early; what they said stands above.");
        }
        var figures = new ArrayList<Figure>();
        new ObjectMapper().readTree(said.getLast()).forEach(figure -> figures.add(figure(figure)));
        return figures;
    }

    private static Figure figure(JsonNode json) {
        var goal = json.path("goal");
        return new Figure(json.path("name").asText(), json.path("value").asDouble(), json.path("unit").asText(), goal.isNumber() ? goal.asDouble() : null);
    }
}
