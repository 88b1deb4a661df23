package gannet.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.account.Person;
import gannet.server.storage.Ids;
import gannet.server.storage.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final Person ADA = new Person(Ids.next(), "Ada", "ada@example.org", true);
    static TestDatabase database;

    @BeforeAll
    static void open() { database = TestDatabase.fresh(); }

    @AfterAll
    static void close() { database.close(); }

    @Test
    void saysWhoDidWhatToWhichThingFromWhere() {
        var reef = Ids.next();
        Whence.from("192.0.2.7", () -> {
            database.storage().change(transaction ->
                    Audit.note(transaction, ADA, new Deed("team.renamed", "team", reef, "Reef", reef).changed("Riff", "Reef")));
            return true;
        });
        assertThat(row(reef)).containsExactly(ADA.id(), "Ada", "192.0.2.7", "team.renamed", "team", reef.toString(), "Reef", reef, "Riff", "Reef");
    }

    @Test
    void isNotThereWithoutTheChange() {
        var reef = Ids.next();
        assertThatThrownBy(() -> database.storage().change(transaction -> {
            Audit.note(transaction, null, new Deed("team.made", "team", reef, "Reef", reef));
            throw new IllegalStateException("the change failed");
        })).hasMessage("the change failed");
        assertThat(count(reef)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set person_name = 'Eve'", "delete from audit", "truncate audit"})
    void isOnlyAddedTo(String statement) {
        var reef = Ids.next();
        database.storage().change(transaction -> Audit.note(transaction, ADA, new Deed("team.made", "team", reef, "Reef", reef)));
        assertThatThrownBy(() -> execute(statement)).hasStackTraceContaining("audit");
        // the owner gives themselves back what was taken from them; the triggers stand in the way still
        execute("grant all on audit to current_user");
        assertThatThrownBy(() -> execute(statement)).hasStackTraceContaining("the audit log is only added to");
        assertThat(count(reef)).isOne();
    }

    private static void execute(String statement) { database.storage().change(transaction -> transaction.session().createNativeMutationQuery(statement).executeUpdate()); }

    private static long count(UUID thing) {
        return database.storage().read(transaction -> transaction.session().createNativeQuery("select count(*) from audit where thing = :thing", Long.class)
                .setParameter("thing", thing.toString()).uniqueResult());
    }

    private static List<Object> row(UUID thing) {
        return List.of(database.storage().read(transaction -> transaction.session()
                .createNativeQuery("select person, person_name, address, what, kind, thing, thing_name, team, before, after from audit where thing = :thing", Object[].class)
                .setParameter("thing", thing.toString()).uniqueResult()));
    }
}
