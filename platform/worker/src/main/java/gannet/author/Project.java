package gannet.author;

import gannet.host.BundleInspection;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// An author's project: a folder with a `pom.xml` that makes a bundle.
record Project(Path folder) {
    private static final String MAVEN = "gannet.maven";

    static Project at(Path folder) {
        if (!Files.isRegularFile(folder.resolve("pom.xml"))) {
            throw ProblemException.user("", "There is no pom.xml in " + folder.toAbsolutePath().normalize() + ": go to your plugin's folder, or make one by ./gannet plugin new <name>.");
        }
        return new Project(folder.toAbsolutePath().normalize());
    }

    /// Compiles and packs it, without its tests. What the compiler objects to it prints by itself, with file and line.
    ///
    /// @return the bundle
    Path build() throws IOException {
        var command = new ArrayList<>(List.of(System.getProperty(MAVEN, "mvn"), "-q", "-B", "-DskipTests", "package"));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().redirectInput(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"));
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new ProblemException(Problem.Kind.USER, "", "The project in " + folder + " does not build; Maven's words above name file and line.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "The build was interrupted", e);
        }
        return bundle();
    }

    /// The newest jar of `target` that has a variant.
    private Path bundle() throws IOException {
        try (var files = Files.list(folder.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jar") && !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .filter(file -> !BundleInspection.of(file).variants().isEmpty())
                    .orElseThrow(() -> ProblemException.user("", "The build left no plugin in " + folder.resolve("target") + "; its pom has to have gannet-plugin-parent as its parent, or the same settings of bnd-maven-plugin."));
        }
    }

    /// What it is made of, with the time and size of each file: equal as long as nothing is saved.
    SortedMap<Path, String> sources() throws IOException {
        var sources = new TreeMap<Path, String>();
        for (var place : List.of(folder.resolve("pom.xml"), folder.resolve("src"))) {
            if (Files.exists(place)) {
                try (var files = Files.walk(place)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        sources.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
                    }
                }
            }
        }
        return sources;
    }
}
