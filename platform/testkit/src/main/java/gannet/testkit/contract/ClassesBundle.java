package gannet.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A plugin's jar before Maven packs it, so that tests come first.
final class ClassesBundle {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private ClassesBundle() {}

    /// @param classes with the manifest that bnd-maven-plugin's `bnd-process` wrote among them
    static Path pack(Path classes, Path jar) throws IOException {
        if (!Files.isRegularFile(classes.resolve(MANIFEST))) {
            throw new IllegalStateException("There is no " + classes.resolve(MANIFEST).toAbsolutePath()
                    + ": the contract is for a plugin's own module, whose pom runs bnd-maven-plugin's goal bnd-process.");
        }
        try (var in = Files.newInputStream(classes.resolve(MANIFEST));
                var out = new JarOutputStream(Files.newOutputStream(jar), new Manifest(in)); var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.equals(MANIFEST)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
