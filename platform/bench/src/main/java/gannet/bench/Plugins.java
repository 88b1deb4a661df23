package gannet.bench;

import gannet.spi.GanVariant;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// The variants that this distribution brings.
final class Plugins implements AutoCloseable {
    private final URLClassLoader loader;

    Plugins() throws IOException {
        var urls = new ArrayList<URL>();
        try (var jars = Files.list(Path.of(System.getProperty("gannet.home"), "plugins"))) {
            for (var jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        loader = new URLClassLoader(urls.toArray(URL[]::new));
    }

    GanVariant<?, ?> variant(String id) throws ReflectiveOperationException {
        var name = "gannet.plugins." + id + "." + Character.toUpperCase(id.charAt(0)) + id.substring(1);
        return (GanVariant<?, ?>) loader.loadClass(name).getDeclaredConstructor().newInstance();
    }

    @Override public void close() throws IOException { loader.close(); }
}
