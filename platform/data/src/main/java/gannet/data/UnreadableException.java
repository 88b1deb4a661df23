package gannet.data;

import org.jspecify.annotations.Nullable;

/// A picture file that cannot be read.
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    UnreadableException(String what) { this(what, null); }

    UnreadableException(String what, @Nullable Throwable cause) {
        super(what, cause);
        this.what = what;
    }

    /// Goes on after the file's name: "is cut short after 12 kB".
    String what() { return what; }
}
