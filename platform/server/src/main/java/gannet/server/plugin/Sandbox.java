package gannet.server.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Shuts a process in that runs code which nobody has approved: it sees a Java, the worker's jars, one plugin, and an empty folder in
/// memory; no network, no other process, no other file. Where Bubblewrap is missing or may not do so, limits are all there is, and
/// that is said.
final class Sandbox {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int PROBE = 10; // s
    private static final long SCRATCH = 512L << 20;
    private static final long LARGEST_FILE = 256L << 20;
    private static final int CPU = 300; // s
    private static final int FILES = 1024;
    private static final String INSIDE = "/scratch";
    private static final String PLUGIN = "/plugin.jar";
    private static final String ENGINE = "/engine";
    private static final List<String> OF_THE_SYSTEM = List.of("/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache", "/etc/alternatives");

    private final String bubblewrap;
    private final String trouble;

    /// @param bubblewrap its program, empty if it cannot be used    @param trouble why not
    private Sandbox(String bubblewrap, String trouble) {
        this.bubblewrap = bubblewrap;
        this.trouble = trouble;
    }

    /// @param bubblewrap its name or path; empty for none
    static Sandbox find(String bubblewrap) {
        if (bubblewrap.isBlank()) {
            return new Sandbox("", "the server is told to do without (--bubblewrap is empty)");
        }
        var program = program(bubblewrap);
        if (program.isEmpty()) {
            return new Sandbox("", "Bubblewrap is not installed (there is no program " + bubblewrap + "; on Debian and Ubuntu: apt-get install bubblewrap)");
        }
        var command = new ArrayList<>(shutIn(program.get()));
        command.add("/usr/bin/env");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(PROBE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Sandbox("", program.get() + " does not answer");
            }
            var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? new Sandbox(program.get(), "") : new Sandbox("", program.get() + " may not shut anything in here: " + said);
        } catch (IOException e) {
            return new Sandbox("", program.get() + " does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sandbox("", "the server was stopped");
        }
    }

    boolean shutsIn() { return !bubblewrap.isEmpty(); }

    /// For the report: what a plugin could reach while it was verified.
    String words() {
        return shutsIn() ? "Shut in by Bubblewrap: no network, no other process, no file but Java, the worker and itself"
                : "Not shut in, because " + trouble + ". It ran with a limited environment, memory and time, but could read and write what the server's own user can";
    }

    /// @param java up to the class path    @param classPath of the worker    @param scratch an empty folder of this run's own    @param engine where PyTorch's files are
    ProcessBuilder builder(List<String> java, String classPath, String main, Path jar, Path scratch, Path engine) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(PRLIMIT)) {
            command.addAll(List.of(PRLIMIT.toString(), "--cpu=" + CPU, "--nofile=" + FILES, "--fsize=" + LARGEST_FILE, "--core=0"));
        }
        var inside = shutsIn() ? INSIDE : scratch.toString();
        if (shutsIn()) {
            command.addAll(shutIn(bubblewrap));
            command.addAll(List.of("--size", Long.toString(SCRATCH), "--tmpfs", INSIDE, "--chdir", INSIDE,
                    "--setenv", "PATH", "/usr/bin", "--setenv", "HOME", INSIDE, "--setenv", "LANG", "C.UTF-8", "--setenv", "DJL_CACHE_DIR", ENGINE));
            bind(command, engine.toString(), ENGINE);
            bind(command, jar.toString(), PLUGIN);
            var home = String.valueOf(System.getProperty("java.home"));
            bind(command, home, home);
            for (var place : places(classPath)) {
                bind(command, place, place);
            }
        }
        command.addAll(java);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + inside, "-Duser.home=" + inside,
                "-cp", classPath, main, shutsIn() ? PLUGIN : jar.toString(), inside));
        var builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().clear();
        if (!shutsIn()) {
            builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", inside, "LANG", "C.UTF-8", "DJL_CACHE_DIR", engine.toString()));
        }
        return builder;
    }

    private static List<String> shutIn(String program) {
        var command = new ArrayList<>(List.of(program, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--hostname", "sandbox",
                "--ro-bind", "/usr", "/usr"));
        OF_THE_SYSTEM.forEach(place -> command.addAll(List.of("--ro-bind-try", place, place)));
        ofJava().forEach(place -> command.addAll(List.of("--ro-bind-try", place, place)));
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", Long.toString(SCRATCH), "--tmpfs", "/tmp"));
        return command;
    }

    private static void bind(List<String> command, String outside, String inside) { command.addAll(List.of("--ro-bind", outside, inside)); }

    /// Where distributions keep a Java's configuration, to which its own folder only points.
    private static List<String> ofJava() {
        try (var files = Files.list(Path.of("/etc"))) {
            return files.map(Path::toString).filter(name -> name.startsWith("/etc/java-")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// What of a class path there is, a folder for `folder/*`.
    private static Iterable<String> places(String classPath) {
        var places = new LinkedHashSet<String>();
        Arrays.stream(classPath.split(File.pathSeparator)).map(place -> place.endsWith("*") ? place.substring(0, place.length() - 1) : place)
                .map(place -> Path.of(place).toAbsolutePath()).filter(Files::exists).forEach(place -> places.add(place.toString()));
        return places;
    }

    private static Optional<String> program(String name) {
        if (name.contains("/")) {
            return Files.isExecutable(Path.of(name)) ? Optional.of(name) : Optional.empty();
        }
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator)).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).map(Path::toString).findFirst();
    }
}
