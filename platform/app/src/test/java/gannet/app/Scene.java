package gannet.app;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import gannet.app.Place.Kind;
import gannet.server.account.Accounts;
import gannet.server.account.Person;
import gannet.server.storage.DataDirectory;
import gannet.testkit.Workbench;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;

/// A whole server in this process, with its people and one of each thing in each place.
final class Scene implements AutoCloseable {
    private static final String HASH = "0".repeat(64);

    private final Assembly assembly;
    private final Path data;
    final Assembly.Inside inside;
    final String address;
    private final Map<Actor, Person> people = new EnumMap<>(Actor.class);
    private final Map<Kind, Place> places = new EnumMap<>(Kind.class);

    Scene(Path folder) throws IOException {
        data = folder;
        var configuration = Configuration.read(List.of("--data-dir", folder.toString(), "--port", "0", "--nvidia-smi", "none"), Map.of());
        assembly = new Assembly(DataDirectory.claim(configuration.dataDirectory()));
        address = assembly.start(configuration.settings(), Workbench.home());
        inside = assembly.inside().orElseThrow();
        var accounts = inside.services().accounts();
        var ada = accounts.createAdministrator(accounts.firstToken().orElseThrow(), "Ada", "ada@example.org", "sea birds dive deep").person();
        people.put(Actor.SERVER_ADMINISTRATOR, ada);
        execute("update device set drained = true, drained_by = 'Ada', drained_since = now()"); // what is queued stays so
        for (var team : Set.of("Meadow", Kind.FOREIGN.team(), Kind.EVERYBODY.team())) {
            execute("insert into team values (gen_random_uuid(), '%s', now())".formatted(team));
        }
        for (var actor : Actor.values()) {
            if (actor != Actor.SERVER_ADMINISTRATOR && actor != Actor.NOBODY) {
                people.put(actor, person(actor.name()));
            }
            if (actor.role != null) {
                execute("insert into membership select id, '%s', '%s', now() from team where name = 'Meadow'".formatted(person(actor).id(), actor.role));
            }
            if (actor != Actor.NOBODY) {
                execute(session(actor));
            }
        }
        for (var kind : Kind.values()) {
            places.put(kind, kind == Kind.ABSENT ? Place.absent() : settle(kind));
        }
    }

    Person person(Actor actor) { return requireNonNull(people.get(actor)); }

    Place place(Kind kind) { return requireNonNull(places.get(kind)); }

    Collection<Place> places() { return places.values(); }

    /// Their cookie; the secret in it is their name.
    static String cookie(Actor actor) { return Accounts.COOKIE + "=" + actor.name(); }

    /// Puts back what somebody may have taken away, and makes the actor's own what is to be their own.
    void prepare(Actor actor) {
        var own = place(Kind.OWN);
        var person = person(actor == Actor.NOBODY ? Actor.SERVER_ADMINISTRATOR : actor).id();
        var there = places.values().stream().filter(place -> place.kind() != Kind.ABSENT).toList();
        var all = new StringBuilder();
        for (var place : there) {
            var word = place.kind().word();
            all.append("insert into membership values ('%s', '%s', 'MEMBER', now()) on conflict do nothing;".formatted(place.team(), place.extra()));
            all.append("insert into board values ('%s', '%s', 'Board %s', now(), 'Somebody') on conflict do nothing;".formatted(place.board(), place.project(), word));
            all.append("""
                    insert into account_link (id, token_hash, kind, name, team, role, created, expires)
                    values ('%s', sha256('%s'), 'INVITATION', 'Guest %s', '%s', 'VIEWER', now(), now() + interval '1 day')
                    on conflict (id) do update set used = null, withdrawn = null;""".formatted(place.invitation(), place.invitation(), word, place.team()));
            all.append("insert into run_view values ('%s', '%s', 'View %s', '', null, 'Somebody', now()) on conflict do nothing;".formatted(place.view(), place.project(), word));
        }
        for (var place : there) {
            // of the one who asks, so that what they may do with their own is asked everywhere
            all.append("insert into comment (id, project, kind, run, author, text, created) values ('%s', '%s', 'RUN', '%s', 'Somebody', 'Words', now()) on conflict do nothing;".formatted(place.board(), place.project(), place.run()));
            all.append("insert into share (id, project, kind, runs, token_hash, created, expires, person, maker) values ('%s', '%s', 'RUN', array[%d], sha256('%s'), now(), now() + interval '1 day', '%s', 'Somebody') on conflict do nothing;".formatted(place.board(), place.project(), place.number(), place.board(), person));
            all.append("insert into blind_test (id, project, name, run_a, step_a, seed, pairs, created, maker) values ('%s', '%s', 'Test', '%s', 1, 1, 1, now(), 'Somebody') on conflict do nothing;".formatted(place.board(), place.project(), place.run()));
        }
        all.append("update comment set person = '%s', text = 'Words', deleted = null, deleted_by = null;".formatted(person));
        all.append("update share set person = '%s', revoked = null, revoked_by = null;".formatted(person));
        all.append("update blind_test set person = '%s', closed = null, closed_by = null;".formatted(person));
        all.append("update project set archived = null where archived is not null;");
        all.append("delete from job where id not in (%s);".formatted(there.stream().map(place -> "'" + place.job() + "'").collect(joining(", "))));
        all.append("update job set state = 'PAUSED', ended = null where state <> 'PAUSED';");
        all.append("update run set state = 'PAUSED', ended = null, archived = null where state <> 'PAUSED' or archived is not null;");
        all.append("update run set person = '%s' where id = '%s';".formatted(person, own.run()));
        all.append("update job set person = '%s' where id = '%s';".formatted(person, own.job()));
        all.append("update experiment set person = '%s' where id = '%s';".formatted(person, own.experiment()));
        all.append(actor == Actor.NOBODY ? "" : session(actor)); // which a route may have ended
        execute(all.toString());
    }

