package gannet.run;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files by which server and worker speak about one run. They are the truth; whatever is kept elsewhere is an index.
public final class RunDirectory {
    /// What may be asked of a worker while it runs, each a file in `control`.
    public enum Request {
        /// Finish the step, write a checkpoint, end.
        STOP("stop"),
        /// Write a checkpoint now and go on.
        CHECKPOINT("checkpoint"),
        /// Draw a sample now and go on.
        SAMPLE("sample");

        private final String file;

        Request(String file) { this.file = file; }
    }

    private static final int LAST_WORD = 16 << 10; // bytes

    private final Path folder;

    private RunDirectory(Path folder) { this.folder = folder.toAbsolutePath().normalize(); }

    /// Makes the folder; the order is written last, so that a folder with an order is complete.
    ///
    /// @throws ProblemException of kind CONFLICT if there is an order already, RESOURCES if it cannot be written
    public static RunDirectory create(Path folder, Order order) {
        var directory = new RunDirectory(folder);
        if (Files.exists(directory.orderFile())) {
            throw new ProblemException(Problem.Kind.CONFLICT, folder.toString(), folder + " holds a run already; choose another folder.");
        }
        try {
            Files.createDirectories(directory.samples());
            Files.createDirectories(directory.checkpoints());
            Files.createDirectories(directory.artifacts());
            Files.createDirectories(directory.control());
            Durable.write(directory.orderFile(), Json.pretty(order));
        } catch (IOException e) {
            throw directory.unwritable(e);
        }
        return directory;
    }

    /// @throws ProblemException of kind ABSENT if there is no run in this folder
    public static RunDirectory open(Path folder) {
        var directory = new RunDirectory(folder);
        if (!Files.exists(directory.orderFile())) {
            throw new ProblemException(Problem.Kind.ABSENT, folder.toString(), "There is no run in " + folder + ": it has no order.json.");
        }
        return directory;
    }

    /// Whether the folder holds a run.
    public static boolean isOne(Path folder) { return Files.exists(new RunDirectory(folder).orderFile()); }

    public Path folder() { return folder; }
    public Path events() { return folder.resolve("events.jsonl"); }
    public Path samples() { return folder.resolve("samples"); }
    public Path checkpoints() { return folder.resolve("checkpoints"); }
    public Path artifacts() { return folder.resolve("artifacts"); }
    /// The words that the run's networks know by number, one a line, if they read captions word by word.
    public Path vocabulary() { return folder.resolve("vocabulary.txt"); }
    public Path control() { return folder.resolve("control"); }
    /// What the worker's process prints; whoever starts it sends its output there.
    public Path log() { return folder.resolve("worker.log"); }
    /// What a worker needs while it lives; nothing in it is kept.
    public Path scratch() { return folder.resolve("scratch"); }

    /// The vocabulary of the run that wrote this checkpoint.
    public static Path vocabularyBeside(Path checkpoint) { return checkpoint.resolve("../..").normalize().resolve("vocabulary.txt"); }

    public Order order() { return Json.read(orderFile(), Order.class); }

    /// How the last worker ended; empty while one works, and for ever if it was killed.
    public Optional<Exit> exit() { return Files.exists(exitFile()) ? Optional.of(Json.read(exitFile(), Exit.class)) : Optional.empty(); }

    /// Takes the room for a last word while there is some. The file itself becomes `exit.json` where there is none left: its
    /// blocks are overwritten in place, and no other writer can be quicker to take them.
    public void reserveLastWord() throws IOException { Durable.write(reservedFile(), " ".repeat(LAST_WORD)); }

    /// The worker's last deed.
    public void end(Exit exit) {
        var text = Json.pretty(exit);
        try {
            try {
                Durable.write(exitFile(), text);
                Files.deleteIfExists(reservedFile());
            } catch (IOException e) {
                if (!FullDisk.isBehind(e) || !Files.exists(reservedFile())) {
                    throw e;
                }
                Durable.overwrite(reservedFile(), text);
                Durable.rename(reservedFile(), exitFile());
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Forgets how the last worker ended and what was asked of it. To be called before another one is started, so that
    /// nobody takes the old end for the new one's.
    public void reopen() {
        forgetEnd();
        try {
            for (var request : Request.values()) {
                Files.deleteIfExists(file(request));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Gives the same work to another device, or names the new place of a file that was moved. Only while no worker lives.
    public void reassign(Order order) {
        try {
            Durable.write(orderFile(), Json.pretty(order));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Forgets how the last worker ended, but not what is asked of the new one.
    public void forgetEnd() {
        try {
            Files.deleteIfExists(exitFile());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    public void ask(Request request) {
        try {
            Files.createDirectories(control());
            Files.writeString(file(request), "");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    public boolean isAsked(Request request) { return Files.exists(file(request)); }

    /// Takes a request off the table, once it is done.
    public void answered(Request request) {
        try {
            Files.deleteIfExists(file(request));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    Path lockFile() { return folder.resolve("worker.lock"); }

    private Path orderFile() { return folder.resolve("order.json"); }
    private Path exitFile() { return folder.resolve("exit.json"); }
    private Path reservedFile() { return folder.resolve(".exit.json.reserved"); }
    private Path file(Request request) { return control().resolve(request.file); }

    ProblemException unwritable(IOException e) {
        return new ProblemException(Problem.Kind.RESOURCES, "The run directory " + folder + " cannot be written: " + e, e);
    }
}
