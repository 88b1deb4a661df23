package gannet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The same network in Python PyTorch, in its own process, which waits while we measure and measures while we wait.
final class Peer implements AutoCloseable {
    private final Process process;
    private final Path script;
    private final BufferedWriter asks;
    private final BufferedReader answers;
    private final String version;

    private Peer(Process process, Path script) throws IOException {
        this.process = process;
        this.script = script;
        asks = process.outputWriter();
        answers = process.inputReader();
        var told = new ObjectMapper().readTree(line());
        version = "Python " + told.path("python").asText() + " with PyTorch " + told.path("torch").asText()
                + ", " + told.path("threads").asInt() + " threads";
    }

    /// The peer, if a Python on this machine has PyTorch.
    static Optional<Peer> start(int threads) throws IOException {
        var python = Stream.of(Optional.ofNullable(System.getenv("GANNET_PYTHON")), Optional.of("python3"))
                .flatMap(Optional::stream).filter(Peer::hasTorch).findFirst();
        if (python.isEmpty()) {
            return Optional.empty();
        }
        var script = Files.createTempFile("gannet-step", ".py");
        try (var source = Objects.requireNonNull(Peer.class.getResourceAsStream("step.py"))) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        var builder = new ProcessBuilder(python.get(), script.toString(), Integer.toString(threads));
        return Optional.of(new Peer(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), script));
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
    Took step(String precision, int batch) {
        try {
            asks.write(precision + " " + batch + "\n");
            asks.flush();
            var numbers = line().split(" ");
            return new Took(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
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
        Files.deleteIfExists(script);
    }
}
