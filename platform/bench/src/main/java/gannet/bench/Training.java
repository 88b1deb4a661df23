package gannet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `./gannet train` to its end, in a process of its own. One that fails has an end as well.
final class Training {
    private Training() {}

    static void run(String variant, Path run, List<String> flags) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dgannet.home=" + System.getProperty("gannet.home"),
                "-cp", Path.of(System.getProperty("gannet.home"), "worker", "*").toString(), "gannet.worker.CommandLine",
                "train", variant, "--out", run.toString()));
        command.addAll(flags);
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
