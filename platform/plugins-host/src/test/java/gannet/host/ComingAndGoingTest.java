package gannet.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins that come and go for as long as a server lives, and a framework whose folder somebody meddles with.
class ComingAndGoingTest {
    private static final int CYCLES = 200;
    private static final int WARM = 40;

    @TempDir Path folder;

    @Test void twoHundredInstallsAndRemovalsLeaveClassesAndMemoryAsTheyWere() throws IOException {
        var jar = Bundles.good().write(folder.resolve("dots.jar"));
        try (var host = PluginHost.start(folder.resolve("cache"))) {
            comeAndGo(host, jar, WARM);
            int classes = classes();
            long metaspace = metaspace();
            comeAndGo(host, jar, CYCLES);

            assertThat(classes()).isCloseTo(classes, withinPercentage(5));
            assertThat(metaspace()).isCloseTo(metaspace, withinPercentage(5));
        }
    }

    @Test void aCacheThatWasDeletedIsMadeAgain() throws IOException {
        var jar = Bundles.good().write(folder.resolve("dots.jar"));
        var cache = folder.resolve("cache");
        try (var host = PluginHost.start(cache)) {
            var first = host.install(jar);
            assertThat(host.isSound(first)).isTrue();
            delete(cache);

            assertThat(host.isSound(first)).isFalse();
            host.uninstall(first);
            var again = host.install(jar);
            assertThat(host.isSound(again)).isTrue();
            assertThat(again.variants().getFirst().check(Map.of())).isEmpty();
        }
    }

    @Test void aCacheThatWasDamagedIsNoticed() throws IOException {
        var jar = Bundles.good().write(folder.resolve("dots.jar"));
        var cache = folder.resolve("cache");
        try (var host = PluginHost.start(cache)) {
            var plugin = host.install(jar);
            try (var files = Files.walk(cache)) {
                Files.writeString(files.filter(file -> file.endsWith("bundle.jar")).findFirst().orElseThrow(), "damaged");
            }
            assertThat(host.isSound(plugin)).isFalse();
        }
    }

    @Test void aFileInThePlaceOfTheCacheIsPutAside() throws IOException {
        var cache = Files.writeString(folder.resolve("cache"), "no folder");
        try (var host = PluginHost.start(cache)) {
            assertThat(host.install(Bundles.good().write(folder.resolve("dots.jar"))).variants()).hasSize(1);
        }
    }

    private static void comeAndGo(PluginHost host, Path jar, int times) {
        for (int i = 0; i < times; i++) {
            var plugin = host.install(jar);
            assertThat(plugin.variants().getFirst().check(Map.of("size", "4"))).isEmpty();
            host.uninstall(plugin);
        }
    }

    private static int classes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().equals("Metaspace")).map(MemoryPoolMXBean::getUsage).findFirst().orElseThrow().getUsed();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
