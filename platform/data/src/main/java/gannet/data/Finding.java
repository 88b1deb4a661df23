package gannet.data;

/// What was wrong with a file, or with all of them, and what became of it.
///
/// @param file as it was called in the archive; empty if it is about the whole
public record Finding(String file, String message) {
    /// The sentence, which names the file.
    @Override
    public String toString() { return message; }
}
