package gannet.server.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks NVIDIA's own tool which GPUs there are.
final class NvidiaSmi {
    private static final Logger log = LoggerFactory.getLogger(NvidiaSmi.class);
    private static final List<String> QUESTION =
            List.of("--query-gpu=index,uuid,name,memory.total,memory.used,driver_version", "--format=csv,noheader,nounits");
    private static final int PATIENCE = 20; // s
    private static final int FIELDS = 6;

    /// @param uuid empty if the driver does not tell it    @param memory in MB, 0 if the driver does not tell it
    record Gpu(int index, String uuid, String name, long memory, String driver) {
        /// Numbers mean what the tool means by them only if CUDA counts by bus, which a worker is told too.
        String handle() { return uuid.isEmpty() ? Integer.toString(index) : uuid; }
    }

    private final String program;
    private String lastComplaint = "";
    private boolean hasNamedSome;

    /// @param program its name or path
    NvidiaSmi(String program) { this.program = program; }

    /// Empty if nobody can tell at the moment; none if this machine has no such tool, or the tool finds none. A tool that fails
    /// where it has named GPUs says nothing about them: a driver that is being renewed, a machine without room for a process.
    Optional<List<Gpu>> ask() {
        try {
            var command = new ArrayList<String>(List.of(program));
            command.addAll(QUESTION);
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.PIPE).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                complain("it did not answer within " + PATIENCE + " s");
                return Optional.empty();
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var gpus = parse(said);
            if (process.exitValue() != 0 || gpus.isEmpty()) {
                complain(said.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing and ended with " + process.exitValue()).strip());
            }
            if (process.exitValue() != 0) {
                return none();
            }
            hasNamedSome = !gpus.isEmpty();
            return Optional.of(gpus);
        } catch (IOException e) {
            if (hasNamedSome) {
                complain(String.valueOf(e.getMessage()));
            }
            log.debug("No {} on this machine: {}", program, e.getMessage());
            return none();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<List<Gpu>> none() { return hasNamedSome ? Optional.empty() : Optional.of(List.of()); }

    /// Once, not every minute.
    private void complain(String why) {
        if (!lastComplaint.equals(why)) {
            log.warn("{} names no GPU: {}. Runs train on what is known until it does; it is asked again each minute.", program, why);
        }
        lastComplaint = why;
    }

    /// Lines that are no GPU are left out.
    static List<Gpu> parse(String said) {
        var gpus = new ArrayList<Gpu>();
        for (var line : said.lines().toList()) {
            var fields = line.split(",", -1);
            if (fields.length != FIELDS || !fields[0].strip().matches("\\d{1,4}")) {
                continue;
            }
            gpus.add(new Gpu(Integer.parseInt(fields[0].strip()), known(fields[1]), known(fields[2]).isEmpty() ? "NVIDIA" : known(fields[2]), number(fields[3]), known(fields[5])));
        }
        return List.copyOf(gpus);
    }

    /// "[N/A]", "[Not Supported]", "[Insufficient Permissions]", "[Unknown Error]"
    private static String known(String field) { return field.strip().startsWith("[") ? "" : field.strip(); }

    private static long number(String field) { return field.strip().matches("\\d{1,9}") ? Long.parseLong(field.strip()) : 0; }
}
