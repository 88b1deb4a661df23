package gannet.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.ProblemException;
import gannet.run.Event;
import gannet.run.EventWriter;
import gannet.run.Exit;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.activity.Activities;
import gannet.server.experiment.Bench;
import gannet.server.experiment.RunFolders;
import gannet.server.experiment.RunLists;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransfersTest {
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};

    private static final UUID SERVER = UUID.randomUUID();

    @TempDir Path folder;
    private final Bench here = new Bench();
    private final Bench there = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Vertx otherVertx = Vertx.vertx();
    private Progress learned;
    private Progress arrived;
    private Transfers from;
    private Transfers to;
    private long number;

    @BeforeEach void train() throws IOException {
        learned = new Progress(here.storage, here.policy, new Signals(vertx), folder.resolve("here"));
        arrived = new Progress(there.storage, there.policy, new Signals(otherVertx), folder.resolve("there"));
        from = new Transfers(here.storage, here.policy, learned, _ -> true, folders(here, "here"), Clock.systemUTC());
        to = new Transfers(there.storage, there.policy, arrived, _ -> false, folders(there, "there"), Clock.systemUTC());
        Files.createDirectories(folder.resolve("there"));
        var run = here.run("Birds", State.SUCCEEDED, Map.of("imageSize", 8, "loss", "HINGE"));
        number = run.getValue();
        var directory = Files.createDirectories(folder.resolve("here").resolve(run.getKey().toString()));
        Files.writeString(directory.resolve("worker.log"), "a path of this machine");
        Files.createDirectories(directory.resolve("samples"));
        Files.write(directory.resolve("samples/40.png"), PICTURE);
        for (var step : List.of("20", "40")) {
            Files.createDirectories(directory.resolve("checkpoints").resolve(step));
            Files.writeString(directory.resolve("checkpoints").resolve(step).resolve("state.json"), "{\"step\": " + step + ", \"parts\": {}}");
        }
        try (var writer = EventWriter.open(directory.resolve("events.jsonl"))) {
            writer.started(0, 40, new TreeMap<>(Map.of("engine", "PyTorch 2.7.1")));
            for (int step = 1; step <= 40; step++) {
                writer.measured(step, new TreeMap<>(Map.of("generator", 1.0 / step)));
            }
            writer.checkpointed(20, "checkpoints/20", 11);
            writer.sampled(40, "samples/40.png", new Event.Picture("images", 2, 2, 8, 8, 4));
            writer.checkpointed(40, "checkpoints/40", 11);
            writer.ended(40, Exit.Outcome.FINISHED, "");
        }
        learned.intake(run.getKey(), number, here.project).takeAll();
    }

    @AfterEach void close() {
        here.close();
        there.close();
        vertx.close().await();
        otherVertx.close().await();
    }

    private RunFolders folders(Bench bench, String gannet) { return new RunFolders(bench.storage, folder.resolve(gannet), SERVER); }

    @Test void aRunIsTheSameAtAnotherGannet() throws IOException {
        there.execute("delete from data_set");
        var came = to.bring(there.ada, there.project, exported(null));
        var run = new RunLists(there.storage, there.policy, _ -> Map.of()).all(there.ada, List.of(came)).getFirst();
        assertThat(run.name()).isEqualTo("Birds");
        assertThat(run.state()).isEqualTo(State.SUCCEEDED);
        assertThat(run.step()).isEqualTo(40);
        assertThat(run.settings()).isEqualTo(new TreeMap<>(Map.of("imageSize", 8L, "loss", "HINGE")));
        assertThat(run.facts()).containsEntry("engine", "PyTorch 2.7.1");
        assertThat(arrived.curves(there.ada, came, List.of(), 0, 100, 100)).usingRecursiveComparison().isEqualTo(learned.curves(here.ada, number, List.of(), 0, 100, 100));
        assertThat(arrived.samples(there.ada, came)).isEqualTo(learned.samples(here.ada, number));
        assertThat(arrived.sheet(there.ada, came, 40)).isEqualTo(PICTURE);
        var files = folder.resolve("there").resolve(run.id().toString());
        assertThat(files.resolve("checkpoints/40/state.json")).hasContent("{\"step\": 40, \"parts\": {}}");
        assertThat(files.resolve("checkpoints/20")).doesNotExist();
        assertThat(files.resolve("worker.log")).doesNotExist();

        var origin = to.origin(there.ada, came).orElseThrow();
        assertThat(origin.number()).isEqualTo(number);
        assertThat(origin.launchedBy()).isEqualTo("Ada");
        assertThat(origin.plugin()).isEqualTo("gannet.dcgan 1.0");
        assertThat(origin.hasPlugin()).isFalse();
        assertThat(origin.hasData()).isFalse();
        assertThat(from.origin(here.ada, number)).isEmpty();
    }

    @Test void aDataSetThatIsThereIsFoundByItsHash() throws IOException {
        var came = to.bring(there.ada, there.project, exported(20L));
        assertThat(to.origin(there.ada, came).orElseThrow().hasData()).isTrue();
        assertThat(arrived.checkpoints(there.ada, came)).hasSize(2);
        assertThat(names(exported(20L))).contains("checkpoints/20/state.json").doesNotContain("checkpoints/40/state.json");
        assertThat(names(exported(-1L))).noneMatch(name -> name.startsWith("checkpoints"));
        assertThatThrownBy(() -> exported(30L)).hasMessageContaining("keeps no checkpoint of step 30");
    }

    @Test void whatIsNoRunIsRefusedWithASentenceAndLeavesNothing() throws IOException {
        refused(zip -> zip.put("../../elsewhere.txt", bytes("x")), "It holds \"../../elsewhere.txt\", which is no part of a run.");
        refused(zip -> zip.put("samples/../../elsewhere.txt", bytes("x")), "which is no part of a run.");
        refused(zip -> zip.put("/etc/passwd", bytes("x")), "which is no part of a run.");
        refused(zip -> zip.put("samples\\..\\..\\x", bytes("x")), "which is no part of a run.");
        refused(zip -> zip.put("worker.log", bytes("x")), "It holds \"worker.log\", which is no part of a run.");
        refused(zip -> zip.put("samples/9.png", new byte[40 << 20]), "It unpacks to more than it should: samples/9.png may have ");
        refused(zip -> zip.remove("events.jsonl"), "It has no events.jsonl.");
        refused(zip -> zip.remove("gannet-run.json"), "It has no gannet-run.json.");
        refused(zip -> zip.remove("SHA256SUMS"), "It has no SHA256SUMS.");
        refused(zip -> zip.put("gannet-run.json", bytes("no JSON")), "gannet-run.json is no JSON.");
        refused(zip -> zip.put("gannet-run.json", bytes("{\"format\": 99}")), "gannet-run.json has format \"99\", and this Gannet reads format 1.");
        refused(zip -> zip.put("samples/40.png", bytes("another picture")), "samples/40.png is not as it was exported: its SHA-256 is another one than SHA256SUMS lists.");
        refused(zip -> zip.put("samples/60.png", bytes("one more")), "SHA256SUMS does not list samples/60.png.");
        refused(zip -> zip.remove("checkpoints/40/state.json"), "SHA256SUMS lists \"checkpoints/40/state.json\", which the zip does not hold.");
        refused(zip -> zip.put("events.jsonl", bytes("{\"type\":\"surprise\"}\n")), "Its events cannot be read: events.jsonl has a damaged line at byte 0");
        refused(zip -> zip.put("events.jsonl", bytes("null\n")), "Its events cannot be read: events.jsonl has a damaged line at byte 0: null is no event");
        refused(zip -> event(zip, "samples/40.png", "../../../../etc/passwd"), "names the sample \"../../../../etc/passwd\", which is no part of a run.");
        refused(zip -> event(zip, "checkpoints/40", "checkpoints/../../other"), "names the checkpoint \"checkpoints/../../other\", which is no part of a run.");
        refused(zip -> event(zip, "\"columns\":2", "\"columns\":-2"), "describes a sample that cannot be: -2 × 2 tiles of 8 × 8.");
        refused(zip -> event(zip, "\"sequence\":5,", "\"sequence\":1,"), "Event 1 stands out of order");
        refused(zip -> zip.put("checkpoints/40/state.json", bytes("{\"parts\": {\"generator\": {\"file\": \"../../../secret\", \"sha256\": \"\"}}}")), "checkpoints/40/state.json names \"../../../secret\", which the zip does not hold.");
        refused(zip -> zip.put("checkpoints/60/weights", bytes("no state beside it")), "It has no checkpoints/60/state.json");
        assertNothingIsLeft();
    }

    @Test void whatTheDatabaseDoesNotTakeLeavesNothing() throws IOException {
        fails("insert on run_origin");
        var zip = exported(null);
        assertThatThrownBy(() -> to.bring(there.ada, there.project, zip)).isNotInstanceOf(ProblemException.class);
        assertNothingIsLeft();
    }

    @Test void whatTheDatabaseHasKeepsItsFiles() throws IOException {
        fails("insert on checkpoint"); // so its events are not taken in
        fails("delete on run"); // and it is not taken back
        var zip = exported(null);
        assertThatThrownBy(() -> to.bring(there.ada, there.project, zip)).hasStackTraceContaining("It fails.");
        var run = there.<UUID>one("select id from run");
        assertThat(folder.resolve("there").resolve(run.toString()).resolve("checkpoints/40/state.json")).exists();
    }

    private void fails(String what) {
        there.execute("create or replace function fail() returns trigger language plpgsql as $$ begin raise 'It fails.'; end $$");
        there.execute("create trigger fails before %s execute function fail()".formatted(what));
    }

    @Test void whatAKilledServerWasBringingIsSweptByItsNextStartAlone() throws IOException {
        var own = folders(there, "there").coming(UUID.randomUUID());
        var others = new RunFolders(there.storage, folder.resolve("there"), UUID.randomUUID()).coming(UUID.randomUUID());
        Files.createDirectories(own.resolve("samples"));
        Files.createDirectories(others.resolve("samples"));
        folders(there, "there").sweep();
        assertThat(own).doesNotExist();
        assertThat(others).exists();
    }

    @Test void allThatIsWrongIsToldAtOnce() throws IOException {
        refused(zip -> {
            zip.put("worker.log", bytes("x"));
            zip.put("../x", bytes("x"));
            zip.remove("events.jsonl");
        }, "It holds \"worker.log\"", "It holds \"../x\"", "It has no events.jsonl.");
        refused(zip -> {
            var text = new String(zip.get("gannet-run.json"), StandardCharsets.UTF_8);
            zip.put("gannet-run.json", bytes(text.replace("\"pictures\": 10", "\"pictures\": \"many\"").replace("\"Birds\"", "\"a\\nb\"").replace("\"dcgan\"", "\"../dcgan\"").replace("\"SUCCEEDED\"", "\"QUIET\"")
                    .replace("\"1.0\"", "\"<b>\"").replace("\"imageSize\": 8", "\"imageSize\": {\"deep\": 1}")));
        }, "\"dataSet.pictures\" must be a whole number from 1 to 2147483647, not \"many\".", "\"run.name\" must be a text of 1 to 300 characters on one line, not \"a?b\".",
                "\"run.variant\" must be a word", "\"run.state\" must be one of", "\"plugin.version\" must be a word", "\"run.settings.imageSize\" must be a name of letters and digits with a plain value",
                "gannet-run.json is not as it was exported");
        assertNothingIsLeft();
    }

    @Test void aDamagedFileIsRefused() throws IOException {
        var broken = Files.readAllBytes(exported(null));
        broken[checksum(broken)] ^= 0x55;
        var file = Files.write(folder.resolve("broken.zip"), broken);
        assertThatThrownBy(() -> to.bring(there.ada, there.project, file)).hasMessageContaining("It is damaged: the checksum of gannet-run.json is another one.");
        var half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(broken, broken.length / 2));
        assertThatThrownBy(() -> to.bring(there.ada, there.project, half)).hasMessageContaining("It is damaged: it does not end as a zip does");
        var empty = Files.write(folder.resolve("empty.zip"), new byte[0]);
        assertThatThrownBy(() -> to.bring(there.ada, there.project, empty)).hasMessageContaining("It is damaged: it is too short for a zip.");
        var endless = Files.readAllBytes(exported(null));
        endless[endless.length - 7] = 0x7f; // the size of its directory, which would be read into memory
        var listing = Files.write(folder.resolve("listing.zip"), endless);
        assertThatThrownBy(() -> to.bring(there.ada, there.project, listing)).hasMessageContaining("It lists more than 20000 files.");
        assertNothingIsLeft();
    }

    @Test void anImportedRunIsNotResumedAndADataSetIsNeverThereByItsNameAlone() throws IOException {
        there.execute("delete from data_set");
        here.execute("update run set state = 'STOPPED'");
        var came = to.bring(there.ada, there.project, exported(null));
        assertThat(there.<Boolean>one("select absent from data_set")).isTrue();
        assertThat(there.<String>one("select state from run where number = " + came)).isEqualTo("STOPPED");
        assertThat(new Activities(there.storage, there.policy).list(there.ada, there.project, null, 10)).extracting(done -> done.kind().name(), done -> done.path())
                .containsExactly(tuple("IMPORTED", "runs/" + came));
    }

    @Test void whoImportsADataSetOfThatNameAtTheSameMomentGoesFirst() throws Exception {
        there.execute("delete from data_set");
        var zip = exported(null);
        try (var threads = Executors.newSingleThreadExecutor(); var connection = there.storage.connections().getConnection(); var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtextextended('%s/Shapes', 2))".formatted(there.project));
            statement.execute("""
                    insert into data_set (id, project, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels, classes, bytes, findings, more_findings, source, licence, created, created_by)
                    values (gen_random_uuid(), '%s', 'Shapes', 1, 'PICTURES', '%s', 10, 8, 8, 8, 8, 3, '[]', 1, '[]', 0, '', '', now(), '')""".formatted(there.project, "1".repeat(64)));
            var coming = threads.submit(() -> to.bring(there.ada, there.project, zip));
            while (there.<Long>one("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") == 0) {
                assertThat(coming.isDone()).as("it waits").isFalse();
                Thread.onSpinWait();
            }
            connection.commit();
            assertThat(to.origin(there.ada, coming.get()).orElseThrow().hasData()).isFalse();
        }
        assertThat(there.numbers("select cast(version as bigint) from data_set order by version")).containsExactly(1L, 2L);
    }

    private static void event(Map<String, byte[]> zip, String from, String to) {
        var text = new String(zip.get("events.jsonl"), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        zip.put("events.jsonl", bytes(text.replace(from, to)));
    }

    private void assertNothingIsLeft() throws IOException {
        try (var left = Files.list(folder.resolve("there"))) {
            assertThat(left).isEmpty();
        }
        assertThat(there.<Long>one("select count(*) from run")).isZero();
    }

    @Test void eachRoleDoesWhatItMay() throws IOException {
        var eve = here.person("Eve", Role.MEMBER, here.team("Others").getKey());
        var rita = here.person("Rita", Role.REVIEWER, here.firstTeam());
        assertThatThrownBy(() -> from.export(eve, number, null)).hasMessage("There is no run " + number + ", or it is not shared with you.");
        assertThatThrownBy(() -> from.export(rita, number, null)).hasMessageContaining("does not allow to share");
        Person guest = there.person("Rita", Role.REVIEWER, there.firstTeam());
        var zip = exported(null);
        assertThatThrownBy(() -> to.bring(guest, there.project, zip)).hasMessageContaining("does not allow to import data");
        assertThatThrownBy(() -> from.origin(eve, number)).hasMessage("There is no run " + number + ", or it is not shared with you.");
    }

    private Path exported(@Nullable Long step) throws IOException {
        var file = folder.resolve("exported.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            from.export(here.ada, number, step).writeTo(out);
        }
        return file;
    }

    private void refused(Consumer<Map<String, byte[]>> change, String... sentences) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(exported(null))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        change.accept(entries);
        var file = folder.resolve("changed.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        assertThatThrownBy(() -> to.bring(there.ada, there.project, file)).hasMessageStartingWith("This is no run that can be imported. ").hasMessageContainingAll(sentences);
    }

    /// Where the first file's stands in the directory at the end of a zip.
    private static int checksum(byte[] zip) {
        for (int at = 0; at < zip.length - 20; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                return at + 16;
            }
        }
        throw new AssertionError("This zip has no directory");
    }

    private static List<String> names(Path zip) throws IOException {
        try (var archive = new ZipFile(zip.toFile())) {
            return archive.stream().map(ZipEntry::getName).toList();
        }
    }

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }
}
