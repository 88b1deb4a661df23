package gannet.worker;

import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.RunDirectory;
import gannet.run.WorkerLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job in one run directory. Ends with code 0 whenever `exit.json` says how it ended.
public final class Main {
    static final int EXIT_WRITTEN = 0;
    static final int EXIT_UNWRITTEN = 1;
    static final int WRONG_USE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: java … " + Main.class.getName() + " <run directory>");
            System.exit(WRONG_USE);
        }
        int code = work(Path.of(arguments[0]));
        Runtime.getRuntime().halt(code);       // whatever threads a plugin left behind, and even while a shutdown waits for us
    }

    private static int work(Path folder) {
        try {
            var directory = RunDirectory.open(folder);
            var lock = WorkerLock.take(directory);
            try {
                return work(directory, lock);
            } finally {
                lock.close();
            }
        } catch (ProblemException e) {
            LOG.error(e.getMessage());
            return WRONG_USE;
        } catch (IOException e) {
            LOG.error("The lock of {} cannot be given back", folder, e);
            return EXIT_UNWRITTEN;
        }
    }

    private static int work(RunDirectory directory, WorkerLock held) {
        var requests = new Requests(directory);
        var self = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            requests.stop();
            try {
                self.join();                   // ends by halt
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stop kindly"));
        var exit = train(directory, requests);
        LOG.info("{}: {}", exit.outcome(), exit.reason());
        try {
            directory.end(exit);
            return EXIT_WRITTEN;
        } catch (ProblemException e) {
            LOG.error("How it ended cannot be written", e);
            return EXIT_UNWRITTEN;
        }
    }

    private static Exit train(RunDirectory directory, Requests requests) {
        try {
            directory.forgetEnd();
            directory.reserveLastWord();
            return new Job(directory, requests).run();
        } catch (Exception | Error e) {        // the last place to say what happened
            LOG.error("The run failed", e);
            return Failure.of(e).exit(Instant.now());
        }
    }
}
