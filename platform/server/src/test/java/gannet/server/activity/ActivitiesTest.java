package gannet.server.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.account.Role;
import gannet.server.activity.Activity.Kind;
import gannet.server.experiment.Bench;
import gannet.server.queue.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivitiesTest {
    private final Bench bench = new Bench();
    private final Activities activities = new Activities(bench.storage, bench.policy);

    @AfterEach void close() { bench.close(); }

    @Test void whatWasDoneIsReadFromWhatItLeftBehindTheNewestFirst() {
        var run = bench.run("Birds", State.SUCCEEDED);
        bench.execute("update run set created = now() - interval '9 hours'");
        bench.execute("insert into comment (id, project, kind, run, author, text, created) values (gen_random_uuid(), '%s', 'RUN', '%s', 'Grace', 'Fine.', now() - interval '8 hours')".formatted(bench.project, run.getKey()));
        bench.execute("insert into comment (id, project, kind, run, author, text, created, deleted) values (gen_random_uuid(), '%s', 'RUN', '%s', 'Grace', '', now(), now())".formatted(bench.project, run.getKey()));
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 40, 'samples/40.png', 'images', 2, 2, 8, 8, 4, now())".formatted(run.getKey()));
        bench.execute("insert into board values (gen_random_uuid(), '%s', 'Best', now(), 'Ada')".formatted(bench.project));
        bench.execute("insert into board_picture select b.id, s.id, t, now() - interval '7 hours', 'Ada' from board b, sheet s, generate_series(0, 2) t");
        bench.execute("insert into share (id, project, kind, runs, token_hash, created, expires, person, maker) values (gen_random_uuid(), '%s', 'RUN', array[%d], 'x', now() - interval '6 hours', now(), '%s', 'Ada')".formatted(bench.project, run.getValue(), bench.ada.id()));
        bench.execute("insert into blind_test (id, project, name, run_a, step_a, seed, pairs, created, maker, closed, closed_by) values (gen_random_uuid(), '%s', 'Which?', '%s', 40, 1, 4, now() - interval '5 hours', 'Ada', now() - interval '4 hours', 'Grace')".formatted(bench.project, run.getKey()));

        var done = activities.list(bench.ada, bench.project, null, 50);
        assertThat(done).extracting(Activity::kind).containsExactly(Kind.CLOSED, Kind.ASKED, Kind.SHARED, Kind.COLLECTED, Kind.COMMENTED, Kind.LAUNCHED);
        assertThat(done).extracting(Activity::person).containsExactly("Grace", "Ada", "Ada", "Ada", "Grace", "Ada");
        assertThat(done.get(2).name()).isEqualTo("Run " + run.getValue());
        assertThat(done.get(3).name()).isEqualTo("3 pictures on Best");
        assertThat(done.get(4).path()).startsWith("runs/" + run.getValue() + "?comment=");
        assertThat(activities.list(bench.ada, bench.project, done.get(3).time(), 1)).containsExactly(done.get(4));
    }

    @Test void outsidersLearnNothing() {
        var eve = bench.person("Eve", Role.MEMBER, bench.team("Others").getKey());
        assertThatThrownBy(() -> activities.list(eve, bench.project, null, 50)).hasMessageContaining("There is no such project");
        assertThatThrownBy(() -> activities.list(bench.ada, bench.project, null, 0)).hasMessage("limit must be from 1 to 200, not 0.");
    }
}
