package gannet.server.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.notification.Kind;
import gannet.server.notification.Notifications;
import gannet.server.notification.Outbox;
import gannet.server.queue.State;
import gannet.server.storage.Wakeups;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommentsTest {
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final Wakeups wakeups = Wakeups.open(bench.database.database());
    private final Outbox outbox = Outbox.open(Settings.bind(ServerSettings.class, Map.of()), vertx, () -> "https://gannet.example.org/", clock);
    private final Notifications notifications = new Notifications(bench.storage, bench.policy, wakeups, outbox, clock);
    private final Comments comments = new Comments(bench.storage, bench.policy, notifications, wakeups, clock);
    private final Person grace = bench.person("Grace Hopper", Role.MEMBER, bench.firstTeam());
    private final Person eve = bench.person("Eve", Role.MEMBER, bench.team("Others").getKey());
    private final Topic run;

    CommentsTest() {
        var made = bench.run("Birds", State.SUCCEEDED);
        run = new Topic.OfRun(made.getValue());
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 40, 'samples/40.png', 'images', 2, 2, 8, 8, 4, now())".formatted(made.getKey()));
        bench.execute("insert into checkpoint values ('%s', 60, 'checkpoints/60', 1, now())".formatted(made.getKey()));
    }

    @AfterEach void close() {
        outbox.close();
        wakeups.close();
        vertx.close().await();
        bench.close();
    }

    @Test void whatIsSaidStandsInOrderWithItsPlace() {
        comments.write(bench.ada, run, Place.RUN, "The run.");
        comments.write(grace, run, new Place(Place.Kind.SAMPLE, 40L, 3, 0.25, 0.75), "An extra wing\r\nhere <b>&amp;</b>\u0007");
        comments.write(bench.ada, run, new Place(Place.Kind.CHECKPOINT, 60L, null, null, null), "Good one.");

        var said = comments.about(bench.ada, run).comments();
        assertThat(said).extracting(Comment::text).containsExactly("The run.", "An extra wing\nhere <b>&amp;</b>", "Good one.");
        assertThat(said.get(1).place()).isEqualTo(new Place(Place.Kind.SAMPLE, 40L, 3, 0.25, 0.75));
        assertThat(said).extracting(Comment::mine).containsExactly(true, false, true);
    }

    @Test void whoIsCalledIsToldOnce() {
        var comment = comments.write(bench.ada, run, Place.RUN, "Look, @Grace and @grace hopper, @Eve and ada@Grace: @Ada too.");
        comments.edit(bench.ada, comment.id(), "Look again, @Grace Hopper.");

        var told = notifications.list(grace, 10).notifications();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Kind.MENTION);
        assertThat(told.getFirst().title()).isEqualTo("Ada called you at run " + ((Topic.OfRun) run).number() + ": Birds");
        assertThat(told.getFirst().text()).isEqualTo("Look again, @Grace Hopper.");
        assertThat(told.getFirst().path()).isEqualTo("runs/" + ((Topic.OfRun) run).number() + "?comment=" + comment.id());
        assertThat(notifications.list(eve, 10).notifications()).as("she does not see the run").isEmpty();
        assertThat(notifications.list(bench.ada, 10).notifications()).as("who writes knows it").isEmpty();
    }

    @Test void oneChangesOnesOwnAloneAndWhoAdministersMayDelete() {
        var comment = comments.write(grace, run, Place.RUN, "Mine");
        assertThatThrownBy(() -> comments.edit(bench.ada, comment.id(), "Yours")).isInstanceOf(ProblemException.class)
                .hasMessage("Only Grace Hopper may change what Grace Hopper wrote.");
        var ben = bench.person("Ben", Role.MEMBER, bench.firstTeam());
        assertThatThrownBy(() -> comments.delete(ben, comment.id())).isInstanceOf(ProblemException.class).hasMessageContaining("does not allow to delete or archive what others made");

        assertThat(comments.edit(grace, comment.id(), "Mine, changed").edited()).isNotNull();
        comments.delete(bench.ada, comment.id());
        var left = comments.about(grace, run).comments().getFirst();
        assertThat(left.text()).isEmpty();
        assertThat(left.deletedBy()).isEqualTo("Ada");
        assertThat(left.mine()).isFalse();
        assertThatThrownBy(() -> comments.edit(grace, comment.id(), "Back")).hasMessage("This comment was deleted by Ada.");
    }

    @Test void whoDoesNotSeeTheThingIsAnsweredAsIfThereWereNone() {
        var comment = comments.write(grace, run, Place.RUN, "Mine");
        var number = ((Topic.OfRun) run).number();
        assertThatThrownBy(() -> comments.about(eve, run)).hasMessage("There is no run " + number + ", or it is not shared with you.");
        assertThatThrownBy(() -> comments.write(eve, run, Place.RUN, "Hello")).hasMessage("There is no run " + number + ", or it is not shared with you.");
        assertThatThrownBy(() -> comments.follow(eve, run, () -> { })).hasMessage("There is no run " + number + ", or it is not shared with you.");
        assertThatThrownBy(() -> comments.delete(eve, comment.id())).hasMessage("There is no comment " + comment.id() + ", or it is not shared with you.");
        var viewer = bench.person("Vic", Role.VIEWER, bench.firstTeam());
        assertThat(comments.about(viewer, run).mayComment()).isFalse();
        assertThatThrownBy(() -> comments.write(viewer, run, Place.RUN, "Hello")).hasMessageContaining("does not allow to comment");
    }

    @Test void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> comments.write(grace, run, Place.RUN, " \n ")).hasMessage("A comment has from 1 to 4000 characters, not 0.");
        assertThatThrownBy(() -> comments.write(grace, run, Place.RUN, "x".repeat(4001))).hasMessage("A comment has from 1 to 4000 characters, not 4001.");
        assertThatThrownBy(() -> comments.write(grace, run, new Place(Place.Kind.SAMPLE, 40L, 4, null, null), "x")).hasMessage("tile must be from 0 to 3, not 4.");
        assertThatThrownBy(() -> comments.write(grace, run, new Place(Place.Kind.SAMPLE, 41L, null, null, null), "x")).hasMessageContaining("There are no samples at step 41 of run");
        assertThatThrownBy(() -> comments.write(grace, run, new Place(Place.Kind.CHECKPOINT, 40L, null, null, null), "x")).hasMessageContaining("There is no checkpoint at step 40 of run");
        assertThatThrownBy(() -> comments.write(grace, run, Place.DATA_SET, "x")).hasMessage("A comment on a run cannot be of the kind DATA_SET.");
        assertThatThrownBy(() -> new Place(Place.Kind.SAMPLE, 40L, 1, 1.5, 0.0)).hasMessageContaining("x and y of a spot go from 0 to 1");
        assertThatThrownBy(() -> new Place(Place.Kind.RUN, 40L, null, null, null)).hasMessageContaining("Only comments on samples and checkpoints have a step.");
    }

    @Test void dataSetsAreSpokenOfWithinAProject() {
        var shapes = bench.storage.read(transaction -> transaction.session().createNativeQuery("select id from data_set", UUID.class).getSingleResult());
        var here = new Topic.OfDataSet(shapes, bench.project);
        comments.write(grace, here, Place.DATA_SET, "Too few, @Ada.");
        assertThat(comments.about(bench.ada, here).comments()).extracting(Comment::text).containsExactly("Too few, @Ada.");
        assertThat(notifications.list(bench.ada, 10).notifications().getFirst().path()).startsWith("data/" + shapes + "?comment=");
        assertThatThrownBy(() -> comments.about(eve, here)).hasMessage("There is no data set " + shapes + ", or it is not shared with you.");
    }

    @Test void whoFollowsHearsOfIt() throws InterruptedException {
        var heard = new LinkedBlockingQueue<String>();
        // the first words may be said before the connection listens
        try (var _ = comments.follow(bench.ada, run, () -> heard.add("changed"))) {
            for (int i = 0; heard.isEmpty() && i < 50; i++) {
                comments.write(grace, run, Place.RUN, "Hello " + i);
                if (heard.poll(200, TimeUnit.MILLISECONDS) != null) {
                    return;
                }
            }
        }
        assertThat(heard).as("what was heard").isNotEmpty();
    }
}
