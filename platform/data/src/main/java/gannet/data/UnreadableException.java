package gannet.data;

/// A picture file that cannot be read. The message goes on after the file's name: "is cut short after 12 kB".
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) { super(message); }

    UnreadableException(String message, Throwable cause) { super(message, cause); }
}
