package gannet.layers;

import org.jspecify.annotations.Nullable;

/// A network that cannot be built or run as described; the message says which layer and why, and in which line it was
/// described where that was noted by [Described#noting].
@SuppressWarnings("serial")
public final class ArchitectureException extends RuntimeException {
    private final String layer;
    private final String problem;
    private final @Nullable StackTraceElement place;

    public ArchitectureException(String layer, String problem) { this(layer, problem, null, null); }

    public ArchitectureException(String layer, String problem, @Nullable Throwable cause) { this(layer, problem, null, cause); }

    private ArchitectureException(String layer, String problem, @Nullable StackTraceElement place, @Nullable Throwable cause) {
        super(layer + (place == null ? "" : " (" + place.getFileName() + ":" + place.getLineNumber() + ")") + ": " + problem, cause);
        this.layer = layer;
        this.problem = problem;
        this.place = place;
    }

    public String layer() { return layer; }
    public String problem() { return problem; }

    /// The line that describes the layer; none if it was not noted.
    public @Nullable StackTraceElement place() { return place; }

    /// The same with the line, unless one is named already: that of a layer within is nearer.
    ArchitectureException at(@Nullable StackTraceElement line) { return line == null || place != null ? this : new ArchitectureException(layer, problem, line, this); }

    /// The same with the network's name before the layer's.
    ArchitectureException in(String network) { return new ArchitectureException(network + "." + layer, problem, place, null); }
}
