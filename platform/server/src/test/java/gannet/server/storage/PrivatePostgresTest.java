package gannet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivatePostgresTest {
    @TempDir static Path folder;

    final Deque<PrivatePostgres> started = new ArrayDeque<>();

    @BeforeAll
    static void makeATable() {
        try (var first = PrivatePostgres.start(folder)) {
            execute(first, "create table bird (name text)");
        }
    }

    @AfterEach
    void stop() {
        if (!started.isEmpty()) {
            started.getLast().close(); // the others are gone
        }
    }

    PrivatePostgres start() {
        started.add(PrivatePostgres.start(folder));
        return started.getLast();
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilled() throws Exception {
        var postgres = start();
        execute(postgres, "insert into bird values ('gannet killed')");
        kill(postmaster());

        postgres = start();
        assertThat(count(postgres, "gannet killed")).isEqualTo(1);
    }

    @Test
    void comesBackOnTheSamePortWhenItIsKilledUnderARunningServer() throws Exception {
        var postgres = start().watched();
        execute(postgres, "insert into bird values ('gannet revived')");
        kill(postmaster());

        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                assertThat(count(postgres, "gannet revived")).isEqualTo(1);
                return;
            } catch (SQLException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
            }
        }
    }

    @Test
    void stopsThePostgresThatOutlivedItsServer() throws Exception {
        var orphan = start();
        execute(orphan, "insert into bird values ('gannet orphaned')");
        var before = postmaster();

        var postgres = start(); // as a server does that was killed with -9 before
        assertThat(postmaster().pid()).isNotEqualTo(before.pid()); // a cluster has one at most
        assertThat(count(postgres, "gannet orphaned")).isEqualTo(1);
    }

    @Test
    void leavesAStrangerAloneThatHasTheOldNumber() throws Exception {
        var postgres = start();
        var lines = Files.readAllLines(pidFile());
        kill(postmaster());
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            lines.set(0, String.valueOf(stranger.pid()));
            Files.write(pidFile(), lines);

            postgres = start();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(count(postgres, "nobody")).isZero();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void runsWithDurabilityOn() throws Exception {
        var postgres = start();
        for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
            assertThat(query(postgres, "show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query(postgres, "show password_encryption")).isEqualTo("scram-sha-256");
    }

    @Test
    void refusesAnotherPassword() {
        var postgres = start();
        var database = postgres.database();
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "guess").close())
                .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
    }

    @Test
    void onlyItsAccountReadsThePassword() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cluster")))).isEqualTo("rwx------");
    }

    @Test
    void removesWhatAnInterruptedStartLeft() throws IOException {
        var leftOver = Files.createDirectories(folder.resolve("cluster-123").resolve("base"));
        Files.writeString(leftOver.resolve("1"), "half");
        start();
        assertThat(folder.resolve("cluster-123")).doesNotExist();
    }

    @Test
    void saysWhatIsMissingWhenThePasswordIsGone() throws IOException {
        Files.move(folder.resolve("password"), folder.resolve("password.away"));
        try {
            assertThatThrownBy(() -> PrivatePostgres.start(folder)).isInstanceOf(ProblemException.class)
                    .hasMessageContaining(folder.resolve("password") + " is missing although its data is there");
        } finally {
            Files.move(folder.resolve("password.away"), folder.resolve("password"));
        }
    }

    @Test
    void tellsWhyItCouldNotStart() throws IOException {
        var control = folder.resolve("cluster").resolve("global").resolve("pg_control");
        var away = folder.resolve("pg_control.away");
        Files.move(control, away);
        try {
            assertThatThrownBy(() -> PrivatePostgres.start(folder)).isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("The private PostgreSQL could not start: ").hasMessageContaining("pg_control");
        } finally {
            Files.move(away, control, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws IOException {
        var version = folder.resolve("cluster").resolve("PG_VERSION");
        var real = Files.readString(version);
        Files.writeString(version, "12\n");
        try {
            assertThatThrownBy(() -> PrivatePostgres.start(folder)).hasMessageContaining("was written by PostgreSQL 12, but this Gannet brings postgres (PostgreSQL) 18");
        } finally {
            Files.writeString(version, real);
        }
    }

    static Path pidFile() { return folder.resolve("cluster").resolve("postmaster.pid"); }

    static ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).getFirst())).orElseThrow();
    }

    static void kill(ProcessHandle process) throws InterruptedException, ExecutionException, TimeoutException {
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    static void execute(PrivatePostgres postgres, String sql) {
        var database = postgres.database();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password()); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String query(PrivatePostgres postgres, String sql) throws SQLException {
        var database = postgres.database();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static int count(PrivatePostgres postgres, String name) throws SQLException {
        return Integer.parseInt(query(postgres, "select count(*) from bird where name = '" + name + "'"));
    }
}
