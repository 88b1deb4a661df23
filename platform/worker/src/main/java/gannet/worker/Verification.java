package gannet.worker;

import gannet.host.BundleInspection;
import gannet.host.Plugin;
import gannet.host.PluginHost;
import gannet.host.PluginReport;
import gannet.host.PluginReport.Check;
import gannet.host.PluginReport.Line;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.torch.TorchEngine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Opens a plugin that nobody has approved yet, tries what it brings, and says what came of it, line by line on the standard
/// output. Meant to be run shut in: it needs no file but the bundle, and writes to none but in its scratch folder.
public final class Verification {
    private static final int THREADS = 1;
    private static final int WRONG_USE = 2;
    private static final int NOT_OPENED = 4;
    private static final int LONGEST = 2000;
    private static final Set<String> OF_JAVA = Set.of("system", "InnocuousThreadGroup");

    private final PrintStream out;
    private final List<Check> checks = new ArrayList<>();

    private Verification(PrintStream out) { this.out = out; }

    /// With a bundle and a scratch folder it verifies the bundle. With "prepare" alone it starts PyTorch once, which unpacks what it
    /// needs beside this user's other files, and ends.
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("prepare")) {
            TorchEngine.start(THREADS);
            Runtime.getRuntime().halt(0);
        }
        if (arguments.length != 2) {
            System.err.println("Usage: java … " + Verification.class.getName() + " <bundle> <scratch folder>");
            System.exit(WRONG_USE);
        }
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);                    // what plugins print is no line of ours
        boolean opened = new Verification(out).verify(Path.of(arguments[0]), Path.of(arguments[1]));
        out.flush();
        Runtime.getRuntime().halt(opened ? 0 : NOT_OPENED); // whatever threads the plugin left behind
    }

    /// @return whether there is anything that could be tried
    private boolean verify(Path jar, Path scratch) {
        TorchEngine.start(THREADS);
        var before = threads();
        try (var host = PluginHost.start(scratch.resolve("felix"))) {
            var plugin = opened(host, jar);
            if (plugin == null) {
                return false;
            }
            var pictures = new TreeMap<String, byte[]>();
            var samples = new TreeMap<String, byte[]>();
            for (var variant : plugin.variants()) {
                variant.picture().ifPresent(picture -> pictures.put(variant.id(), picture));
                new Trial<>(variant, this::tried).run().ifPresent(sample -> samples.put(variant.id(), sample));
            }
            host.uninstall(plugin);
            tried("", "leaves no thread behind", () -> {
                var left = threads();
                left.removeAll(before);
                if (!left.isEmpty()) {
                    throw new ProblemException(Problem.Kind.PLUGIN, "", "The plugin left threads behind, which keep it from ever being unloaded: "
                            + left.stream().map(Thread::getName).sorted().collect(Collectors.joining(", ")) + ". End them, or leave threads to the worker.");
                }
                return "no thread of its own is left";
            });
            say(new Line(null, new PluginReport(plugin.id(), plugin.version(), plugin.sha256(),
                    plugin.variants().stream().map(variant -> variant.description()).toList(), checks, pictures, samples)));
            return true;
        }
    }

    private @Nullable Plugin opened(PluginHost host, Path jar) {
        var found = new ArrayList<Plugin>();
        boolean good = tried("", "opens in the framework", () -> {
            var plugin = host.install(jar);
            found.add(plugin);
            return "resolved, started, and made " + plugin.variants().size() + (plugin.variants().size() == 1 ? " variant" : " variants")
                    + " of " + BundleInspection.of(jar).variants().size();
        });
        return good ? found.getFirst() : null;
    }

    /// Does it, says what came of it, and goes on.
    ///
    /// @param work gives what came of it, in words    @return whether it went well
    private boolean tried(String variant, String name, Supplier<String> work) {
        long began = System.nanoTime();
        Check check;
        try {
            check = new Check(variant, name, true, shortened(work.get()), since(began));
        } catch (ProblemException e) {
            check = new Check(variant, name, false, shortened(e.problems().stream().map(Problem::message).collect(Collectors.joining(" "))), since(began));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            check = new Check(variant, name, false, shortened("It failed: " + e), since(began));
        }
        checks.add(check);
        say(new Line(check, null));
        return check.passed();
    }

    private void say(Line line) { out.println(Json.text(line)); }

    /// Those that live now, other than Java's and PyTorch's own.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getThreadGroup() != null && !OF_JAVA.contains(thread.getThreadGroup().getName()))
                .filter(thread -> !thread.getName().startsWith("Felix") && !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static long since(long began) { return (System.nanoTime() - began) / 1_000_000; }

    private static String shortened(String words) { return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…"; }
}
