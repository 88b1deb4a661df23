package gannet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The same network in Python PyTorch, in its own process, which waits while we measure and measures while we wait.
final class Peer implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final BufferedWriter asks;
    private final BufferedReader answers;
    private final String version;

    private Peer(Process process, Path folder) throws IOException {
        this.process = process;
        this.folder = folder;
        asks = process.outputWriter();
        answers = process.inputReader();
        var told = new ObjectMapper().readTree(line());
        version = "Python " + told.path("python").asText() + " with PyTorch " + told.path("torch").asText()
                + ", " + told.path("threads").asInt() + " threads";
    }

    /// The peer, if a Python on this machine has PyTorch.
    ///
    /// @param script a Python file beside `peer.py`, without its ending
    static Optional<Peer> start(int threads, String script) throws IOException {
        var python = Stream.of(Optional.ofNullable(System.getenv("GANNET_PYTHON")), Optional.of("python3"))
                .flatMap(Optional::stream).filter(Peer::hasTorch).findFirst();
        if (python.isEmpty()) {
            return Optional.empty();
        }
        var folder = Files.createTempDirectory("gannet-peer");
        for (var file : List.of("peer.py", script + ".py")) {
            try (var source = Objects.requireNonNull(Peer.class.getResourceAsStream("peer/" + file), file)) {
                Files.copy(source, folder.resolve(file));
            }
        }
        var builder = new ProcessBuilder(python.get(), folder.resolve("peer.py").toString(), Integer.toString(threads), script);
        return Optional.of(new Peer(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), folder));
    }

    private static boolean hasTorch(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import torch").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String version() { return version; }

    /// Runs one step there.
    Took step(StepCase step, String precision) {
        var numbers = ask(step.peerCase() + " " + precision + " " + step.batch()).split(" ");
        return new Took(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    /// What it holds in memory.
    double megabytes() { return Double.parseDouble(ask("memory")); }

    /// Drops all trainings.
    void forget() { ask("forget"); }

    private String ask(String what) {
        try {
            asks.write(what + "\n");
            asks.flush();
            return line();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String line() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new BenchmarkException("Python ended in the middle; what it printed stands above.");
        }
        return line;
    }

    @Override public void close() throws IOException {
        asks.close();
        process.destroy();
        Folders.remove(folder);
    }
}
