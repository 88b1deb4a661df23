package gannet.bench;

/// A benchmark cannot be taken here, or was asked for wrongly; the message says what to do.
final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchmarkException(String message) { super(message); }
}
