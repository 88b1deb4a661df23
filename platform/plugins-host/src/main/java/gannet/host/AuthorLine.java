package gannet.host;

import java.util.Arrays;

/// Where in a plugin's own code something went wrong.
final class AuthorLine {
    private AuthorLine() {}

    /// " (Dcgan.java:71)" for the innermost frame in this package or one below it, anywhere among the causes; else "".
    static String of(Throwable thrown, String packageName) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            var line = Arrays.stream(t.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(packageName + ".") && frame.getLineNumber() > 0).findFirst();
            if (line.isPresent()) {
                return " (" + line.get().getFileName() + ":" + line.get().getLineNumber() + ")";
            }
        }
        return "";
    }
}
