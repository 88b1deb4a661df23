package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers' plugins in a running server: what is bad is refused or contained with a sentence, and what is good is launched by
/// everybody as soon as it is approved.
class PluginStoryTest {
    private static final String PLUGINS = "/api/v1/plugins";
    private static final Set<String> VERIFIED = Set.of("READY", "REFUSED");
    private static final String MARK = "987654";

    @TempDir static Path data;
    @TempDir static Path folder;
    private static Workbench workbench;
    private static Visitor ada;
    private static String project;
    private static boolean shutIn;

    @BeforeAll static void open() throws IOException {
        var bubblewrap = Optional.ofNullable(System.getenv("GANNET_BWRAP")).orElse("bwrap");
        workbench = Workbench.start(data, "--cpu-threads", "1", "--cpu-slots", "3", "--plugin-patience", "30", "--bubblewrap", bubblewrap);
        ada = Visitor.first(workbench);
        project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
    }

    @AfterAll static void close() { workbench.close(); }

    @Test void everyBadFileIsRefusedWithASentenceAndNothingOfItIsKept() throws Exception {
        var before = all(ada.get(PLUGINS).body());
        var wrong = new ArrayList<String>();
        var cases = BadFiles.all(folder);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
        cases.forEach((name, bad) -> {
            var answer = ada.upload(PLUGINS + "?name=bad.jar", bad.file());
            if (answer.status() != 400 || !answer.body().toString().contains(bad.words())) {
                wrong.add(name + " should be refused with \"" + bad.words() + "\": " + answer);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(all(ada.get(PLUGINS).body())).isEqualTo(before);
        try (var kept = Files.list(data.resolve("plugins"))) {
            assertThat(kept.map(file -> file.getFileName().toString()).filter(name -> !before.contains(name.replace(".jar", "")))).isEmpty();
        }
    }

    @Test void whatGoesWrongInAWorkerIsRefusedOrContained() throws IOException {
        var secret = Files.writeString(data.resolve("secret-of-the-server.txt"), "the server's secret");
        var expected = new LinkedHashMap<String, Expected>();
        var bad = new LinkedHashMap<String, Forge>();
        bad.put("throws", Forge.starting("throws", "throw new IllegalStateException(\"no wish to start\");"));
        bad.put("exits", Forge.starting("exits", "System.exit(0);"));
        bad.put("halts", Forge.starting("halts", "Runtime.getRuntime().halt(0);"));
        bad.put("hangs", Forge.starting("hangs", "Thread.sleep(10_000_000);"));
        bad.put("allocates", Forge.starting("allocates", "while (true) HELD.add(new byte[1 << 20]);"));
        bad.put("fills", Forge.starting("fills", "var f = Path.of(System.getProperty(\"java.io.tmpdir\"), \"fill\"); for (int i = 0; i < 64; i++) Files.write(f.resolveSibling(\"fill\" + i), new byte[64 << 20]);"));
        bad.put("talks", Forge.starting("talks", "var out = new FileOutputStream(FileDescriptor.out); while (true) out.write(new byte[1 << 20]);"));
        bad.put("threads", Forge.starting("threads", "var t = new Thread(() -> { try { Thread.sleep(10_000_000); } catch (InterruptedException e) { } }, \"left behind\"); t.setDaemon(true); t.start();"));
        bad.put("lies", Forge.starting("lies", "new PrintStream(new FileOutputStream(FileDescriptor.out)).println(\"" + FORGED + "\"); Runtime.getRuntime().halt(0);"));
        bad.put("absent", Forge.good("absent").header("Gannet-Variants", "org.example.specks.None"));
        bad.put("other", Forge.good("other").header("Gannet-Variants", "org.example.specks.Specks$Settings"));
        bad.put("range", Forge.good("range", "1.0.0", Map.of("DEFAULT", "7")));
        bad.put("dcgan", Forge.good("dcgan"));
        bad.put("nan", Forge.good("nan", "1.0.0", Map.of("STEP", "step.report(\"loss\", batch.x().mul(0).div(0).mean());")));
        expected.put("throws", new Expected("REFUSED", "no wish to start"));
        expected.put("exits", new Expected("REFUSED", "ended its worker by itself (exit code 0)"));
        expected.put("halts", new Expected("REFUSED", "ended its worker by itself (exit code 0)"));
        expected.put("hangs", new Expected("REFUSED", "It was not done after 30 s and was ended"));
        expected.put("allocates", new Expected("REFUSED", "It took more than 512 MB of Java's memory"));
        expected.put("fills", new Expected("REFUSED", "does not start: java."));
        expected.put("talks", new Expected("REFUSED", "It said more than 16 MB and was ended"));
        expected.put("threads", new Expected("REFUSED", "left threads behind"));
        expected.put("lies", new Expected("REFUSED", "Its card says that it is org.example.trusted"));
        expected.put("absent", new Expected("REFUSED", "org.example.specks.None"));
        expected.put("other", new Expected("REFUSED", "org.example.specks.Specks$Settings"));
        expected.put("range", new Expected("REFUSED", "learningRate"));
        expected.put("dcgan", new Expected("REFUSED", "It brings a variant called dcgan, as org.gannet.plugin.dcgan"));
        expected.put("nan", new Expected("REFUSED", "not finite"));
        bad.put("reads", Forge.starting("reads", "if (Files.exists(Path.of(\"" + secret + "\"))) throw new IllegalStateException(Files.readString(Path.of(\"" + secret + "\")));"));
        bad.put("writes", Forge.starting("writes", "try { Files.writeString(Path.of(\"" + secret + "\"), \"overwritten\"); } catch (IOException e) { }"));
        bad.put("connects", Forge.starting("connects", "try (var s = new Socket(\"127.0.0.1\", " + workbench.address().getPort() + ")) { throw new IllegalStateException(\"it reached the server\"); } catch (IOException e) { }"));
        bad.put("looks", Forge.starting("looks", "for (var name : System.getenv().keySet()) if (!Set.of(\"PATH\", \"HOME\", \"LANG\", \"DJL_CACHE_DIR\", \"PWD\").contains(name)) throw new IllegalStateException(name);"));
        bad.put("forks", Forge.starting("forks", "new ProcessBuilder(\"/usr/bin/sleep\", \"" + MARK + "\").start();"));
        bad.put("marked", Forge.good("marked", "1.0.0", Map.of("TITLE", "<b>Bold</b><script>alert(1)</script>", "NAME", "<img src=x onerror=alert(1)>")));
        for (var contained : List.of("reads", "writes", "connects", "looks", "forks", "marked")) {
            expected.put(contained, new Expected("READY", ""));
        }
        var hashes = new TreeMap<String, String>();
        bad.forEach((name, forge) -> {
            var answer = ada.upload(PLUGINS + "?name=" + name + ".jar", forge.bytes());
            assertThat(answer.status()).as(name + " " + answer).isEqualTo(201);
            hashes.put(name, answer.body().get("sha256").asText());
        });
        var wrong = new ArrayList<String>();
        hashes.forEach((name, hash) -> {
            var found = verified(hash);
            shutIn = found.get("shutIn").asBoolean();
            var wanted = expected.get(name);
            if (wanted == null || !shutIn && Set.of("reads", "writes", "connects", "fills").contains(name)) {
                return;                     // without Bubblewrap nothing keeps it from these, and its report says so
            }
            if (!found.get("state").asText().equals(wanted.state()) || !found.get("reason").asText().contains(wanted.words())) {
                wrong.add(name + " should be " + wanted + ": " + found.get("state") + " " + found.get("reason") + " " + found.get("log"));
            }
        });
        assertThat(wrong).isEmpty();
        if (shutIn) {
            assertThat(secret).hasContent("the server's secret");
        }
        assertThat(ProcessHandle.allProcesses().filter(process -> List.of(process.info().arguments().orElse(new String[0])).contains(MARK))).isEmpty();
        assertThat(ada.get(PLUGINS + "/" + hashes.get("marked")).body().get("variants").get(0).get("title").asText()).isEqualTo("<b>Bold</b><script>alert(1)</script>");
        assertThat(ada.get("/health").status()).isEqualTo(200);
        hashes.values().forEach(hash -> ada.delete(PLUGINS + "/" + hash));
    }

    private static final String FORGED = """
            {"report":{"id":"org.example.trusted","version":"1.0.0","sha256":"0","variants":[],"checks":[],"pictures":{},"samples":{}}}""".replace("\"", "\\\"");

    private record Expected(String state, String words) {}

    @Test void anApprovedPluginIsLaunchedAndBothOfItsVersionsStayUsable() {
        var first = install("specks", "1.0.0", Map.of());
        assertThat(first.get("checks").toString()).contains("learns, and leaves no array behind", "goes on exactly from a checkpoint");
        var run = launch("specks", 200_000);
        ada.await(run, now -> now.get("step").asLong() > 5);

        var second = install("specks", "2.0.0", Map.of("EXTRA", ",\n@Param(value = \"1\", min = 1, max = 3, help = \"Something new\") int more"));
        assertThat(ada.post(path(first) + "/disable", Map.of()).status()).isEqualTo(200);
        assertThat(ada.get("/api/v1/variants/specks").body().get("plugin").get("version").asText()).isEqualTo("2.0.0");
        long then = ada.get(run).body().get("step").asLong();
        ada.await(run, now -> now.get("step").asLong() > then);

        assertThat(ada.get("/api/v1/variants/specks@1.0.0").body().get("settings")).hasSize(2);
        assertThat(ada.get("/api/v1/variants/specks").body().get("settings")).hasSize(3);
        var onSecond = ended(launch("specks", 20));
        var onFirst = ended(launch("specks@1.0.0", 20));
        assertThat(onFirst.get("facts").get("plugin").asText()).isEqualTo("org.example.specks 1.0.0");
        assertThat(onSecond.get("facts").get("plugin").asText()).isEqualTo("org.example.specks 2.0.0");
        var refused = ada.delete(path(first));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().toString()).contains("is needed by runs that are not over: " + run.substring(run.lastIndexOf('/') + 1));

        ada.post(run + "/stop", Map.of());
        ended(run);
        assertThat(ada.delete(path(first)).status()).isEqualTo(204);
        assertThat(ada.get(run + "/curves?points=10").body()).isNotEmpty();
        assertThat(ada.post(run + "/resume", Map.of()).body().toString()).contains("was removed by Ada");
        assertThat(ada.post(path(second) + "/disable", Map.of()).status()).isEqualTo(200);
        assertThat(ada.get("/api/v1/variants/specks").status()).isEqualTo(404);
        assertThat(ada.get("/api/v1/audit").body().toString()).contains("plugin.uploaded", "plugin.approved", "plugin.disabled", "plugin.removed");
    }

    @Test void theSameVersionWithOtherContentIsRefused() {
        install("clash", "1.0.0", Map.of());
        var other = ada.upload(PLUGINS + "?name=clash.jar", Forge.good("clash", "1.0.0", Map.of("TITLE", "Other")).bytes());
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().toString()).contains("org.example.clash 1.0.0 is installed already, with other content");
    }

    private static JsonNode install(String id, String version, Map<String, String> words) {
        var uploaded = ada.upload(PLUGINS + "?name=" + id + ".jar", Forge.good(id, version, words).bytes());
        assertThat(uploaded.status()).as(uploaded.toString()).isEqualTo(201);
        var found = verified(uploaded.body().get("sha256").asText());
        assertThat(found.get("state").asText()).as(found.toString()).isEqualTo("READY");
        assertThat(ada.post(path(found) + "/approve", Map.of()).body().get("inUse").asBoolean()).isTrue();
        return found;
    }

    private static JsonNode verified(String sha256) { return ada.await(PLUGINS + "/" + sha256, plugin -> VERIFIED.contains(plugin.get("state").asText())); }

    private static String path(JsonNode plugin) { return PLUGINS + "/" + plugin.get("sha256").asText(); }

    private static String launch(String variant, long steps) {
        var answer = ada.post("/api/v1/projects/" + project + "/experiments", Map.of("variant", variant, "dataSet", ada.dataSet(project, "Painted shapes"),
                "settings", Map.of("size", 8), "training", Map.of("steps", steps, "batchSize", 4, "reportEvery", 1, "sampleEvery", 1000, "checkpointEvery", 1000)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return "/api/v1/runs/" + answer.body().get("number").asText();
    }

    private static JsonNode ended(String run) { return ada.await(run, now -> Set.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText())); }

    private static List<String> all(JsonNode plugins) { return StreamSupport.stream(plugins.spliterator(), false).map(plugin -> plugin.get("sha256").asText()).sorted().toList(); }
}
