package gannet.bench;

import gannet.server.account.Person;
import gannet.server.storage.Database;
import gannet.server.storage.Storage;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// A project with as many runs as one likes, each with settings, metrics, small curves, tags and words as launches and workers
/// write them, put into the database by statements.
final class RunCrowd {
    static final int SETTINGS = 16;
    static final List<String> METRICS = List.of("generator", "discriminator", "D(real)", "D(fake)", "fd", "kd", "diversity", "step time");

    final Database database;
    private final Storage storage;
    private int runs;

    /// An administrator, who sees everything.
    final Person person;
    final UUID project;

    RunCrowd(Database database, Storage storage) {
        this.database = database;
        this.storage = storage;
        execute("insert into plugin values (repeat('0', 64), 'gannet.dcgan', '1.0', 1, now())");
        execute("""
                insert into data_set (id, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels,
                    classes, bytes, findings, more_findings, source, licence, created, created_by)
                values (md5('data')::uuid, 'Shapes', 1, 'PICTURES', repeat('0', 64), 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""");
        execute("insert into person values (md5('person')::uuid, 'Ada', 'ada@example.org', 'x', true, now())");
        execute("insert into team values (md5('team')::uuid, 'Meadow', now())");
        execute("insert into project values (md5('project')::uuid, md5('team')::uuid, 'Birds', now())");
        execute("insert into run_key (project, kind, name) select md5('project')::uuid, 'SETTING', 'setting' || i from generate_series(0, %d) i".formatted(SETTINGS - 1));
        execute("insert into run_key (project, kind, name) select md5('project')::uuid, kind, name from unnest(array['LAST', 'LOWEST', 'HIGHEST']) kind, unnest(array[%s]) name"
                .formatted(String.join(",", METRICS.stream().map(name -> "'" + name + "'").toList())));
        person = new Person(idOf("person"), "Ada", "ada@example.org", true);
        project = idOf("project");
    }

    /// Lets the project have so many.
    void grow(int size) {
        if (size <= runs) {
            return;
        }
        var range = "generate_series(%d, %d) i".formatted(runs + 1, size);
        execute("insert into experiment (id, project, name, person, created) select md5('e' || i)::uuid, md5('project')::uuid, 'Question ' || i, md5('person')::uuid, now() from %s where i %% 20 = 1"
                .formatted(range));
        execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, started, ended, events_read, last_sequence)
                select md5('r' || i)::uuid, i, md5('e' || (i - (i - 1) %% 20))::uuid, md5('project')::uuid, 'Question ' || i / 20 || ' · rate 0.000' || i %% 9 || ' · seed ' || i %% 20,
                    (array['dcgan', 'dcgan', 'cyclegan', 'srgan', 'stackgan', '3d-gan'])[1 + i %% 6], (array['DCGAN', 'DCGAN', 'CycleGAN', 'SRGAN', 'StackGAN', '3D-GAN'])[1 + i %% 6],
                    repeat('0', 64), md5('data')::uuid, (array['Shapes', 'Faces', 'Flowers', 'Chairs'])[1 + i / 7 %% 4], repeat('0', 64), md5('person')::uuid, 'Person ' || i %% 23,
                    (select jsonb_object_agg('setting' || s, case when s %% 4 = 3 then to_jsonb((array['HINGE', 'LEAST_SQUARES', 'WASSERSTEIN'])[1 + (i + s) %% 3]) else to_jsonb(((i * (s + 3)) %% 17) / 1000.0) end)
                     from generate_series(0, %d) s),
                    '{"steps": 60000}', case when i %% 50 = 0 then 'FAILED' when i %% 31 = 0 then 'STOPPED' else 'SUCCEEDED' end, '', 1, 60000 - i %% 1000, 60000, 180, '{}',
                    '{"generator": 1.25, "discriminator": 0.7, "fd": 31.5}', -1, now() - interval '1 minute' * (1000000 - i), now() - interval '1 minute' * (1000000 - i), now(), 0, 0
                from %s""".formatted(SETTINGS - 1, range));
        execute("""
                insert into run_value (run, key, number, word) select i, k.id, case when s %% 4 <> 3 then ((i * (s + 3)) %% 17) / 1000.0 end,
                    case when s %% 4 = 3 then lower((array['HINGE', 'LEAST_SQUARES', 'WASSERSTEIN'])[1 + (i + s) %% 3]) end
                from %s, (select id, substr(name, 8)::int s from run_key where kind = 'SETTING') k""".formatted(range));
        execute("""
                insert into run_value (run, key, number, word) select i, k.id, v, null
                from (select id, name, kind from run_key where kind <> 'SETTING') k, %s,
                    lateral (select (case k.kind when 'LOWEST' then 0.6 when 'HIGHEST' then 3 else 1 end) * (10 + abs(hashint8extended(i, hashtext(k.name))) %% 100000 / 1000.0) v) m""".formatted(range));
        execute("""
                insert into run_spark (run, key, width, points) select i, k.id, 1024, (select array_agg((100.0 / (1 + p) + i %% 7)::real order by p) from generate_series(0, 58) p)
                from %s, (select id from run_key where kind = 'LAST' and name in ('fd', 'generator')) k""".formatted(range));
        execute("insert into run_word (project, word, run) select distinct r.project, left(w, 200), r.number from run r, regexp_split_to_table(r.words, '[\\s·,;:=()/]+') w where w <> '' and r.number > %d"
                .formatted(runs));
        execute("insert into run_tag (run, project, tag) select i, md5('project')::uuid, (array['good', 'bad', 'paper'])[1 + i / 40 %% 3] from %s where i %% 40 = 0".formatted(range));
        runs = size;
        settle();
    }

    /// Does at once what the database does by itself when it has had a minute.
    private void settle() {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password()); var statement = connection.createStatement()) {
            for (var table : List.of("run", "run_value", "run_word", "run_tag", "run_spark", "experiment")) {
                statement.execute("vacuum (analyze) " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the benchmark cannot be vacuumed: " + e.getMessage(), e);
        }
    }

    /// One more run that has said nothing yet.
    void copy(UUID id, long number) {
        execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, events_read, last_sequence)
                select '%s', %d, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, 'RUNNING', '', 0, 0, steps, 0, '{}', '{}', -1, now(), 0, 0 from run where number = 1""".formatted(id, number));
    }

    UUID idOf(String word) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select md5('" + word + "')::uuid", UUID.class).getSingleResult());
    }

    /// Constraints are those of a database that has been checked before: what refers to what is known here.
    void execute(String sql) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            connection.setNetworkTimeout(Runnable::run, 0); // so many rows at once may take minutes
            try (var statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                statement.execute(sql);
            }
        }));
    }
}
