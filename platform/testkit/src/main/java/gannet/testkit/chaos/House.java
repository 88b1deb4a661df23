package gannet.testkit.chaos;

import gannet.server.compute.Workers;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

/// Two servers on one database and one folder of files, their workers, and the handles by which all of them can be struck.
/// The first server owns the database.
final class House implements AutoCloseable {
    static final int SERVERS = 2;
    private static final String[] FLAGS = {"--cpu-slots", "1", "--cpu-threads", "1", "--attempts", "100"};
    private static final int TRIES = 3;

    private final List<Path> folders;
    private final AtomicReferenceArray<Workbench> servers = new AtomicReferenceArray<>(SERVERS);
    private final AtomicReferenceArray<Visitor> visitors = new AtomicReferenceArray<>(SERVERS);

    private House(Path folder) { folders = List.of(folder.resolve("one"), folder.resolve("two")); }

    static House open(Path folder) throws IOException {
        var house = new House(folder);
        var first = Workbench.start(house.folders.getFirst(), FLAGS);
        house.servers.set(0, first);
        var ada = Visitor.first(first);
        house.visitors.set(0, ada);
        Files.createDirectories(house.folders.getLast());
        Files.copy(house.addressFile(), house.folders.getLast().resolve("gannet.properties"));
        var second = Workbench.start(house.folders.getLast(), FLAGS);
        house.servers.set(1, second);
        house.visitors.set(1, ada.at(second));
        return house;
    }

    /// Somebody who speaks to this server, which may be dead.
    Visitor visitor(int server) { return visitors.get(server); }

    ProcessHandle process(int server) { return servers.get(server).process(); }

    Facts facts() { return new Facts(addressFile()); }

    Path runs() { return folders.getFirst().resolve("runs"); }

    Path logs(int server) { return folders.get(server).resolve("logs"); }

    UUID id(int server) {
        try {
            return UUID.fromString(Files.readString(folders.get(server).resolve("server-id")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill(int server) { servers.get(server).kill(); }

    /// Starts one that was killed, on the same data.
    void start(int server) {
        for (int tries = 1;; tries++) {
            try {
                var started = Workbench.start(folders.get(server), FLAGS);
                servers.set(server, started);
                visitors.set(server, visitors.get(server).at(started));
                return;
            } catch (IllegalStateException e) {
                if (tries == TRIES) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    boolean isWell(int server) {
        try {
            return process(server).isAlive() && visitor(server).get("/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /// A worker's process and the run that it was started for.
    record Worker(String run, ProcessHandle process) {
        boolean hasSaidSomething(Path runs) {
            try {
                var said = Files.getLastModifiedTime(runs.resolve(run).resolve("events.jsonl")).toInstant();
                return process.info().startInstant().filter(started -> said.isAfter(started.plusSeconds(1))).isPresent();
            } catch (IOException e) {
                return false; // nothing was ever said
            }
        }
    }

    /// All that live now, from the first moment on: long before they hold their lock.
    List<Worker> workers() {
        var folder = runs().toAbsolutePath().normalize().toString() + "/";
        return ProcessHandle.allProcesses().flatMap(process -> process.info().arguments().stream().flatMap(Stream::of)
                .filter(word -> word.startsWith(folder)).limit(1).map(word -> new Worker(word.substring(folder.length()), process)))
                .filter(worker -> Workers.lives(worker.process())).toList();
    }

    /// PostgreSQL's first process; nothing while there is none.
    Optional<ProcessHandle> database() {
        try {
            var first = Files.readAllLines(folders.getFirst().resolve("postgres/cluster/postmaster.pid")).stream().findFirst().map(String::strip).orElse("");
            return first.matches("\\d{1,10}") ? ProcessHandle.of(Long.parseLong(first)).filter(Workers::lives)
                    .filter(process -> process.info().command().orElse("").contains("postgres")) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ProcessHandle> databaseProcesses() { return database().stream().flatMap(first -> Stream.concat(Stream.of(first), first.descendants())).toList(); }

    private Path addressFile() { return folders.getFirst().resolve("postgres/second-server.properties"); }

    /// Ends everything that was started here, whatever state it is in.
    @Override public void close() {
        for (int server = SERVERS - 1; server >= 0; server--) {
            var workbench = servers.get(server);
            if (workbench != null && workbench.process().isAlive()) {
                workbench.stop();
            }
        }
        workers().forEach(worker -> worker.process().destroyForcibly());
        databaseProcesses().forEach(ProcessHandle::destroyForcibly);
    }
}
