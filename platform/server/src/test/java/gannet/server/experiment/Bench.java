package gannet.server.experiment;

import gannet.parameters.Json;
import gannet.server.account.Accounts;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Role;
import gannet.server.queue.State;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.TestDatabase;
import gannet.server.storage.Transaction;
import gannet.server.team.Teams;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// A database with a person, a project, a plugin and a data set in it, and runs on demand.
public final class Bench implements AutoCloseable {
    public final TestDatabase database = TestDatabase.fresh();
    public final Storage storage = database.storage();
    public final Policy policy = new Policy(storage);
    public final Person ada;
    public final UUID project;
    private final UUID dataSet = Ids.next();
    private final UUID experiment = Ids.next();
    private static final String HASH = "0".repeat(64);

    public Bench() {
        var teams = new Teams(storage, Clock.systemUTC());
        var accounts = Accounts.open(storage, Clock.systemUTC(), teams::settleFirst);
        ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep").person();
        project = teams.projects(ada).getFirst().id();
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("insert into plugin values ('" + HASH + "', 'gannet.dcgan', '1.0', 1, now())");
                statement.execute("""
                        insert into data_set (id, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels,
                            classes, bytes, findings, more_findings, source, licence, created, created_by)
                        values ('%s', 'Shapes', 1, 'PICTURES', '%s', 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""".formatted(dataSet, HASH));
                statement.execute("insert into experiment values ('%s', '%s', 'A question', '%s', now())".formatted(experiment, project, ada.id()));
            }
        }));
    }

    public RunRow row(String name, State state, long steps) { return row(name, state, steps, Map.of("imageSize", 8)); }

    private RunRow row(String name, State state, long steps, Map<String, Object> settings) {
        var run = new RunRow();
        run.id = Ids.next();
        run.experiment = experiment;
        run.project = project;
        run.name = name;
        run.variant = "dcgan";
        run.variantTitle = "DCGAN";
        run.plugin = HASH;
        run.dataSet = dataSet;
        run.dataSetName = "Shapes";
        run.dataSetHash = HASH;
        run.person = ada.id();
        run.launchedBy = ada.name();
        run.settings = Json.text(settings);
        run.training = Json.text(Map.of("steps", steps));
        run.state = state;
        run.reason = "";
        run.steps = steps;
        run.facts = "{}";
        run.losses = "{}";
        run.latestSampleStep = -1;
        run.created = Instant.now();
        storage.change(transaction -> {
            var store = new RunStore(storage);
            run.number = store.nextNumber(transaction);
            store.add(transaction, List.of(run));
        });
        return run;
    }

    /// Another person of the first team, or of a team of their own.
    public Person person(String name, Role role, UUID team) {
        var person = new Person(Ids.next(), name, name.toLowerCase(Locale.ROOT) + "@example.org", false);
        execute("insert into person values ('%s', '%s', '%s', 'x', false, now())".formatted(person.id(), name, person.email()));
        execute("insert into membership values ('%s', '%s', '%s', now())".formatted(team, person.id(), role));
        return person;
    }

    /// A team and a project of it, as (team, project).
    public Map.Entry<UUID, UUID> team(String name) {
        var team = Ids.next();
        var project = Ids.next();
        execute("insert into team values ('%s', '%s', now())".formatted(team, name));
        execute("insert into project values ('%s', '%s', 'Project of %s', now())".formatted(project, team, name));
        return Map.entry(team, project);
    }

    public UUID firstTeam() {
        return storage.read(transaction -> transaction.session().createNativeQuery("select team from project where id = '" + project + "'", UUID.class).getSingleResult());
    }

    public void execute(String sql) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }));
    }

    public List<Long> numbers(String sql) {
        return storage.read(transaction -> transaction.session().createNativeQuery(sql, Long.class).getResultList());
    }

    /// What one row with one column says.
    @SuppressWarnings("unchecked")
    public <T> T one(String sql) { return (T) storage.<Object>read(transaction -> transaction.session().createNativeQuery(sql, Object.class).getSingleResult()); }

    /// How many rows of a table some reading looks at.
    public long looksAt(String table, Consumer<Transaction> reading) {
        return storage.read(transaction -> {
            long before = looked(transaction, table);
            reading.accept(transaction);
            return looked(transaction, table) - before;
        });
    }

    private static long looked(Transaction transaction, String table) {
        return transaction.session().createNativeQuery("select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relname = :table", Long.class)
                .setParameter("table", table).getSingleResult();
    }

    /// A run in the database, as (id, number).
    public Map.Entry<UUID, Long> run(String name, State state) {
        var row = row(name, state, 1000);
        return Map.entry(row.id, row.number);
    }

    /// The same with settings of its own.
    public Map.Entry<UUID, Long> run(String name, State state, Map<String, Object> settings) {
        var row = row(name, state, 1000, settings);
        return Map.entry(row.id, row.number);
    }

    @Override public void close() { database.close(); }
}
