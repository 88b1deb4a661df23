package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The files of one run, as its worker left them. Links are neither shown nor followed: a plugin may have made them.
record RunFolder(Path folder) {
    private static final int DEPTH = 5;
    private static final int MOST = 5000;

    /// How a server and a worker speak while it trains.
    private static final Set<String> NOT_SHOWN = Set.of("control");

    /// @param path below the run directory, with "/"
    public record File(String path, long bytes, Instant modified) {}

    /// In the order of their names; none if the folder is gone.
    List<File> files() {
        var files = new ArrayList<File>();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                @Override public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_SHOWN.contains(name(directory)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(new File(name(file), attributes.size(), attributes.lastModifiedTime().toInstant()));
                    }
                    return files.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override public FileVisitResult visitFileFailed(Path file, IOException gone) { return FileVisitResult.CONTINUE; }
            });
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The files in " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        files.sort(Comparator.comparing(File::path));
        return List.copyOf(files);
    }

    private String name(Path file) { return folder.relativize(file).toString().replace('\\', '/'); }

    /// One of those that are listed.
    Path file(String path) {
        return files().stream().filter(file -> file.path().equals(path)).findFirst().map(file -> folder.resolve(file.path()))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "path", "There is no file \"" + path + "\" in this run's directory; GET …/files lists those there are."));
    }
}
