package gannet.server.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks NVIDIA's own tool which GPUs there are.
final class NvidiaSmi {
    private static final Logger log = LoggerFactory.getLogger(NvidiaSmi.class);
    private static final List<String> QUESTION = List.of("nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader");
    private static final Pattern LINE = Pattern.compile("(\\d+), *(.+?), *(\\d+) MiB");

    record Gpu(int index, String name, long megabytes) {}

    static List<Gpu> ask() {
        try {
            var process = new ProcessBuilder(QUESTION).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                log.warn("nvidia-smi did not answer within 20 s; training uses the processor. Start the server again when it answers.");
                return List.of();
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? parse(said) : List.of();
        } catch (IOException e) {
            log.debug("No nvidia-smi on this machine: {}", e.getMessage());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// Lines it does not know are left out.
    static List<Gpu> parse(String said) {
        var gpus = new ArrayList<Gpu>();
        for (var line : said.lines().toList()) {
            var found = LINE.matcher(line.strip());
            if (found.matches()) {
                gpus.add(new Gpu(Integer.parseInt(found.group(1)), found.group(2), Long.parseLong(found.group(3))));
            }
        }
        return List.copyOf(gpus);
    }

    private NvidiaSmi() {}
}
