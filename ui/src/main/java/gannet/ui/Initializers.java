package gannet.ui;

import com.vaadin.flow.di.LookupInitializer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// What a servlet container does by scanning the whole class path, done for this module's packages alone: Vaadin's
/// initializers are found as services, and told which of our classes they asked for.
record Initializers(ServletContainerInitializer itself, Class<?>... classes) {
    static List<Initializers> found() {
        var ours = ours();
        var found = new ArrayList<Initializers>();
        for (var initializer : ServiceLoader.load(ServletContainerInitializer.class, Pages.class.getClassLoader())) {
            if (!initializer.getClass().getName().startsWith("com.vaadin.")) {
                continue;
            }
            var wanted = initializer.getClass().getAnnotation(HandlesTypes.class);
            var classes = wanted == null ? new Class<?>[0]
                    : ours.stream().filter(one -> isWanted(one, wanted.value())).toArray(Class<?>[]::new);
            found.add(new Initializers(initializer, classes));
        }
        return found;
    }

    private static boolean isWanted(Class<?> one, Class<?>[] wanted) {
        for (var type : wanted) {
            if (type.isAnnotation() ? one.getAnnotationsByType(type.asSubclass(Annotation.class)).length > 0
                    : type.isAssignableFrom(one) && type != one) {
                return true;
            }
        }
        return false;
    }

    private static List<Class<?>> ours() {
        var classes = new ArrayList<Class<?>>();
        classes.add(LookupInitializer.class);
        try {
            var place = Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (place.getPath().endsWith(".jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
                    collect(jar.getPath("/"), classes);
                }
            } else {
                collect(Path.of(place), classes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of the pages cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of the pages lie at no readable place", e);
        }
        return classes;
    }

    private static void collect(Path root, List<Class<?>> into) throws IOException {
        try (var files = Files.walk(root.resolve("gannet/ui"))) {
            for (var file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class")).sorted()::iterator) {
                var name = root.relativize(file).toString().replace('\\', '/').replace('/', '.');
                if (name.endsWith("-info.class")) {
                    continue;
                }
                into.add(load(name.substring(0, name.length() - ".class".length())));
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Pages.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class " + name + " was listed a moment ago and is gone", e);
        }
    }
}
