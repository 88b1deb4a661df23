package gannet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.Entities;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    @Test
    void aDatabaseThatSaysNothingIsGivenUpAfterAMinute() throws SQLException {
        try (var database = TestDatabase.fresh(); var connection = database.storage().connections().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
    }

    @Test
    void migratesAnEmptyDatabaseAndFindsItsEntitiesThere() {
        var database = TestDatabase.empty();
        try (var storage = Storage.open(database, Entities.all())) {
            assertThat(storage.answers()).isTrue();
        }
        Storage.open(database, Entities.all()).close();
    }

    @Test
    void anExceptionRollsATransactionBack() {
        try (var database = TestDatabase.fresh()) {
            assertThatThrownBy(() -> database.storage().change(transaction -> {
                insertTeam(transaction, "Terns");
                throw new IllegalStateException("in the middle");
            })).hasMessage("in the middle");
            assertThat(countTeams(database.storage())).isZero();
        }
    }

    @Test
    void readingCannotWrite() {
        try (var database = TestDatabase.fresh()) {
            assertThatThrownBy(() -> database.storage().read(transaction -> insertTeam(transaction, "Terns"))).hasMessageContaining("read-only");
        }
    }

    @Test
    void manyThreadsShareFewConnections() {
        try (var database = TestDatabase.fresh()) {
            var done = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 500; i++) {
                    var name = "Team " + i;
                    threads.submit(() -> {
                        database.storage().change(transaction -> insertTeam(transaction, name));
                        done.incrementAndGet();
                    });
                }
            }
            assertThat(done).hasValue(500);
            assertThat(countTeams(database.storage())).isEqualTo(500);
        }
    }

    @Test
    void refusesASchemaThatIsNewerThanIt() {
        var database = TestDatabase.empty();
        try (var storage = Storage.open(database, Entities.all())) {
            storage.change(transaction -> transaction.session().createNativeMutationQuery("""
                    insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    values (9999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 1, 'gannet', 1, true)""").executeUpdate());
        }
        assertThatThrownBy(() -> Storage.open(database, Entities.all())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("The database's schema does not fit this Gannet").hasMessageContaining("or a newer one");
    }

    @Test
    void refusesASchemaThatItsEntitiesDoNotKnow() {
        var database = TestDatabase.empty();
        try (var storage = Storage.open(database, Entities.all())) {
            storage.change(transaction -> transaction.session().createNativeMutationQuery("alter table team drop column created").executeUpdate());
        }
        assertThatThrownBy(() -> Storage.open(database, Entities.all())).hasMessageContaining("is not the one that this Gannet expects").hasMessageContaining("created");
    }

    @Test
    void twoServersThatStartAtOnceOnAnEmptyDatabaseBothFindItMigrated() throws Exception {
        var database = TestDatabase.empty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(threads.submit(() -> Storage.open(database, Entities.all())), threads.submit(() -> Storage.open(database, Entities.all())));
            for (var one : both) {
                try (var storage = one.get()) {
                    assertThat(storage.answers()).isTrue();
                }
            }
        }
    }

    @Test
    void refusesAFolderOfFilesThatBelongsToAnotherDatabase(@TempDir Path folder) {
        var database = TestDatabase.empty();
        try (var storage = Storage.open(database, Entities.all())) {
            var shared = SharedFolder.join(folder.resolve("one"), storage, database);
            assertThat(SharedFolder.join(shared, storage, database)).isEqualTo(shared);
            assertThatThrownBy(() -> SharedFolder.join(folder.resolve("two"), storage, database)).isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("The database at " + database.url() + " belongs to the files in " + shared + ", not to those in " + shared.resolveSibling("two"))
                    .hasMessageContaining("--shared-dir");
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        var database = TestDatabase.empty();
        assertThat(refusal(new Database(database.url(), database.user(), "guess")).getMessage())
                .isEqualTo("The database at " + database.url() + " refuses user \"gannet\" with this password; mend --database-user or GANNET_DATABASE_PASSWORD");
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        var database = TestDatabase.empty();
        assertThat(refusal(new Database(database.url() + "x", database.user(), database.password())).getMessage())
                .startsWith("There is no such database as " + database.url() + "x names");
    }

    @Test
    void saysThatNothingAnswers() {
        assertThat(refusal(new Database("jdbc:postgresql://127.0.0.1:1/gannet", "gannet", "")).getMessage())
                .startsWith("Nothing answers at jdbc:postgresql://127.0.0.1:1/gannet; start PostgreSQL there, or mend --database-url");
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertThat(refusal(new Database("postgres://localhost/gannet", "gannet", "")))
                .hasMessage("database-url must be a JDBC address such as jdbc:postgresql://localhost/gannet, not \"postgres://localhost/gannet\"")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Problem.Kind.USER));
    }

    @Test
    void idsSortByTheTimeTheyWereMade() {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 5; i++) {
            var last = System.currentTimeMillis();
            while (System.currentTimeMillis() == last) {
                Thread.onSpinWait();
            }
            ids.add(Ids.next());
        }
        assertThat(ids).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString())).allMatch(id -> id.version() == 7 && id.variant() == 2);
        assertThat(new HashSet<>(ids)).hasSize(5);
    }

    static ProblemException refusal(Database database) {
        try {
            Storage.open(database, List.of()).close();
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("opened");
    }

    static int insertTeam(Transaction transaction, String name) {
        return transaction.session().createNativeMutationQuery("insert into team values (:id, :name, now())")
                .setParameter("id", Ids.next()).setParameter("name", name).executeUpdate();
    }

    static long countTeams(Storage storage) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select count(*) from team", Long.class).getSingleResult());
    }

    @Test
    void messagesNameADatabaseWithoutItsPassword() {
        assertThat(Storage.shown(new Database("jdbc:postgresql://ada:secret@db/gannet?password=secret&ssl=true", "", "")))
                .isEqualTo("jdbc:postgresql://db/gannet");
    }
}
