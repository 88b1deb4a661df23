package gannet.app;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/// Starts a server and stays until it is told to stop: SIGTERM, SIGINT or Ctrl-C. Its workers go on without it.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var given = List.of(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(Configuration.help());
            return;
        }
        try {
            run(Configuration.read(given, System.getenv()));
        } catch (ProblemException e) {
            e.problems().stream().map(Problem::message).forEach(message -> System.err.println("gannet: " + message));
            System.exit(1);
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Main.class).error("The start failed", e);
            System.err.println("gannet: The start failed by a fault of Gannet itself: " + e + "; the log in the data directory tells more");
            System.exit(1);
        }
    }

    private static void run(Configuration configuration) {
        var directory = DataDirectory.claim(configuration.dataDirectory());
        // before anybody asks for a logger
        System.setProperty("gannet.logs", directory.folder().resolve("logs").toString());
        var assembly = new Assembly(directory);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            assembly.close();
            stopped.countDown();
        }));
        var address = assembly.start(configuration.settings(), home());
        assembly.firstLink().ifPresent(link -> System.out.println("""
                Nobody has an account yet. Make the administrator's with this link, which works once:

                    %s
                """.formatted(link)));
        System.out.println("Gannet is at " + address);
        System.out.println("Data and logs are in " + directory.folder() + ". Ctrl-C stops the server; what trains goes on.");
        await(stopped);
    }

    private static Path home() {
        var home = System.getProperty("gannet.home", "");
        if (home.isEmpty()) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "The system property gannet.home does not say where Gannet's files are; start it with ./gannet start");
        }
        return Path.of(home).toAbsolutePath();
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
