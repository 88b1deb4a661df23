package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.data.Painted;
import gannet.host.BundleInspection;
import gannet.run.Durable;
import gannet.server.storage.PrivatePostgres;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A server under load, its backup, its end, and the next one in its place.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupTest {
    private static final String SAMPLES = "/samples";
    private static final Map<String, Object> TINY = Map.of("imageSize", 8, "width", 4, "latentSize", 4);

    @TempDir static Path folder;
    private static Path backup() { return folder.resolve("backup.zip"); }

    private record Said(int code, String text) {}

    @Test @Order(1) void everythingComesBackAndWhatTrainedGoesOn() throws Exception {
        var data = folder.resolve("data");
        var hashes = new TreeMap<String, String>();
        JsonNode samples;
        JsonNode checkpoints;
        JsonNode curve;
        try (var workbench = Workbench.start(data, "--cpu-slots", "1", "--cpu-threads", "1")) {
            var ada = Visitor.first(workbench);
            var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
            var shapes = ada.dataSet(project, Painted.SHAPES.title());
            var ended = launch(ada, project, shapes, Map.of("steps", 60, "batchSize", 8, "sampleEvery", 20, "checkpointEvery", 20, "reportEvery", 1));
            ada.await(ended, now -> now.get("state").asText().equals("SUCCEEDED"));
            for (var painted : Painted.values()) {
                ada.dataSet(project, painted.title());
            }
            var training = launch(ada, project, shapes, Map.of("steps", 4000, "batchSize", 4, "sampleEvery", 500, "checkpointEvery", 20, "reportEvery", 1));
            ada.await(training, now -> now.get("step").asLong() > 100);

            var said = gannet("backup", backup(), data);

            assertThat(said.text()).contains("The backup is whole: " + backup());
            assertThat(said.code()).isZero();
            assertThat(ada.get(training).body().get("state").asText()).as("it trains on while it is backed up").isEqualTo("RUNNING");
            samples = ada.get(ended + SAMPLES).body();
            checkpoints = ada.get(ended + "/checkpoints").body();
            curve = ada.get(ended + "/curves?names=generator&points=100").body();
            hash(data.resolve("datasets"), hashes);
            hash(data.resolve("plugins"), hashes);
            hash(data.resolve("runs").resolve(ada.get(ended).body().get("id").asText()).resolve("checkpoints"), hashes);
            workbench.kill();
        }
        Durable.remove(data);
        var restored = folder.resolve("restored");

        var said = gannet("restore", backup(), restored);

        assertThat(said.text()).contains("All is as it was on ");
        assertThat(said.code()).isZero();
        try (var workbench = Workbench.start(restored, "--cpu-slots", "1", "--cpu-threads", "1")) {
            var ada = Visitor.signedIn(workbench, "ada@example.org");
            assertThat(ada.get("/api/v1/runs/1/samples").body()).isEqualTo(samples).isNotEmpty();
            assertThat(ada.get("/api/v1/runs/1/checkpoints").body()).isEqualTo(checkpoints).isNotEmpty();
            assertThat(ada.get("/api/v1/runs/1/curves?names=generator&points=100").body()).isEqualTo(curve);
            var back = new TreeMap<String, String>();
            hash(restored.resolve("datasets"), back);
            hash(restored.resolve("plugins"), back);
            hash(restored.resolve("runs").resolve(ada.get("/api/v1/runs/1").body().get("id").asText()).resolve("checkpoints"), back);
            assertThat(back).containsExactlyEntriesOf(hashes).hasSizeGreaterThan(3);

            var over = ada.await("/api/v1/runs/2", now -> now.get("state").asText().equals("SUCCEEDED"));
            assertThat(over.get("step").asLong()).isEqualTo(4000);
            assertThat(ada.get("/api/v1/runs/2/history").body().toString()).contains("its worker started").doesNotContain("attempt 2");
            var files = new RunFiles(restored.resolve("runs").resolve(over.get("id").asText()));
            files.assertNothingIsTorn();
        }
    }

    @Test @Order(2) void neitherOverwritesAnything() throws Exception {
        assertThat(gannet("restore", backup(), folder.resolve("restored")).text()).contains("restored is not empty, and a restore overwrites nothing");
        assertThat(gannet("backup", backup(), folder.resolve("restored")).text()).contains("backup.zip is there already, and a backup overwrites nothing");
    }

    @Test @Order(3) void aServerThatIsStoppedIsBackedUpIntoAFolderToo() throws Exception {
        var said = gannet("backup", folder.resolve("as-folder"), folder.resolve("restored"));

        assertThat(said.code()).as(said.text()).isZero();
        var again = folder.resolve("again");
        assertThat(gannet("restore", folder.resolve("as-folder"), again).text()).contains("All is as it was on ");
        assertThat(again.resolve("postgres").resolve("cluster")).isDirectory();
    }

    @Test @Order(4) void whereThereIsNoServersDataThereIsNothingToBackUp() throws Exception {
        var said = gannet("backup", folder.resolve("none.zip"), folder.resolve("nobody"));

        assertThat(said.text()).isEqualTo("gannet: There is no server's data in " + folder.resolve("nobody") + "; name its folder with --data-dir\n");
        assertThat(said.code()).isEqualTo(1);
        assertThat(folder.resolve("nobody")).doesNotExist();
    }

    @Test @Order(5) void aDamagedBackupIsRefusedAndLeavesNothing() throws Exception {
        var half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(Files.readAllBytes(backup()), 5000));
        assertRefused(half, "is damaged: it is no whole zip");
        assertRefused(folder.resolve("absent.zip"), "There is no backup ");
        assertRefused(changed("other", "installation", "00000000-0000-0000-0000-000000000000\n"), "installation is not as it was written");
        assertRefused(changed("newer", "manifest.json", "\"schema\" : \"[0-9.]+\"", "\"schema\" : \"9000\""), "The backup's schema has version 9000, and this Gannet knows those up to ");
        assertRefused(changed("format", "manifest.json", "\"format\" : 1", "\"format\" : 2"), "has format 2, and this Gannet reads format 1");
    }

    @Test @Order(6) void aBackupThatLeadsElsewhereIsRefused() throws Exception {
        var tricky = Files.copy(backup(), folder.resolve("tricky.zip"));
        try (var zip = FileSystems.newFileSystem(tricky)) {
            var listing = zip.getPath("files.jsonl");
            Files.writeString(listing, Files.readString(listing) + "{\"path\":\"runs/../../elsewhere\",\"bytes\":0,\"sha256\":\"\"}\n");
            var manifest = zip.getPath("manifest.json");
            Files.writeString(manifest, Files.readString(manifest).replaceAll("(?s)\"path\" : \"files.jsonl\",.*?\"sha256\" : \"[0-9a-f]+\"",
                    "\"path\" : \"files.jsonl\", \"bytes\" : %d, \"sha256\" : \"%s\"".formatted(Files.size(listing), sha256(listing))));
        }
        assertRefused(tricky, "it lists the file \"runs/../../elsewhere\", which no server keeps there");
    }

    @Test @Order(7) void itComesBackIntoADatabaseOfTheTeamsOwn() throws Exception {
        var target = folder.resolve("beside-a-database");
        try (var postgres = PrivatePostgres.start(folder.resolve("database"))) {
            var database = postgres.database();
            String[] flags = {"--database-url", database.url(), "--database-user", database.user(), "--database-password", database.password()};

            var said = gannet("restore", backup(), target, flags);

            assertThat(said.text()).contains("All is as it was on ");
            assertThat(said.code()).isZero();
            assertThat(target.resolve("postgres")).doesNotExist();
            var all = Stream.concat(Stream.of(flags), Stream.of("--cpu-slots", "1", "--cpu-threads", "1")).toArray(String[]::new);
            try (var workbench = Workbench.start(target, all)) {
                var ada = Visitor.signedIn(workbench, "ada@example.org");
                assertThat(ada.get("/api/v1/runs/1").body().get("state").asText()).isEqualTo("SUCCEEDED");
                assertThat(ada.get("/api/v1/runs/1/samples").body()).hasSize(4);
                assertThat(ada.bytes("/api/v1/runs/1/samples/60")).startsWith(0x89, 'P', 'N', 'G');
            }
            var again = gannet("restore", backup(), folder.resolve("once-more"), flags);
            assertThat(again.text()).contains("is not empty, and a restore overwrites nothing; make a new one");
            assertThat(again.code()).isEqualTo(1);
            assertThat(folder.resolve("once-more")).doesNotExist();
        }
    }

    private static void assertRefused(Path backup, String why) throws Exception {
        var target = folder.resolve("refused");
        var said = gannet("restore", backup, target);

        assertThat(said.text()).doesNotContain("\tat ");
        assertThat(said.text().lines().toList().getLast()).as("what stands behind its progress").startsWith("gannet: ").contains(why);
        assertThat(said.code()).isEqualTo(1);
        try (var all = Files.list(folder)) {
            assertThat(all.map(each -> each.getFileName().toString())).noneMatch(name -> name.contains("refused"));
        }
    }

    private static Path changed(String name, String file, String text) throws IOException { return changed(name, file, "(?s).*", text); }

    private static Path changed(String name, String file, String from, String to) throws IOException {
        var copy = Files.copy(backup(), folder.resolve(name + ".zip"));
        try (var zip = FileSystems.newFileSystem(copy)) {
            var path = zip.getPath(file);
            Files.writeString(path, Files.readString(path).replaceFirst(from, to));
        }
        return copy;
    }

    private static String launch(Visitor ada, String project, String shapes, Map<String, Object> training) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", "dcgan", "dataSet", shapes, "settings", TINY, "training", training));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return "/api/v1/runs/" + answer.body().get("number").asLong();
    }

    private static void hash(Path from, Map<String, String> hashes) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                hashes.put(from.getFileName() + "/" + from.relativize(file), BundleInspection.sha256(file));
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        var copy = Files.write(Files.createTempFile(folder, "hashed", ""), Files.readAllBytes(file));
        return BundleInspection.sha256(copy);
    }

    private static Said gannet(String command, Path place, Path data, String... flags) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = Stream.concat(Stream.of(java, "--sun-misc-unsafe-memory-access=allow", "-cp", Workbench.home().resolve("server") + "/*", "gannet.app.BackupCommand",
                command, place.toString(), "--data-dir", data.toString()), Stream.of(flags)).toList();
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
