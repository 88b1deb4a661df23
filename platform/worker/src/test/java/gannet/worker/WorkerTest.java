package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.data.Painted;
import gannet.run.Event;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory.Request;
import gannet.run.Training;
import gannet.run.WorkerCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real worker processes with real bundles in real Felix.
class WorkerTest {
    private static final long STEPS = 120;

    @TempDir static Path shared;
    @TempDir Path folder;
    private static Order.Data data = new Order.Data("", Path.of(""), "");
    private static Order.Plugin dcgan = new Order.Plugin("", "", "", Path.of(""));
    private static Order.Plugin moody = dcgan;

    @BeforeAll static void prepare() throws IOException {
        data = new Order.Data("Painted", shared.resolve("painted"), Painted.SHAPES.write(shared.resolve("painted"), 40, 16, 7).hash());
        dcgan = Plugins.dcgan(shared.resolve("dcgan.jar"));
        moody = Plugins.moody(shared.resolve("moody.jar"));
    }

    @Test void aRunThatWasKilledEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        var undisturbed = TestRun.of(folder.resolve("undisturbed"), dcgan());
        assertThat(undisturbed.work().outcome()).as(undisturbed::log).isEqualTo(Exit.Outcome.FINISHED);

        var killed = TestRun.of(folder.resolve("killed"), dcgan());
        var random = new Random(3);
        for (int i = 1; i <= 4; i++) {
            long step = random.nextLong(STEPS * (i - 1) / 4, STEPS * i / 4);
            var worker = killed.start();
            killed.awaitSaid(worker, event -> event instanceof Event.Measured && event.step() >= step);
            worker.destroyForcibly().waitFor();
            assertThat(killed.directory().exit()).isEmpty();
        }
        assertThat(killed.work().outcome()).as(killed::log).isEqualTo(Exit.Outcome.FINISHED);

