package gannet.bench;

import gannet.server.account.Accounts;
import gannet.server.account.Person;
import gannet.server.storage.Storage;
import gannet.server.team.Teams;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

/// Runs with samples, as many as wanted, of one project in a fresh database.
final class GallerySeed {
    static final int SHEETS = 2;
    static final int TILES = 16;
    static final String TAG = "best";
    private static final String HASH = "0".repeat(64);

    private final Storage storage;
    private final Person person;
    private final UUID project;
    private final UUID dataSet = UUID.randomUUID();
    private final UUID experiment = UUID.randomUUID();
    private final UUID board = UUID.randomUUID();

    GallerySeed(Storage storage) {
        this.storage = storage;
        var teams = new Teams(storage, Clock.systemUTC());
        var accounts = Accounts.open(storage, Clock.systemUTC(), teams::settleFirst);
        person = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep").person();
        project = teams.projects(person).getFirst().id();
        execute("insert into plugin values ('%s', 'gannet.dcgan', '1.0', 1, now())".formatted(HASH));
        execute("""
                insert into data_set (id, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels,
                    classes, bytes, findings, more_findings, source, licence, created, created_by)
                values ('%s', 'Shapes', 1, 'PICTURES', '%s', 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""".formatted(dataSet, HASH));
        execute("insert into experiment values ('%s', '%s', 'A question', '%s', now())".formatted(experiment, project, person.id()));
        execute("insert into board (id, project, name, created, created_by) values ('%s', '%s', 'Best', now(), 'Ada')".formatted(board, project));
    }

    Person person() { return person; }

    UUID project() { return project; }

    UUID dataSet() { return dataSet; }

    UUID board() { return board; }

    /// Adds runs until there are so many, with their samples.
    void runs(int there, int wanted) {
        execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, events_read, last_sequence)
                select gen_random_uuid(), n, '%s', '%s', 'Question · seed ' || n, 'variant-' || n %% 7, 'Variant ' || n %% 7, '%s', '%s', 'Shapes', '%s', '%s', 'Ada',
                    '{"imageSize": 64, "learningRate": 0.0002}', '{"seed": 1, "steps": 20000}', 'SUCCEEDED', '', 1, 20000, 20000, 40, '{}', '{}', 20000, now(), 0, 0
                from generate_series(%d, %d) n""".formatted(experiment, project, HASH, dataSet, HASH, person.id(), there + 1, wanted));
        execute("""
                insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time)
                select r.id, s * 10000, 'samples/' || s || '.png', 'images', 4, 4, 64, 64, %d, now() - make_interval(secs => %d - r.number)
                from run r, generate_series(1, %d) s where r.number > %d order by r.number, s""".formatted(TILES, wanted, SHEETS, there));
        execute("analyze");
    }

    /// Stars, tags and puts on a board so many pictures, spread over all.
    void mark(int wanted) {
        var spread = "select s.id, ((s.id + place) %% 16)::integer from sheet s, generate_series(1, greatest(1, least(16, %d / (select count(*)::integer from sheet)))) place order by random() limit %d".formatted(wanted, wanted);
        execute("insert into star (person, project, sheet, tile) select '%s', '%s', m.* from (%s) m on conflict do nothing".formatted(person.id(), project, spread));
        execute("insert into picture_tag (project, tag, sheet, tile) select '%s', '%s', sheet, tile from star on conflict do nothing".formatted(project, TAG));
        execute("insert into board_picture (board, sheet, tile, added, added_by) select '%s', sheet, tile, now(), 'Ada' from star on conflict do nothing".formatted(board));
        execute("analyze");
    }

    private void execute(String sql) {
        try (var connection = storage.connections().getConnection(); var statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 0); // so many rows at once may take minutes
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new BenchmarkException("the database could not be filled: " + e.getMessage());
        }
    }
}
