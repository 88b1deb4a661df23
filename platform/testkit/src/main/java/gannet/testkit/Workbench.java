package gannet.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A running server: the distribution's own `main`, in a process of its own, on a free port.
public final class Workbench implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/]+(?:/\\S*)?");

    private final Process process;
    private final Path dataDirectory;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final Thread listener;

    private Workbench(Process process, Path dataDirectory) {
        this.process = process;
        this.dataDirectory = dataDirectory;
        listener = Thread.ofVirtual().name("what the server says").start(() -> listen(process.inputReader()));
    }

    /// Starts the server and waits until it answers.
    ///
    /// @param flags as after `./gannet start`
    /// @throws IllegalStateException with all that it said, if it ends instead
    public static Workbench start(Path dataDirectory, String... flags) throws IOException {
        return start(home(), dataDirectory, flags);
    }

    public static Workbench start(Path home, Path dataDirectory, String... flags) throws IOException {
        var workbench = launch(home, dataDirectory, flags);
        try {
            workbench.address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return workbench;
        } catch (ExecutionException | TimeoutException trouble) {
            workbench.kill();
            throw new IllegalStateException("The server did not start. It said:\n" + workbench.said(), trouble);
        } catch (InterruptedException stopped) {
            workbench.kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// Starts the server and does not wait: for starts that are meant to fail.
    public static Workbench launch(Path home, Path dataDirectory, String... flags) throws IOException {
        PaintedOnce.into(dataDirectory.resolve("datasets"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(
                Stream.of(java, "@" + home.resolve("server.args"), "-XX:SharedArchiveFile=" + home.resolve("server.jsa"),
                        "-Dgannet.home=" + home, "-cp", home.resolve("server") + "/*", "gannet.app.Main",
                        "--data-dir", dataDirectory.toString(), "--port", "0"),
                Stream.of(flags)).toList();
        return new Workbench(new ProcessBuilder(command).redirectErrorStream(true).start(), dataDirectory);
    }

    /// Where the build laid out the distribution.
    public static Path home() {
        return Path.of(Optional.ofNullable(System.getProperty("gannet.home"))
                .orElseThrow(() -> new IllegalStateException("The property gannet.home must name the distribution's folder.")));
    }

    private void listen(BufferedReader output) {
        output.lines().forEach(line -> {
            synchronized (said) {
                said.add(line);
            }
            found(line).ifPresent(link -> address.complete(link.resolve("/")));
        });
        address.completeExceptionally(new IllegalStateException("The server ended."));
    }

    private static Optional<URI> found(String line) {
        var matcher = ADDRESS.matcher(line);
        return matcher.find() ? Optional.of(URI.create(matcher.group())) : Optional.empty();
    }

    /// Its root, such as `http://127.0.0.1:41234/`.
    public URI address() { return address.join(); }

    public URI at(String path) { return address().resolve(path); }

    /// The one-time link, if the server printed one.
    public Optional<URI> firstLink() {
        synchronized (said) {
            return said.stream().flatMap(line -> found(line).stream()).filter(link -> link.toString().contains("token=")).findFirst();
        }
    }

    /// Everything it has printed.
    public String said() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    public ProcessHandle process() { return process.toHandle(); }

    /// Waits for it to end by itself.
    public int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server did not end. It said:\n" + said());
        }
        listener.join(LAST_WORDS);
        return process.exitValue();
    }

    /// Asks it to end, as Ctrl-C does, and waits.
    public void stop() {
        process.toHandle().destroy();
        awaitEnd();
    }

    /// As `kill -9` does.
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The server did not stop when asked. It said:\n" + said());
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Stops it, and ends the workers that would outlive it.
    @Override public void close() {
        stop();
        var folder = dataDirectory.toAbsolutePath().toString();
        ProcessHandle.allProcesses()
                .filter(other -> other.info().arguments().map(List::of).orElse(List.of()).stream().anyMatch(argument -> argument.startsWith(folder)))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
