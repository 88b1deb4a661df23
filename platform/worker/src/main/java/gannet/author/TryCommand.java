package gannet.author;

import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/// `./gannet plugin try`: builds the project and trains its variant on painted data, without a server.
@Command(name = "try", mixinStandardHelpOptions = true, description = "Builds the project in this folder and trains its variant on painted data, without a server:"
        + " figures as they come, and a sample picture at the end. Flags of ./gannet train may follow, such as --preset, --set, --data.")
final class TryCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(names = "--variant", paramLabel = "<id>", description = "Which one, if the plugin brings several")
    private String variant = "";

    @Option(names = "--steps", paramLabel = "<n>", description = "Steps to train; default ${DEFAULT-VALUE}")
    private String steps = "200";

    @Option(names = "--data", paramLabel = "<zip or folder>", description = "What to learn from; by default what fits of Gannet's own paintings")
    private String data = "painted";

    /// Words in pairs, such as `--set` and `width=16`; nothing here takes a word by itself, so they stay together.
    @Unmatched private List<String> more = new ArrayList<>();

    TryCommand(PrintStream out) { this.out = out; }

    @Override public Integer call() throws IOException {
        var project = Project.at(Path.of(""));
        var bundle = project.build();
        var run = project.folder().resolve("target").resolve("try");
        Durable.remove(run);
        var arguments = new ArrayList<>(List.of("train", chosen(bundle, run.resolveSibling("try-felix")), "--plugin", bundle.toString(), "--data", data,
                "--out", run.toString(), "--steps", steps));
        if (!more.contains("--sample-every")) {
            arguments.addAll(List.of("--sample-every", steps));
        }
        arguments.addAll(more);
        int code = gannet.worker.CommandLine.run(arguments.toArray(String[]::new), out, System.err);
        if (code == 0) {
            var sample = newest(run);
            if (sample.isPresent()) {
                var picture = Files.copy(sample.get(), run.resolveSibling("sample.png"), StandardCopyOption.REPLACE_EXISTING);
                out.println("A sample: " + picture);
            }
        }
        return code;
    }

    /// Starts the bundle as a worker will, so that what is wrong with it is said before anything trains.
    private String chosen(Path bundle, Path cache) throws IOException {
        try (var host = PluginHost.start(cache)) {
            var ids = host.install(bundle).variants().stream().map(Variant::id).toList();
            if (variant.isEmpty() && ids.size() > 1) {
                throw ProblemException.user("--variant", "This plugin brings several variants; say by --variant which one: " + String.join(", ", ids) + ".");
            }
            if (!variant.isEmpty() && !ids.contains(variant)) {
                throw ProblemException.user("--variant", "This plugin has no variant \"" + variant + "\"; it brings " + String.join(", ", ids) + ".");
            }
            return variant.isEmpty() ? ids.getFirst() : variant;
        } finally {
            Durable.remove(cache);
        }
    }

    private static Optional<Path> newest(Path run) throws IOException {
        var samples = RunDirectory.open(run).samples();
        if (!Files.isDirectory(samples)) {
            return Optional.empty();
        }
        try (var files = Files.list(samples)) {
            return files.filter(file -> file.toString().endsWith(".png")).max(Comparator.naturalOrder());
        }
    }
}
