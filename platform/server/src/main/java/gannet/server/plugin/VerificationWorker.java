package gannet.server.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import gannet.host.PluginReport;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.WorkerCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs a worker that verifies one plugin, watches over what it takes, and hears what it says within bounds.
final class VerificationWorker {
    private static final String MAIN = "gannet.worker.Verification";
    private static final int HEAP = 512;                             // MB
    private static final long MOST_MEMORY = 3L << 30;
    private static final int MOST_SAID = 16 << 20;
    private static final int MOST_CHECKS = 1000;
    private static final int LOG = 8 << 10;
    private static final int LOOK_EVERY = 100;                       // ms
    private static final int OUT_OF_MEMORY = 3;                      // Java's own exit code
    private static final int NOT_OPENED = 4;
    private static final Duration PREPARING = Duration.ofMinutes(5);

    private final Sandbox sandbox;
    private final WorkerCommand command;
    private final Path folder;
    private final Duration patience;

    /// What was heard.
    ///
    /// @param report null if it never came    @param trouble why it never came, in a sentence; empty if it did
    record Heard(@Nullable PluginReport report, List<PluginReport.Check> checks, String trouble, String log, long milliseconds) {}

    /// @param folder for scratch, emptied    @param patience after which a worker is ended
    VerificationWorker(Sandbox sandbox, WorkerCommand command, Path folder, Duration patience) {
        this.sandbox = sandbox;
        this.command = new WorkerCommand(command.classPath(), HEAP);
        this.folder = folder;
        this.patience = patience;
    }

    Sandbox sandbox() { return sandbox; }

    /// @param checked hears all checks so far, whenever one is done
    Heard verify(Path jar, String sha256, Consumer<List<PluginReport.Check>> checked) {
        var scratch = folder.resolve(sha256);
        try {
            Durable.remove(scratch);
            Files.createDirectories(scratch);
            try {
                var engine = engine();
                if (!Files.isDirectory(engine.resolve("pytorch"))) {
                    prepare(engine);
                }
                return run(sandbox.builder(command.java(), command.classPath(), MAIN, jar.toAbsolutePath(), scratch, engine).start(), checked);
            } finally {
                Durable.remove(scratch);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "No worker could be started to verify the plugin: " + e.getMessage(), e);
        }
    }

    private Heard run(Process process, Consumer<List<PluginReport.Check>> checked) throws IOException {
        long began = System.nanoTime();
        process.getOutputStream().close();
        var hearing = new Hearing(checked);
        var trouble = new Trouble();
        var log = new Tail();
        var out = Thread.ofVirtual().start(() -> hearing.hear(process.getInputStream(), trouble));
        var err = Thread.ofVirtual().start(() -> log.drain(process.getErrorStream()));
        var descendants = new ArrayList<ProcessHandle>();
        try {
            while (!process.waitFor(LOOK_EVERY, TimeUnit.MILLISECONDS)) {
                process.descendants().filter(one -> !descendants.contains(one)).forEach(descendants::add);
                if (System.nanoTime() - began > patience.toNanos()) {
                    trouble.say("It was not done after %d s and was ended; it hangs, or does too much when it is opened.".formatted(patience.toSeconds()));
                } else if (Stream.concat(Stream.of(process.toHandle()), descendants.stream()).mapToLong(VerificationWorker::resident).sum() > MOST_MEMORY) {
                    trouble.say("It took more than %d MB of memory and was ended.".formatted(MOST_MEMORY >> 20));
                }
                if (!trouble.words().isEmpty()) {
                    process.destroyForcibly();
                }
            }
            descendants.forEach(ProcessHandle::destroyForcibly);
            out.join(Duration.ofSeconds(10));
            err.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "The server ended in the middle of it", e);
        } finally {
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        if (trouble.words().isEmpty()) {
            trouble.say(words(process.exitValue(), hearing));
        }
        return new Heard(trouble.words().isEmpty() ? hearing.report : null, List.copyOf(hearing.checks), trouble.words(), log.text(), (System.nanoTime() - began) / 1_000_000);
    }

