package gannet.server.account;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an API token lets a program do in its person's name. Each allows all that the ones before it do, and none allows
/// what the person may not.
public enum Scope {
    READ("look at everything that you may see"),
    LAUNCH("look, import data, launch runs, and pause, stop and resume them"),
    EVERYTHING("do all that you may, except with your account, its sessions and its tokens");

    private static final Set<String> LOOKS = Set.of("GET", "HEAD");

    /// Beyond looking. A new route is closed to LAUNCH until it stands here.
    private static final List<Pattern> LAUNCHES = Stream.of(
            "POST /projects/[^/]+/(experiments|datasets|files)",
            "POST /variants/[^/]+/(check|forecast|networks)",
            "POST /runs/[^/]+/(pause|resume|stop)",
            "POST /jobs/[^/]+/(pause|resume|cancel|requeue)").map(Pattern::compile).toList();

    /// A token that could make tokens would outlive its own end.
    private static final Pattern ACCOUNT = Pattern.compile("/account(/.*)?");

    private final String words;

    Scope(String words) { this.words = words; }

    /// "look at everything that you may see"
    public String words() { return words; }

    /// @param path below `/api/v1`
    boolean admits(String method, String path) {
        if (ACCOUNT.matcher(path).matches()) {
            return false;
        }
        return switch (this) {
            case READ -> LOOKS.contains(method);
            case LAUNCH -> LOOKS.contains(method) || LAUNCHES.stream().anyMatch(route -> route.matcher(method + " " + path).matches());
            case EVERYTHING -> true;
        };
    }

    static String names() { return Stream.of(values()).map(Scope::name).collect(Collectors.joining(", ")); }

    static boolean isName(String text) { return Stream.of(values()).anyMatch(scope -> scope.name().equals(text.toUpperCase(Locale.ROOT))); }
}
