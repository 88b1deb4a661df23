package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace where it is somebody else.
final class PostgresCommands {
    /// @param output what it printed, both streams
    record Result(int code, String output) {
        boolean succeeded() { return code == 0; }

        String lastLine() { return output.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip()); }
    }

    private static final boolean WINDOWS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private final Path programs;
    private final List<String> wrapper;

    PostgresCommands(Path programs) {
        this.programs = programs;
        this.wrapper = isRoot() ? List.of("unshare", "--user", "--map-user=1000") : List.of();
    }

    /// A user's files belong to that user: the one thing in Java that tells root from others without native code.
    private static boolean isRoot() {
        return !WINDOWS && Files.exists(Path.of("/proc/self")) ? owner(Path.of("/proc/self")) == 0 : "root".equals(System.getProperty("user.name"));
    }

    private static int owner(Path file) {
        try {
            return (Integer) Files.getAttribute(file, "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    Result run(String program, String... arguments) {
        var command = new ArrayList<>(wrapper);
        command.add(programs.resolve("bin").resolve(WINDOWS ? program + ".exe" : program).toString());
        command.addAll(List.of(arguments));
        try {
            // through a file, not a pipe: the PostgreSQL that pg_ctl starts would keep a pipe open for ever
            var output = Files.createTempFile("gannet-postgres", ".txt");
            try {
                var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.redirectInput(ProcessBuilder.Redirect.from(Path.of(WINDOWS ? "NUL" : "/dev/null").toFile()));
                builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
                builder.environment().put("LC_ALL", "C");
                var code = builder.start().waitFor();
                var text = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
                if (code != 0 && !wrapper.isEmpty() && text.startsWith("unshare:")) {
                    throw new ProblemException(Problem.Kind.RESOURCES, "", "Gannet runs as root here, and PostgreSQL does not: this system does not let root become"
                            + " another user for it (" + text + "); start Gannet from an ordinary account, or use a PostgreSQL of your own with --database-url");
                }
                return new Result(code, text);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "PostgreSQL's program " + program + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "PostgreSQL's program " + program + " was interrupted", e);
        }
    }

    Result control(String... arguments) { return run("pg_ctl", arguments); }

    /// Whether it is the PostgreSQL of this cluster, and not a stranger that was given the same number later.
    boolean isPostgresOf(Path cluster, ProcessHandle process) {
        var name = process.info().command().map(command -> String.valueOf(Path.of(command).getFileName())).orElse("");
        var folder = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            // it works inside its cluster; where the system does not tell, its name must do
            return name.startsWith("postgres") && (!Files.exists(folder) || folder.toRealPath().equals(cluster.toRealPath()));
        } catch (IOException e) {
            return false;
        }
    }
}
