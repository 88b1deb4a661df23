package gannet.server.queue;

import gannet.server.storage.Storage;
import java.util.UUID;

/// Many people of many teams, with as many waiting jobs as one likes: each person has a few kinds of them.
public final class Crowd {
    public static final int TEAMS = 20;
    public static final int PEOPLE = 200;
    /// Kinds of jobs of one person's: by class, devices and length.
    public static final int KINDS = 4;

    private final Storage storage;
    private int jobs;

    public Crowd(Storage storage) {
        this.storage = storage;
        execute("insert into plugin values (repeat('0', 64), 'gannet.dcgan', '1.0', 1, now())");
        execute("""
                insert into data_set (id, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels,
                    classes, bytes, findings, more_findings, source, licence, created, created_by)
                values (md5('data')::uuid, 'Shapes', 1, 'PICTURES', repeat('0', 64), 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""");
        execute("insert into team select md5('team' || i)::uuid, 'Team ' || i, now() from generate_series(0, %d) i".formatted(TEAMS - 1));
        execute("insert into project select md5('project' || i)::uuid, md5('team' || i)::uuid, 'Birds', now() from generate_series(0, %d) i".formatted(TEAMS - 1));
        execute("insert into person select md5('person' || i)::uuid, 'Person ' || i, i || '@example.org', 'x', i = 0, now() from generate_series(0, %d) i".formatted(PEOPLE - 1));
        execute("""
                insert into membership select md5('team' || i %% %d)::uuid, md5('person' || i)::uuid, 'MAINTAINER', now()
                from generate_series(0, %d) i""".formatted(TEAMS, PEOPLE - 1));
        execute("""
                insert into experiment (id, project, name, person, created) select md5('experiment' || i)::uuid, md5('project' || i)::uuid, 'A question', md5('person' || i)::uuid, now()
                from generate_series(0, %d) i""".formatted(TEAMS - 1));
        execute("insert into team_share (team, weight) select md5('team' || i)::uuid, 1 + i %% 3 from generate_series(0, %d) i".formatted(TEAMS - 1));
    }

    /// Lets so many more wait.
    public Crowd queue(int more) {
        execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, events_read, last_sequence)
                select %5$s, nextval('run_number'), md5('experiment' || p %% %1$d)::uuid, md5('project' || p %% %1$d)::uuid, 'Run ' || i, 'dcgan', 'DCGAN',
                    repeat('0', 64), md5('data')::uuid, 'Shapes', repeat('0', 64), md5('person' || p)::uuid, 'Person ' || p, '{}', '{"steps": 1000}', 'QUEUED', '', 0, 0, 1000, 0,
                    '{}', '{}', -1, now(), 0, 0
                from (select i, i * 7919 %% %2$d as p from generate_series(%3$d, %4$d) i) who""".formatted(TEAMS, PEOPLE, jobs, jobs + more - 1, inOrder("run")));
        execute("""
                insert into job (id, run, project, team, person, state, reason, priority, attempt, attempts_allowed, hardware, devices, device_memory, host_memory,
                    time_limit, preemptible, length, length_class, created, since)
                select %6$s, %7$s, md5('project' || p %% %1$d)::uuid, md5('team' || p %% %1$d)::uuid, md5('person' || p)::uuid, 'QUEUED', '',
                    (array[1, 1, 0, 2])[1 + kind], 0, 4, 'GPU', (array[1, 1, 1, 2])[1 + kind], (array[0, 8000, 0, 0])[1 + kind], 2000, 0, true,
                    (array[600, 3600, 7200, 1800])[1 + kind], (array[10, 12, 13, 11])[1 + kind], now(), now() - interval '1 hour' + i * interval '1 millisecond'
                from (select i, i * 7919 %% %2$d as p, (i / %2$d + i) %% %5$d as kind from generate_series(%3$d, %4$d) i) who""".formatted(TEAMS, PEOPLE, jobs, jobs + more - 1, KINDS, inOrder("job"), inOrder("run")));
        jobs += more;
        execute("analyze job");
        execute("analyze run");
        return this;
    }

    /// Like those that the server gives, these sort by the time they were made; otherwise each would fall on a page of its own in all indexes.
    private static String inOrder(String what) {
        return "(lpad(to_hex(1700000000000 + i), 12, '0') || '7' || substr(md5('%1$s' || i), 1, 3) || 'a' || substr(md5('%1$s' || i), 4, 15))::uuid".formatted(what);
    }

    /// Servers with so many GPUs each, all of which will be heard for a day.
    public Crowd machines(int servers, int gpus) {
        execute("""
                insert into server (id, name, memory, seen) select md5('server' || i)::uuid, 'Machine ' || i, 256000, now() + interval '1 day'
                from generate_series(1, %d) i""".formatted(servers));
        execute("""
                insert into device (server, id, place, hardware, handle, label, memory, threads)
                select md5('server' || i)::uuid, 'gpu-' || g, g, 'GPU', g::text, 'GPU ' || g, 24000, 4 from generate_series(1, %d) i, generate_series(1, %d) g""".formatted(servers, gpus));
        return this;
    }

    public void execute(String sql) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            connection.setNetworkTimeout(Runnable::run, 0); // so many rows at once may take minutes
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }));
    }

    public long count(String sql) {
        return storage.read(transaction -> transaction.session().createNativeQuery(sql, Long.class).getSingleResult());
    }
}
