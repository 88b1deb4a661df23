package gannet.server.file;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The files of a project that settings may name.
public final class FileShelf {
    private static final int MOST_LISTED = 500;

    private final Storage storage;
    private final Policy policy;
    private final Clock clock;
    private final Path folder;
    private final FilePlaces places;

    /// @param folder where the files are kept
    public FileShelf(Storage storage, Policy policy, Clock clock, Path folder) {
        this.storage = storage;
        this.policy = policy;
        this.clock = clock;
        this.folder = folder;
        places = new FilePlaces(folder);
    }

    public static List<Class<?>> entities() { return List.of(FileRow.class); }

    /// The newest first, at most a few hundred.
    public List<StoredFile> list(Person who, UUID project) {
        policy.require(who, Policy.Action.SEE, project);
        return storage.read(transaction -> transaction.store(FileStore::new).newest(project, MOST_LISTED));
    }

    /// Keeps a copy of a file that was uploaded; one of the same name and content is kept once.
    ///
    /// @param uploaded on this machine's disk; stays the caller's
    public StoredFile add(Person who, UUID project, String name, Path uploaded) {
        policy.require(who, Policy.Action.IMPORT, project);
        var last = name.strip().replaceFirst("^.*[/\\\\]", "");
        if (FilePlaces.parts("0".repeat(64) + "/" + last).isEmpty()) {
            throw ProblemException.user("name", "A file's name has from 1 to " + FilePlaces.LONGEST_NAME + " characters and begins with no dot, unlike \"" + last + "\".");
        }
        try {
            long bytes = Files.size(uploaded);
            if (bytes == 0) {
                throw ProblemException.user("file", last + " is empty; choose the file again.");
            }
            var hash = keep(uploaded, last);
            return storage.inTransaction(transaction -> transaction.store(FileStore::new).add(
                    project, hash, last, bytes, who, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The file " + last + " cannot be kept in " + folder + ": " + e.getMessage() + ". Make room there and send it again.", e);
        }
    }

    /// What keeps this project from being trained with the files that these settings name.
    public List<Problem> problems(UUID project, List<Parameter> parameters, Map<String, ?> settings) {
        return storage.read(transaction -> {
            var store = transaction.store(FileStore::new);
            return parameters.stream().filter(parameter -> parameter.type() == Parameter.Type.FILE)
                    .filter(parameter -> settings.get(parameter.name()) instanceof String value
                            && FilePlaces.parts(value).map(parts -> store.find(project, parts[0], parts[1]).isEmpty()).orElse(false))
                    .map(parameter -> Problem.user(parameter.name(), parameter.name() + " names a file that this project does not have; upload it here, or choose another."))
                    .toList();
        });
    }

    private String keep(Path uploaded, String name) throws IOException {
        Files.createDirectories(folder);
        var part = Files.createTempFile(folder, ".", ".part");
        try {
            var hash = copy(uploaded, part);
            var kept = places.of(hash, name);
            if (!Files.exists(kept)) {
                Durable.sync(part);
                Files.createDirectories(kept.getParent());
                Durable.rename(part, kept);
                Durable.syncFolder(folder);
            }
            return hash;
        } catch (FileAlreadyExistsException raced) {
            throw new IOException("something else is in the way at " + raced.getFile(), raced);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(from), digest); var out = Files.newOutputStream(to)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
