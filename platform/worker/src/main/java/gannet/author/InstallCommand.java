package gannet.author;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./gannet plugin install my-gan.jar --server …`: uploads a bundle, follows its verification, prints the report.
@Command(name = "install", mixinStandardHelpOptions = true, description = "Uploads a bundle to a running server, waits until it is verified, and prints the report."
        + " Ends with 0 if it was verified or installed, with 1 if it was refused.")
final class InstallCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(arity = "0..1", paramLabel = "<jar>", description = "The bundle; left out, the project in this folder is built and its bundle taken")
    private String jar = "";

    @Mixin private final ServerOptions options = new ServerOptions();

    @Option(names = "--approve", description = "Approve it, too, once it is verified: for an administrator's token")
    private boolean approving;

    InstallCommand(PrintStream out) { this.out = out; }

    @Override public Integer call() throws IOException {
        try (var server = options.open()) {
            return new Delivery(server, out).deliver(bundle(), approving).isGood() ? 0 : Main.FAILED;
        }
    }

    private Path bundle() throws IOException {
        if (jar.isEmpty()) {
            return Project.at(Path.of("")).build();
        }
        if (!Files.isRegularFile(Path.of(jar))) {
            throw ProblemException.user("jar", "There is no file " + jar + ".");
        }
        return Path.of(jar);
    }
}
