package gannet.layers.files;

import java.nio.file.Path;
import java.util.List;

/// A file that does not hold the parameters of a network; says everything that is wrong with it.
@SuppressWarnings("serial")
public final class ParameterFileException extends RuntimeException {
    private final List<String> problems;

    ParameterFileException(Path file, String network, List<String> problems) {
        super("The file " + file + " cannot give " + network + " its parameters:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    ParameterFileException(Path file, String network, String problem, Throwable cause) {
        super("The file " + file + " cannot give " + network + " its parameters:\n  " + problem, cause);
        problems = List.of(problem);
    }

    public List<String> problems() { return problems; }
}
