package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one database and one folder of files, as an administrator starts them on one machine.
class TwoServersTest {
    @TempDir static Path folder;
    private static Workbench first;
    private static Workbench second;
    private static Visitor ada;
    private static Visitor there;
    private static String experiments;
    private static String shapes;

    @BeforeAll static void open() throws IOException {
        var one = folder.resolve("one");
        first = Workbench.start(one, "--cpu-slots", "1", "--cpu-threads", "1");
        ada = Visitor.first(first);
        var two = Files.createDirectories(folder.resolve("two"));
        Files.copy(one.resolve("postgres/second-server.properties"), two.resolve("gannet.properties"));
        second = Workbench.start(two, "--cpu-slots", "1", "--cpu-threads", "1");
        there = ada.at(second);
        var project = ada.get("/api/v1/projects").body().get(0).get("id").asText();
        experiments = "/api/v1/projects/" + project + "/experiments";
        shapes = there.dataSet(project, "Painted shapes");
    }

    @AfterAll static void close() {
        second.close();
        first.close();
    }

    @Test void bothAnswerAndListEachOthersDevices() {
        assertThat(words(ada.get("/api/v1/servers").body(), "alive")).containsExactly("true", "true");
        var devices = ada.get("/api/v1/devices").body();
        assertThat(words(devices, "server")).hasSize(2).doesNotHaveDuplicates();
        assertThat(words(devices, "label")).allMatch(label -> label.startsWith("CPU slot 1 on "))
                .anyMatch(label -> label.endsWith(":" + first.address().getPort())).anyMatch(label -> label.endsWith(":" + second.address().getPort()));
        assertThat(words(there.get("/api/v1/devices").body(), "label")).isEqualTo(words(devices, "label"));
    }

    @Test void aRunIsHeardLiveOnBothServersWhoeverAttendsToIt() {
        var runs = List.of(launch(ada), launch(there));
        for (var run : runs) {
            for (var visitor : List.of(ada, there)) {
                var heard = visitor.listen(run + "/live", "0", "\"type\":\"ended\"");
                var ids = heard.stream().filter(line -> line.startsWith("id: ")).map(line -> Integer.parseInt(line.substring(4))).toList();
                assertThat(ids).hasSizeGreaterThan(60).isEqualTo(IntStream.rangeClosed(1, ids.size()).boxed().toList());
            }
            assertThat(there.await(run, now -> List.of("SUCCEEDED", "FAILED", "STOPPED").contains(now.get("state").asText())).get("state").asText()).isEqualTo("SUCCEEDED");
        }
    }

    @Test void aThirdServerWithAnotherFolderOfFilesIsRefused() throws Exception {
        var three = Files.createDirectories(folder.resolve("three"));
        var lines = Files.readAllLines(folder.resolve("two/gannet.properties")).stream().filter(line -> !line.startsWith("shared-dir")).toList();
        Files.write(three.resolve("gannet.properties"), lines);
        assertThat(StartTest.refusal(three)).contains("belongs to the files in " + folder.resolve("one").toRealPath() + ", not to those in " + three.toRealPath(), "--shared-dir");
    }

    private static String launch(Visitor visitor) {
        var answer = visitor.post(experiments, Map.of("variant", "dcgan", "dataSet", shapes,
                "settings", Map.of("imageSize", 8, "width", 4, "latentSize", 4), "training", Map.of("steps", 60, "batchSize", 4, "reportEvery", 1)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return "/api/v1/runs/" + answer.body().get("number").asLong();
    }

    private static List<String> words(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false).map(each -> each.get(field).asText()).toList();
    }
}
