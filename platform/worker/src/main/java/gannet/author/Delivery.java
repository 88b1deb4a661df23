package gannet.author;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings a bundle to a server and tells what becomes of it there.
record Delivery(Server server, PrintStream out) {
    /// @param approving whether to approve what was verified, for an administrator's token
    /// @return what became of it
    PluginState deliver(Path bundle, boolean approving) throws IOException {
        var settled = server.settled(server.upload(bundle), state -> out.println(state.id() + " " + state.version() + ": " + state.state().toLowerCase(Locale.ROOT)));
        report(settled);
        if (settled.waitsForApproval() && approving) {
            settled = server.approve(settled);
            out.println(settled.id() + " " + settled.version() + ": " + settled.state().toLowerCase(Locale.ROOT));
        } else if (settled.waitsForApproval()) {
            out.println("It waits for an administrator, who approves it on the page Plugins; or say --approve with an administrator's token.");
        }
        return settled;
    }

    /// Takes away what a newer build has replaced, unless runs were launched with it, which may be wanted again.
    void discard(PluginState replaced) throws IOException {
        var now = server.find(replaced.sha256());
        if (now.runs() > 0) {
            out.println("%s %s stays beside it: %s launched with it.".formatted(now.id(), now.version(), now.runs() == 1 ? "a run was" : now.runs() + " runs were"));
        } else {
            server.remove(now);
        }
    }

    private void report(PluginState plugin) {
        for (var check : Objects.requireNonNullElse(plugin.checks(), List.<PluginState.Check>of())) {
            out.println("  " + (check.passed() ? "ok      " : "failed  ") + Stream.of(check.variant(), check.name()).filter(words -> words != null && !words.isEmpty()).collect(Collectors.joining(" "))
                    + (check.passed() || check.words() == null ? "" : ": " + check.words()));
        }
        if (plugin.libraries() != null && !plugin.libraries().isEmpty()) {
            out.println("  brings  " + String.join(", ", plugin.libraries()));
        }
        out.println("  SHA-256 " + plugin.sha256() + (plugin.licence() == null ? "" : ", licence " + plugin.licence()));
        if (plugin.reason() != null && !plugin.reason().isBlank()) {
            out.println("  " + plugin.reason());
        }
    }
}
