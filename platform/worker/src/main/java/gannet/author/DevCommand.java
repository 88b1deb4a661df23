package gannet.author;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./gannet plugin dev --server …`: builds and installs whenever something is saved, until it is stopped.
@Command(name = "dev", mixinStandardHelpOptions = true, description = "Builds the project in this folder and installs it in a running server, now and whenever a file is saved;"
        + " a build that no run was launched with makes room for the next. Its version has to end in -SNAPSHOT. Stop it with Ctrl-C.")
final class DevCommand implements Callable<Integer> {
    private static final long PAUSE = 400;

    private final PrintStream out;

    @Mixin private final ServerOptions options = new ServerOptions();

    @Option(names = "--once", description = "Build and install once, and end")
    private boolean once;

    DevCommand(PrintStream out) { this.out = out; }

    @Override public Integer call() throws IOException {
        var project = Project.at(Path.of(""));
        try (var server = options.open()) {
            var delivery = new Delivery(server, out);
            if (once) {
                return delivery.deliver(project.build(), true).isInstalled() ? 0 : Main.FAILED;
            }
            SortedMap<Path, String> known = new TreeMap<>();
            Optional<PluginState> installed = Optional.empty();
            while (true) {
                var sources = project.sources();
                if (!sources.equals(known)) {
                    known = sources;
                    installed = replace(installed, project, delivery);
                    out.println("Waiting for the next change; stop with Ctrl-C.");
                }
                CompletableFuture.supplyAsync(() -> "", CompletableFuture.delayedExecutor(PAUSE, TimeUnit.MILLISECONDS)).join();
            }
        }
    }

    /// What is wrong with this build is said, and the next may be better.
    ///
    /// @return what is installed now
    private static Optional<PluginState> replace(Optional<PluginState> installed, Project project, Delivery delivery) throws IOException {
        try {
            var now = delivery.deliver(project.build(), true);
            if (!now.isInstalled()) {
                return installed;
            }
            if (installed.isPresent() && !installed.get().sha256().equals(now.sha256())) {
                delivery.discard(installed.get());
            }
            return Optional.of(now);
        } catch (ProblemException e) {
            e.problems().forEach(problem -> System.err.println("gannet: " + problem.message()));
            return installed;
        }
    }
}