        assertThat(killed.arrays(STEPS)).hasSize(5).isEqualTo(undisturbed.arrays(STEPS));
        assertThat(killed.curves()).hasSize((int) STEPS / 5).isEqualTo(undisturbed.curves());
        assertThat(killed.events(Event.Sampled.class)).extracting(Event::step).containsExactly(0L, 30L, 60L, 90L, 120L);
        assertThat(killed.directory().samples().resolve("00000090.png")).hasSameBinaryContentAs(undisturbed.directory().samples().resolve("00000090.png"));
        assertThat(killed.events(Event.Checkpointed.class)).extracting(Event::step).containsExactly(20L, 40L, 60L, 80L, 100L, 120L);
        assertSaidOnce(killed);
    }

    @Test void aRunThatWasToldToStopGoesOnExactly() throws IOException, InterruptedException {
        var undisturbed = TestRun.of(folder.resolve("undisturbed"), moody(Map.of()));
        assertThat(undisturbed.work().outcome()).as(undisturbed::log).isEqualTo(Exit.Outcome.FINISHED);

        var stopped = TestRun.of(folder.resolve("stopped"), moody(Map.of()));
        var worker = stopped.start();
        stopped.awaitSaid(worker, event -> event instanceof Event.Started);
        worker.destroy();                                    // SIGTERM
        var exit = stopped.end(worker);
        assertThat(exit.outcome()).as(stopped::log).isEqualTo(Exit.Outcome.STOPPED);
        assertThat(exit.reason()).isEqualTo("Stopped as asked after step " + exit.step() + "; it can be resumed.");
        assertThat(exit.step()).isLessThan(STEPS);

        assertThat(stopped.work().outcome()).isEqualTo(Exit.Outcome.FINISHED);
        assertThat(stopped.arrays(STEPS)).hasSize(4).isEqualTo(undisturbed.arrays(STEPS));
        assertThat(stopped.curves()).isEqualTo(undisturbed.curves());
        assertThat(stopped.events(Event.PhaseBegan.class)).extracting(Event.PhaseBegan::phase).containsExactly("first", "second");
        assertThat(stopped.events(Event.Started.class)).extracting(Event.Started::attempt).containsExactly(1, 2);
        assertSaidOnce(stopped);
    }

    @Test void aCheckpointThatAPersonKeepsIsNotLetGo() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), dcgan());
        Files.createFile(run.directory().checkpoints().resolve("20.kept"));

        assertThat(run.work().outcome()).as(run::log).isEqualTo(Exit.Outcome.FINISHED);

        try (var left = Files.list(run.directory().checkpoints())) {
            assertThat(left.filter(Files::isDirectory).map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("20", "80", "100", "120");
        }
    }

    @Test void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of()));
        run.work();
        var whole = run.arrays(STEPS);
        var file = run.directory().checkpoints().resolve(STEPS + "/network.safetensors");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 1;
        Files.write(file, bytes);

        assertThat(run.work().outcome()).as(run::log).isEqualTo(Exit.Outcome.FINISHED);
        assertThat(run.arrays(STEPS)).isEqualTo(whole);
        assertThat(run.events(Event.Noted.class)).extracting(Event.Noted::message)
                .containsExactly("The checkpoint of step 120 is damaged and was set aside: network.safetensors is not as it was written");
        assertSaidOnce(run);
    }

    @Test void aSampleOfNotANumberEndsTheRunWithAdvice() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of("mood", "NOT_A_NUMBER", "at", 20L)));
        var exit = run.work();
        assertThat(exit.outcome()).isEqualTo(Exit.Outcome.FAILED);
        assertThat(exit.fault()).isEqualTo(Exit.Fault.USER);
        assertThat(exit.reason()).startsWith("mood became NaN or infinite at step 34. The training went out of bounds; launch it again with a smaller learning rate");
        assertThat(run.directory().checkpoints().resolve("20/state.json")).exists();
        assertThat(run.events().getLast()).isInstanceOfSatisfying(Event.Ended.class, ended -> assertThat(ended.reason()).isEqualTo(exit.reason()));
    }

    @Test void aPluginThatThrowsIsBlamedWithItsLine() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of("mood", "THROWS", "at", 3L)));
        var exit = run.work();
        assertThat(exit.fault()).isEqualTo(Exit.Fault.PLUGIN);
        assertThat(exit.reason()).matches("Moody failed while training \\(Moody.java:\\d+\\): java.lang.IllegalStateException: I am in a bad mood");
    }

    @Test void aMachineWithoutMemoryIsNotTheUsersFault() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of("mood", "OUT_OF_MEMORY", "at", 3L)));
        var exit = run.work();
        assertThat(exit.fault()).isEqualTo(Exit.Fault.MACHINE);
        assertThat(exit.reason()).startsWith("The machine ran out of memory. Try a smaller batch");
    }

    @Test void aMissingOrChangedPluginIsNamed() throws IOException, InterruptedException {
        var plugin = Plugins.moody(folder.resolve("moody.jar"));
        var run = TestRun.of(folder.resolve("run"), order(plugin, "moody", Map.of()));
        Files.writeString(plugin.file(), "something else");
        assertThat(run.work().reason()).startsWith("The plugin file " + plugin.file() + " is not the one this run was launched with: its SHA-256 is ");
        Files.delete(plugin.file());
        var exit = run.work();
        assertThat(exit.fault()).isEqualTo(Exit.Fault.PLUGIN);
        assertThat(exit.reason()).isEqualTo("The plugin org.example.moody 1.0.0 is missing: there is no file " + plugin.file() + ". Install it again, then resume the run.");
    }

    @Test void aRequestIsDoneAndTakenOffTheTable() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of()));
        run.directory().reopen();
        run.directory().ask(Request.SAMPLE);
        run.directory().ask(Request.CHECKPOINT);
        var worker = WorkerCommand.ofThisInstallation().start(run.directory());
        assertThat(run.end(worker).outcome()).as(run::log).isEqualTo(Exit.Outcome.FINISHED);
        assertThat(run.events(Event.Sampled.class)).extracting(Event::step).contains(1L);
        assertThat(run.events(Event.Checkpointed.class)).extracting(Event::step).contains(1L);
        assertThat(run.directory().isAsked(Request.SAMPLE)).isFalse();
        assertThat(run.directory().isAsked(Request.CHECKPOINT)).isFalse();
    }

    @Test void aSampleKnowsWhereItComesFrom() throws IOException, InterruptedException {
        var run = TestRun.of(folder.resolve("run"), moody(Map.of()));
        run.work();
        assertThat(Files.readString(run.directory().samples().resolve("00000030.png"), StandardCharsets.ISO_8859_1))
                .contains("gannet\0\0\0\0\0{\"run\":\"test\",\"step\":30,\"seed\":5,\"variant\":\"moody\",\"plugin\":\"org.example.moody 1.0.0\",\"pluginSha256\":\"" + moody.sha256());
        var picture = ImageIO.read(run.directory().samples().resolve("00000030.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(16);
        assertThat(run.events(Event.Sampled.class).getFirst().media()).isEqualTo(new Event.Picture("images", 2, 2, 8, 8, 4));
    }

    private static void assertSaidOnce(TestRun run) throws IOException {
        var events = run.events();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i + 1);
        }
        var said = new HashSet<String>();
        events.stream().filter(event -> event instanceof Event.Measured || event instanceof Event.Sampled || event instanceof Event.Checkpointed)
                .forEach(event -> assertThat(said.add(event.getClass().getSimpleName() + event.step())).as(event::toString).isTrue());
    }

    private static Order dcgan() { return order(dcgan, "dcgan", Map.of("imageSize", 16L, "width", 4L, "latentSize", 8L, "averaging", 0.9)); }

    private static Order moody(Map<String, Object> settings) { return order(moody, "moody", settings); }

    private static Order order(Order.Plugin plugin, String variant, Map<String, Object> settings) {
        return new Order("test", plugin, variant, new TreeMap<>(settings),
                new Training(STEPS, 6, 5, 30, 20, 5, Training.Precision.AUTO), data, "cpu", 1, null);
    }
}
