package gannet.run;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a worker's process is started, the same for the server and for `./gannet train`: a session of its own, so that it
/// outlives whoever started it; an environment with nothing of the server's in it; its output in the run's log.
///
/// @param classPath of the worker, as `java -cp` takes it: `<gannet.home>/worker/*`
/// @param heap of Java, in megabytes; arrays of PyTorch live outside it
public record WorkerCommand(String classPath, int heap) {
    private static final int HEAP = 768;
    private static final String MAIN = "gannet.worker.Main";
    private static final Set<String> ENVIRONMENT = Set.of(
            "PATH", "HOME", "USER", "TMPDIR", "LANG", "LC_ALL", "TZ", "DJL_CACHE_DIR", "PYTORCH_LIBRARY_PATH", "LD_LIBRARY_PATH",
            "CUDA_VISIBLE_DEVICES", "CUDA_HOME", "NVIDIA_VISIBLE_DEVICES", "SystemRoot", "USERPROFILE");
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
            "-XX:+UseSerialGC", "-Xms48m", "-Xmn32m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40", "-XX:-UsePerfData", "-Xshare:auto");

    /// Of the distribution in the system property `gannet.home`, or else with this process's own class path.
    public static WorkerCommand ofThisInstallation() {
        var home = System.getProperty("gannet.home");
        return new WorkerCommand(home == null ? absolute(System.getProperty("java.class.path")) : Path.of(home, "worker", "*").toAbsolutePath().toString(), HEAP);
    }

    /// Starts a worker for this run. To be called after [RunDirectory#reopen] when there was one before.
    public Process start(RunDirectory directory) throws IOException { return builder(directory).start(); }

    /// The same for a worker that sees these GPUs alone, the first of them as "cuda:0".
    ///
    /// @param gpus as CUDA calls them, by UUID or by number on the bus; none for a worker on the processor
    public Process start(RunDirectory directory, List<String> gpus) throws IOException {
        var builder = builder(directory);
        if (!gpus.isEmpty()) {
            builder.environment().put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
            builder.environment().put("CUDA_VISIBLE_DEVICES", String.join(",", gpus));
        }
        return builder.start();
    }

    /// The process's id is the worker's own: `setsid` becomes it.
    public ProcessBuilder builder(RunDirectory directory) {
        var command = new ArrayList<String>();
        setsid().ifPresent(command::add);
        command.addAll(java());
        command.addAll(List.of("-cp", classPath, MAIN, directory.folder().toString()));
        var builder = new ProcessBuilder(command).directory(directory.folder().toFile()).redirectErrorStream(true)
                .redirectInput(Redirect.from(new File(File.separatorChar == '/' ? "/dev/null" : "NUL")))
                .redirectOutput(Redirect.appendTo(directory.log().toFile()));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder;
    }

    /// Whether these are the arguments of a worker of this run, and not of one who reads or copies its folder.
    public static boolean isWorker(List<String> arguments, Path folder) {
        return Collections.indexOfSubList(arguments, List.of(MAIN, folder.toAbsolutePath().normalize().toString())) >= 0;
    }

    /// Java as every worker runs in it, up to its class path.
    public List<String> java() {
        var java = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap + "m"));
        java.addAll(FLAGS);
        return java;
    }

    /// A worker's working folder is its run directory.
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(place -> Path.of(place).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Optional<String> setsid() {
        return List.of("/usr/bin/setsid", "/bin/setsid").stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst();
    }
}
