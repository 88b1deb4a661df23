package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that a server keeps for itself under its data directory, with durability on, reachable from this
/// machine alone and with a password that only this account can read.
///
/// ```
/// postgres/programs-<hash>/   bin, lib, share
/// postgres/cluster/           the data
/// postgres/password           of its only user, 0600
/// postgres/second-server.properties   how another server on this machine reaches it, 0600
/// postgres/postgres.log       what it said
/// ```
/// It runs in a session of its own (`pg_ctl` sees to that), so Ctrl+C reaches only the server, which then stops it in order.
/// One that outlived a killed server is stopped first and started anew.
public final class PrivatePostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivatePostgres.class);
    private static final String NAME = "gannet";
    private static final String PID_FILE = "postmaster.pid";
    private static final String OTHERS = "second-server.properties";
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://127\\.0\\.0\\.1:(\\d{1,5})/");
    private static final int TRIES = 20;
    private static final int MOST_SAID = 64 << 10; // bytes
    private static final List<String> PASSING =
            List.of("pre-existing shared memory", "could not bind", "Address already in use", "\"postmaster.pid\" already exists");

    /// Small, and durable: these are PostgreSQL's own defaults where a commit must outlive a power cut. Its own guess that a page
    /// read out of turn costs four times as much is one about disks that spin.
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("fsync", "on"), Map.entry("full_page_writes", "on"), Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "127.0.0.1"), Map.entry("unix_socket_directories", ""),
            Map.entry("shared_buffers", "128MB"), Map.entry("max_connections", "40"), Map.entry("work_mem", "8MB"), Map.entry("random_page_cost", "1.1"),
            Map.entry("wal_level", "minimal"), Map.entry("max_wal_senders", "0"), Map.entry("max_wal_size", "512MB"),
            Map.entry("io_method", "sync"), Map.entry("max_worker_processes", "2"), Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("autovacuum_max_workers", "2"), Map.entry("jit", "off"), Map.entry("log_checkpoints", "off"), Map.entry("timezone", "UTC")));

    private final PostgresCommands commands;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final Database database;
    private boolean isMissed;
    private final CountDownLatch closing = new CountDownLatch(1);

    private PrivatePostgres(PostgresCommands commands, Path cluster, Path log, int port, String password) {
        this.commands = commands;
        this.cluster = cluster;
        this.log = log;
        this.port = port;
        this.database = new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, password);
    }

    /// Blocks until it answers. The caller holds the data directory, so nobody else starts one on the same files.
    ///
    /// @param folder `<data>/postgres`
    public static PrivatePostgres start(Path folder) {
        var cluster = folder.resolve("cluster");
        var log = folder.resolve("postgres.log");
        try {
            Files.createDirectories(folder);
            Leftovers.remove(folder, "cluster-", "unpacking-");
            var commands = new PostgresCommands(PostgresPrograms.unpackInto(folder));
            var password = password(folder, cluster);
            initialise(commands, folder, cluster);
            checkVersion(commands, cluster);
            keepLogSmall(log);
            stopLeftOver(commands, cluster, log); // it may hold the port
            var postgres = new PrivatePostgres(commands, cluster, log, launch(commands, cluster, log, portBefore(folder)), password);
            postgres.createDatabase();
            postgres.tellOthers(folder);
            return postgres;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "PostgreSQL's files in " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    public Database database() { return database; }

    /// Of a server that runs in another process.
    ///
    /// @param folder `<data>/postgres`
    public static Database ofRunningServer(Path folder) {
        var file = folder.resolve(OTHERS);
        try (var reader = Files.newBufferedReader(file)) {
            var said = new Properties();
            said.load(reader);
            return new Database(said.getProperty("database-url", ""), said.getProperty("database-user", ""), said.getProperty("database-password", ""));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "How the server's PostgreSQL is reached cannot be read from " + file + ": " + e.getMessage()
                    + "; ask from the account that runs the server, or name its own database with --database-url", e);
        }
    }

    /// From now on looks every other second whether it lives, and starts it again where it does not: on the same port, so
    /// that those who use it notice no more than a broken connection.
    public PrivatePostgres watched() {
        Thread.ofVirtual().name("watch PostgreSQL").start(() -> {
            while (!pausedUntilClosing()) {
                revive();
            }
        });
        return this;
    }

    private boolean pausedUntilClosing() {
        try {
            return closing.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private synchronized void revive() {
        try {
            if (closing.getCount() == 0 || running(cluster).filter(process -> commands.isPostgresOf(cluster, process)).isPresent()) {
                return;
            }
            if (!isMissed) {
                LOG.warn("PostgreSQL is gone ({}); starting it again", lastLines(log));
            }
            launch(commands, cluster, log, port);
            LOG.warn("PostgreSQL answers again");
            isMissed = false;
        } catch (IOException | ProblemException e) {
            if (!isMissed) {
                LOG.error("PostgreSQL did not come back, and this is tried again every other second: {}", e.getMessage());
            }
            isMissed = true; // said once: on a full disk it may take hours
        }
    }

    /// Ends connections and writes everything out; nothing committed is lost even if this is never called.
    @Override
    public synchronized void close() {
        closing.countDown();
        var stopped = commands.control("stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60");
        if (!stopped.succeeded() && Files.exists(cluster.resolve(PID_FILE))) {
            LOG.warn("PostgreSQL did not stop: {} ({})", stopped.output(), lastLines(log));
        }
    }

    /// So that a second server finds it again, it stays on its port for as long as that is free.
    private static int portBefore(Path folder) throws IOException {
        var file = folder.resolve(OTHERS);
        var found = Files.exists(file) ? URL.matcher(Files.readString(file)) : null;
        if (found == null || !found.find()) {
            return 0;
        }
        var port = Integer.parseInt(found.group(1));
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException taken) {
            return 0;
        }
    }

    private void tellOthers(Path folder) throws IOException {
        var fresh = privateFile(folder.resolve(OTHERS + ".new"));
        Files.writeString(fresh, """
                # gannet.properties for a second server on this machine, in a data directory of its own
                database-url=%s
                database-user=%s
                database-password=%s
                shared-dir=%s
                port=0
                """.formatted(database.url(), database.user(), database.password(), folder.toAbsolutePath().normalize().resolveSibling("").normalize()));
        Durable.rename(fresh, folder.resolve(OTHERS));
    }

    /// Readable by this account alone, from the first moment.
    private static Path privateFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.resolveSibling("")).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }

    private static String password(Path folder, Path cluster) throws IOException {
        var file = folder.resolve("password");
        var known = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!known.isEmpty()) {
            return known;
        }
        if (Files.exists(cluster)) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "The password of the private PostgreSQL is gone: " + file
                    + (Files.exists(file) ? " is empty" : " is missing") + " although its data is there; put the file back from a backup");
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var fresh = privateFile(folder.resolve("password.new"));
        Files.writeString(fresh, password + "\n");
        Durable.sync(fresh);
        Durable.rename(fresh, file);
        return password;
    }

    /// Under a temporary name first, so that an interrupted start leaves no half cluster.
    private static void initialise(PostgresCommands commands, Path folder, Path cluster) throws IOException {
        if (Files.exists(cluster)) {
            return;
        }
        var fresh = Files.createTempDirectory(folder, "cluster-");
        var made = commands.run("initdb", "-D", fresh.toString(), "--username=" + NAME, "--pwfile=" + folder.resolve("password"),
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
        if (!made.succeeded()) {
            throw failed("make its files", made.output(), made.lastLine());
        }
        Durable.rename(fresh, cluster); // initdb has synced what is in it
    }

    private static void checkVersion(PostgresCommands commands, Path cluster) throws IOException {
        var data = Files.readString(cluster.resolve("PG_VERSION")).strip();
        var programs = commands.run("postgres", "--version");
        if (!programs.output().contains(" " + data + ".")) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "The data in " + cluster + " was written by PostgreSQL " + data + ", but this Gannet brings "
                    + programs.lastLine() + "; start it with the Gannet that wrote it, and move the data with pg_dump");
        }
    }

    /// The process whose number PostgreSQL wrote down when it started, whatever that process is now.
    private static Optional<ProcessHandle> running(Path cluster) throws IOException {
        var file = cluster.resolve(PID_FILE);
        var number = Files.exists(file) ? Files.readAllLines(file).stream().findFirst().map(String::strip).orElse("") : "";
        return number.matches("\\d{1,10}") ? ProcessHandle.of(Long.parseLong(number)).filter(ProcessHandle::isAlive) : Optional.empty();
    }

    /// Our server was killed and its PostgreSQL lives on. A process that merely has the number which the file names is left alone.
    private static void stopLeftOver(PostgresCommands commands, Path cluster, Path log) throws IOException {
        var process = running(cluster);
        if (process.isEmpty()) {
            return; // PostgreSQL sees that nobody is there, and recovers
        }
        var file = cluster.resolve(PID_FILE);
        var number = process.get().pid();
        if (!commands.isPostgresOf(cluster, process.get())) {
            LOG.info("Process {} has the number of a PostgreSQL that is gone; removing {}", number, file);
            Files.delete(file);
            return;
        }
        LOG.info("The PostgreSQL of a server that was killed is still running (process {}); stopping it first", number);
        var stopped = commands.control("stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60");
        if (!stopped.succeeded() && process.get().isAlive()) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "The PostgreSQL of an earlier server (process " + number + ") does not stop: "
                    + lastLines(log) + "; end that process, then start again");
        }
    }

    /// What heals by trying again: processes of a killed PostgreSQL need a moment to notice, and a free port may be taken
    /// under our hands.
    ///
    /// @param fixed the port to take; 0 for any that is free
    private static int launch(PostgresCommands commands, Path cluster, Path log, int fixed) throws IOException {
        for (var attempt = 1;; attempt++) {
            stopLeftOver(commands, cluster, log);
            var port = fixed == 0 ? freePort() : fixed;
            var options = new ArrayList<String>();
            SETTINGS.forEach((name, value) -> options.add("-c " + name + "=" + value));
            var before = Files.exists(log) ? Files.size(log) : 0;
            var started = commands.control("start", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t", "600",
                    "-o", "-p " + port + " " + String.join(" ", options));
            if (started.succeeded()) {
                return port;
            }
            var said = said(log, before);
            var passing = PASSING.stream().anyMatch(said::contains);
            if (!passing || attempt == TRIES) {
                throw failed("start", started.output(), said.isBlank() ? started.lastLine() : lastLines(log));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "The start of PostgreSQL was interrupted", e);
        }
    }

    private static ProblemException failed(String what, String output, String why) {
        LOG.debug("PostgreSQL could not {}: {}", what, output);
        return new ProblemException(Problem.Kind.RESOURCES, "", "The private PostgreSQL could not " + what + ": " + why
                + " (or use a PostgreSQL of your own with --database-url)");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// What stands in the log behind this place, or the end of it.
    private static String said(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(from, channel.size() - MOST_SAID));
            return new String(Channels.newInputStream(channel).readNBytes(MOST_SAID), StandardCharsets.ISO_8859_1);
        }
    }

    private static void keepLogSmall(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > 1_000_000) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String lastLines(Path log) {
        try {
            var lines = said(log, 0).lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "it left no word in " + log : String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "it left no log at " + log;
        }
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", NAME, database.password());
                var statement = connection.createStatement();
                var there = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!there.next()) {
                statement.executeUpdate("create database " + NAME);
            }
        } catch (SQLException e) {
            close();
            throw new ProblemException(Problem.Kind.RESOURCES, "The private PostgreSQL started but refuses us: " + e.getMessage(), e);
        }
    }
}
