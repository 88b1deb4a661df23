package gannet.layers;

import org.jspecify.annotations.Nullable;

/// A network that cannot be built or run as described; the message says which layer and why.
@SuppressWarnings("serial")
public final class ArchitectureException extends RuntimeException {
    private final String layer;
    private final String problem;

    public ArchitectureException(String layer, String problem) { this(layer, problem, null); }

    public ArchitectureException(String layer, String problem, @Nullable Throwable cause) {
        super(layer + ": " + problem, cause);
        this.layer = layer;
        this.problem = problem;
    }

    public String layer() { return layer; }
    public String problem() { return problem; }
}
