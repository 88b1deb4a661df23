package gannet.worker;

/// A number of the training went out of bounds: NaN or infinite.
@SuppressWarnings("serial")
final class NotFiniteException extends RuntimeException {
    private final String line;

    /// @param line the chart line, or part and array
    NotFiniteException(String line) {
        super(line + " is not finite");
        this.line = line;
    }

    String line() { return line; }
}