    private String session(Actor actor) {
        return "insert into session (token_hash, person, created, expires) values (sha256('%s'), '%s', now(), now() + interval '%s') on conflict (token_hash) do nothing;"
                .formatted(actor.name(), person(actor).id(), actor == Actor.ENDED ? "-1 second" : "1 day");
    }

    private Person person(String name) {
        var id = UUID.randomUUID();
        execute("insert into person (id, name, email, password_hash, administrator, created) values ('%s', '%s', '%s@example.org', '', false, now())".formatted(id, name, name));
        return new Person(id, name, name + "@example.org", false);
    }

    private Place settle(Kind kind) throws IOException {
        var word = kind.word();
        var team = UUID.fromString(one("select id::text from team where name = '%s'".formatted(kind.team())));
        var extra = person("Extra " + word).id();
        var place = new Place(kind, team, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), kind.ordinal() + 7_000_001, UUID.randomUUID(), UUID.randomUUID(),
                "", UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), extra);
        var ada = person(Actor.SERVER_ADMINISTRATOR).id();
        execute("insert into project (id, team, name, created, visibility) values ('%s', '%s', 'Project %s', now(), '%s')".formatted(place.project(), team, word, kind.visibility()));
        execute("""
                insert into data_set (id, project, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels, classes, bytes, findings, more_findings, source, licence, created, created_by)
                values ('%s', '%s', 'Data %s', 1, 'PICTURES', '%s', 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""".formatted(place.dataSet(), place.project(), word, HASH));
        execute("insert into experiment (id, project, name, person, created) values ('%s', '%s', 'Question %s', '%s', now())".formatted(place.experiment(), place.project(), word, ada));
        execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by, settings, training, state, reason,
                    attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, events_read, last_sequence)
                select '%s', %d, '%s', '%s', 'Run %s', 'dcgan', 'DCGAN', min(sha256), '%s', 'Data %s', '%s', '%s', 'Launcher %s', '{}', '{"steps": 10}', 'PAUSED', '', 1, 1, 10, 1, '{}', '{}', 1, now(), 0, 0 from plugin"""
                .formatted(place.run(), place.number(), place.experiment(), place.project(), word, place.dataSet(), word, HASH, ada, word));
        execute("""
                insert into job (id, run, state, reason, priority, attempt, attempts_allowed, created, project, team, person, since)
                values ('%s', '%s', 'PAUSED', 'Held by Launcher %s.', 0, 1, 3, now(), '%s', '%s', '%s', now())""".formatted(place.job(), place.run(), word, place.project(), team, ada));
        execute("insert into checkpoint values ('%s', 1, 'checkpoints/1', 10, now())".formatted(place.run()));
        execute("insert into run_tag values (%d, '%s', 'tag%s')".formatted(place.number(), place.project(), word));
        execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 1, 'samples/1.png', 'images', 1, 1, 16, 16, 1, now())".formatted(place.run()));
        var picture = data.resolve("runs").resolve(place.run().toString()).resolve("samples").resolve("1.png");
        Files.createDirectories(picture.getParent());
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        var sheet = one("select id::text from sheet where run = '" + place.run() + "'");
        return new Place(kind, team, place.project(), place.experiment(), place.run(), place.number(), place.job(), place.dataSet(), sheet + "-0", place.board(), place.view(), place.invitation(), extra);
    }

    void execute(String sql) {
        inside.storage().change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }));
    }

    private String one(String sql) { return inside.storage().read(transaction -> transaction.session().createNativeQuery(sql, String.class).getSingleResult()); }

    @Override public void close() { assembly.close(); }
}