    private static String words(int exit, Hearing hearing) {
        if (exit == 0 && hearing.report != null) {
            return "";
        }
        return switch (exit) {
            case OUT_OF_MEMORY -> "It took more than " + HEAP + " MB of Java's memory, so its worker ended.";
            case NOT_OPENED -> hearing.checks.stream().filter(check -> !check.passed()).findFirst().map(PluginReport.Check::words).orElse("It could not be opened.");
            default -> "It ended its worker by itself (exit code " + exit + ") before all was said; a plugin may neither call System.exit nor crash.";
        };
    }

    /// Unpacks PyTorch once, without any plugin, so that verified ones need not write there.
    private void prepare(Path engine) throws IOException {
        var words = new ArrayList<>(command.java());
        words.addAll(List.of("-cp", command.classPath(), MAIN, "prepare"));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DJL_CACHE_DIR", Files.createDirectories(engine).toString());
        var process = builder.start();
        try {
            if (!process.waitFor(PREPARING.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Where DJL unpacks PyTorch for workers.
    private static Path engine() {
        var said = System.getenv("DJL_CACHE_DIR");
        return said == null || said.isBlank() ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(said).toAbsolutePath();
    }

    private static long resident(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).sum();
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return 0; // it has just ended, or this system has no /proc
        }
    }

    /// Why it was ended; the first reason counts.
    private static final class Trouble {
        private volatile String words = "";

        synchronized void say(String sentence) {
            if (words.isEmpty()) {
                words = sentence;
            }
        }

        String words() { return words; }
    }

    /// Reads lines of JSON, and stops listening to whoever talks too much.
    private static final class Hearing {
        private final Consumer<List<PluginReport.Check>> checked;
        private final List<PluginReport.Check> checks = new java.util.concurrent.CopyOnWriteArrayList<>();
        private volatile @Nullable PluginReport report;

        Hearing(Consumer<List<PluginReport.Check>> checked) { this.checked = checked; }

        void hear(InputStream in, Trouble trouble) {
            var line = new ByteArrayOutputStream();
            var buffer = new byte[1 << 16];
            long said = 0;
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    said += read;
                    if (said > MOST_SAID) {
                        trouble.say("It said more than " + (MOST_SAID >> 20) + " MB and was ended.");
                        return;
                    }
                    for (int i = 0; i < read; i++) {
                        if (buffer[i] == '\n') {
                            take(line.toString(StandardCharsets.UTF_8));
                            line.reset();
                        } else {
                            line.write(buffer[i]);
                        }
                    }
                }
            } catch (IOException e) {
                trouble.say("What it said could not be read: " + e.getMessage());
            }
        }

        /// What is no line of the worker's is somebody else's and counts for nothing.
        private void take(String text) {
            try {
                var line = Json.mapper().readValue(text, PluginReport.Line.class);
                if (line == null) {
                    return;
                }
                var check = line.check();
                if (check != null && checks.size() < MOST_CHECKS) {
                    checks.add(check);
                    checked.accept(List.copyOf(checks));
                }
                if (line.report() != null) {
                    report = line.report();
                }
            } catch (JsonProcessingException | RuntimeException e) {
                // a plugin's own words
            }
        }
    }

    /// The end of what it printed.
    private static final class Tail {
        private final byte[] kept = new byte[LOG];
        private long count;

        synchronized void take(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                kept[(int) (count++ % LOG)] = bytes[i];
            }
        }

        void drain(InputStream in) {
            var buffer = new byte[1 << 13];
            try (in) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    take(buffer, read);
                }
            } catch (IOException e) {
                // its end tells more
            }
        }

        synchronized String text() {
            var text = new byte[(int) Math.min(count, LOG)];
            for (int i = 0; i < text.length; i++) {
                text[i] = kept[(int) ((count - text.length + i) % LOG)];
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
