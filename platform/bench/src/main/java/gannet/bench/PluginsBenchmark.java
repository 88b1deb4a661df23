package gannet.bench;

import gannet.host.PluginHost;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

/// What many plugins cost a server: at its start, and when they come and go.
final class PluginsBenchmark implements Benchmark {
    private static final int FEW = 5;
    private static final int MANY = 50;
    /// Until the compiler has looked at all that installing takes; what it notes down of methods lies in metaspace, too.
    private static final int WARM = 200;

    @Override public String name() { return "plugins"; }
    @Override public String summary() { return "[--rounds n] [--cycles n]: starts with 5 and with 50 plugins; classes and memory after 200 installs and removals"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int rounds = arguments.number("--rounds", 3);
        int cycles = arguments.number("--cycles", 200);
        arguments.end();
        var folder = Files.createTempDirectory("gannet-plugins");
        try {
            double few = median(starts(folder.resolve("few"), FEW, rounds));
            double many = median(starts(folder.resolve("many"), MANY, rounds));
            var growth = comeAndGo(folder.resolve("cache"), Plugins.file("dcgan"), cycles);
            return new Report(name(), Machine.here(), List.of(
                    Figure.told("warm start with " + FEW + " plugins", few, "s"),
                    Figure.told("warm start with " + MANY + " plugins", many, "s"),
                    Figure.atMost(2, "more with " + MANY + " than with " + FEW, many - few, "s"),
                    Figure.atMost(5, "more classes after " + cycles + " installs and removals", growth[0], "%"),
                    Figure.atMost(5, "more metaspace after them", growth[1], "%"),
                    Figure.atMost(5, "more heap after them", growth[2], "%")),
                    List.of("Medians of " + rounds + " starts each, after one that is not counted. The plugins are copies of DCGAN under other names.",
                            "Each install makes the variant and asks it for its networks before it is removed; " + WARM + " came before the first look."));
        } finally {
            Folders.remove(folder);
        }
    }

    private static List<Double> starts(Path folder, int plugins, int rounds) throws IOException {
        var home = home(folder.resolve("home"), plugins);
        var data = Files.createDirectories(folder.resolve("data"));
        var found = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            long began = System.nanoTime();
            try (var workbench = Workbench.start(home, data)) {
                found.add((System.nanoTime() - began) / 1e9);
                workbench.address();
            }
        }
        return found.subList(1, found.size());
    }

    /// The distribution with other plugins.
    private static Path home(Path folder, int plugins) throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        try (var files = Files.list(Workbench.home())) {
            for (var file : files.filter(file -> !file.endsWith("plugins")).toList()) {
                Files.createSymbolicLink(folder.resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        for (int i = 0; i < plugins; i++) {
            renamed(Plugins.file("dcgan"), folder.resolve("plugins").resolve("plugin" + i + ".jar"), "org.example.plugin" + i);
        }
        return folder;
    }

    private static void renamed(Path jar, Path copy, String id) throws IOException {
        try (var from = new JarFile(jar.toFile())) {
            var manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", id);
            try (var to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (var entries = from.entries(); entries.hasMoreElements(); ) {
                    var entry = entries.nextElement();
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        to.putNextEntry(new JarEntry(entry.getName()));
                        from.getInputStream(entry).transferTo(to);
                        to.closeEntry();
                    }
                }
            }
        }
    }

    /// @return by how many percent classes, metaspace and heap grew
    private static double[] comeAndGo(Path cache, Path jar, int cycles) {
        try (var host = PluginHost.start(cache)) {
            cycle(host, jar, WARM);
            var before = held();
            cycle(host, jar, cycles);
            var after = held();
            return IntStream.range(0, before.length).mapToDouble(i -> 100 * (after[i] - before[i]) / before[i]).toArray();
        }
    }

    private static void cycle(PluginHost host, Path jar, int times) {
        for (int i = 0; i < times; i++) {
            var plugin = host.install(jar);
            plugin.variants().forEach(variant -> variant.networks(Map.of()));
            host.uninstall(plugin);
        }
    }

    /// Loaded classes, bytes of metaspace, bytes of heap, once nothing is held that is not needed.
    private static double[] held() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var metaspace = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().equals("Metaspace")).findFirst().orElseThrow();
        return new double[] {ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), metaspace.getUsage().getUsed(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()};
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
