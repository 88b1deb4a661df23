package gannet.server.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.dataset.DataSets;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindTestsTest {
    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Person rita = bench.person("Rita", Role.REVIEWER, bench.firstTeam());
    private final Person vic = bench.person("Vic", Role.VIEWER, bench.firstTeam());
    private final Person eve = bench.person("Eve", Role.MEMBER, bench.team("Others").getKey());
    private BlindTests tests;
    private long red;
    private long blue;

    /// Twelve pictures each: all of one run are red, all of the other blue.
    @BeforeEach void paint() throws IOException {
        var progress = new Progress(bench.storage, bench.policy, new Signals(vertx), folder);
        tests = new BlindTests(bench.storage, bench.policy, progress, new DataSets(bench.storage, bench.policy, Clock.systemUTC(), folder, folder), Clock.systemUTC());
        red = painted("Red", Color.RED);
        blue = painted("Blue", Color.BLUE);
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void sidesAreShuffledForEachPersonAndStayAsTheyAre() throws IOException {
        var test = tests.create(bench.ada, red, blue, "");
        assertThat(test.name()).isEqualTo("Run " + red + " and run " + blue);
        assertThat(test.pairs()).isEqualTo(12);
        var adas = lefts(bench.ada, test.id());
        assertThat(adas).hasSize(12).containsOnly(Color.RED, Color.BLUE);
        assertThat(adas.stream().filter(Color.RED::equals)).as("half stand at the left").hasSize(6);
        assertThat(lefts(bench.ada, test.id())).isEqualTo(adas);
        var right = colour(tests.picture(bench.ada, test.id(), 0, Side.RIGHT));
        assertThat(right).isNotEqualTo(adas.getFirst());
        var others = new ArrayList<List<Color>>();
        for (int i = 0; i < 4; i++) {
            others.add(lefts(bench.person("Person " + i, Role.REVIEWER, bench.firstTeam()), test.id()));
        }
        assertThat(others).as("not everybody sees Ada's order").anyMatch(order -> !order.equals(adas));
    }

    @Test void whoPrefersAPictureVotesForItsRun() throws IOException {
        var test = tests.create(bench.ada, red, blue, "Which?");
        for (int place = 0; place < 12; place++) {
            var shown = tests.find(rita, test.id());
            assertThat(shown.next()).isEqualTo(place);
            assertThat(shown.voted()).isEqualTo(place);
            assertThat(shown.outcome()).as("hidden until it is closed").isNull();
            boolean redIsLeft = colour(tests.picture(rita, test.id(), place, Side.LEFT)).equals(Color.RED);
            tests.vote(rita, test.id(), place, place == 11 ? Side.SAME : redIsLeft ? Side.LEFT : Side.RIGHT);
        }
        boolean blueIsLeft = colour(tests.picture(bench.ada, test.id(), 0, Side.LEFT)).equals(Color.BLUE);
        tests.vote(bench.ada, test.id(), 0, blueIsLeft ? Side.RIGHT : Side.LEFT);
        tests.vote(bench.ada, test.id(), 0, blueIsLeft ? Side.LEFT : Side.RIGHT);

        var outcome = tests.close(bench.ada, test.id()).outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.winsA()).isEqualTo(11);
        assertThat(outcome.winsB()).as("the later answer counts").isEqualTo(1);
        assertThat(outcome.same()).isEqualTo(1);
        assertThat(outcome.share()).isEqualTo(Interval.of(11, 12));
        assertThat(outcome.sentence()).isEqualTo("Run " + red + ": Red was preferred more often than chance explains.");
        assertThat(outcome.ballots()).containsExactly(new BlindTest.Ballot("Ada", 0, 1, 0), new BlindTest.Ballot("Rita", 11, 0, 1));
        assertThatThrownBy(() -> tests.vote(rita, test.id(), 0, Side.LEFT)).hasMessage("The test \"Which?\" is closed; its votes stand as they are.");
        assertThatThrownBy(() -> tests.close(bench.ada, test.id())).hasMessage("The test \"Which?\" is closed; its votes stand as they are.");
    }

    @Test void eachRoleDoesWhatItMay() {
        var test = tests.create(rita, red, blue, "Which?");
        assertThat(tests.find(rita, test.id()).mayClose()).as("it is hers").isTrue();
        assertThat(tests.find(vic, test.id()).mayVote()).isFalse();
        assertThatThrownBy(() -> tests.vote(vic, test.id(), 0, Side.LEFT)).hasMessageContaining("does not allow to vote");
        var mia = bench.person("Mia", Role.MEMBER, bench.firstTeam());
        assertThatThrownBy(() -> tests.close(mia, test.id())).hasMessageContaining("does not allow to");
        assertThatThrownBy(() -> tests.find(eve, test.id())).hasMessage("There is no blind test " + test.id() + ", or it is not shared with you.");
        assertThatThrownBy(() -> tests.picture(eve, test.id(), 0, Side.LEFT)).hasMessage("There is no blind test " + test.id() + ", or it is not shared with you.");
        assertThatThrownBy(() -> tests.create(eve, red, blue, "")).hasMessage("There is no run " + red + ", or it is not shared with you.");
        assertThat(tests.list(vic, bench.project)).extracting(BlindTest::name).containsExactly("Which?");
    }

    @Test void whatIsWrongIsSaid() {
        var bare = bench.run("Bare", State.QUEUED).getValue();
        assertThatThrownBy(() -> tests.create(rita, red, red, "")).hasMessageContaining("A run cannot be compared with itself");
        assertThatThrownBy(() -> tests.create(rita, red, bare, "")).hasMessage("Run " + bare + " has no samples yet; wait until it has, then ask again.");
        var test = tests.create(rita, red, blue, "");
        assertThatThrownBy(() -> tests.vote(rita, test.id(), 12, Side.LEFT)).hasMessage("place must be from 0 to 11, not 12.");
        assertThatThrownBy(() -> tests.picture(rita, test.id(), 0, Side.SAME)).hasMessageContaining("at the left or at the right");
    }

    private long painted(String name, Color colour) throws IOException {
        var run = bench.run(name, State.SUCCEEDED);
        var sheet = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 32, 24);
        pen.dispose();
        var file = folder.resolve(run.getKey().toString()).resolve("samples/40.png");
        Files.createDirectories(file.getParent());
        ImageIO.write(sheet, "png", file.toFile());
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 40, 'samples/40.png', 'images', 4, 3, 8, 8, 12, now())".formatted(run.getKey()));
        return run.getValue();
    }

    private List<Color> lefts(Person who, UUID test) throws IOException {
        var colours = new ArrayList<Color>();
        for (int place = 0; place < 12; place++) {
            colours.add(colour(tests.picture(who, test, place, Side.LEFT)));
        }
        return colours;
    }

    private static Color colour(byte[] png) throws IOException { return new Color(ImageIO.read(new ByteArrayInputStream(png)).getRGB(3, 3)); }
}
