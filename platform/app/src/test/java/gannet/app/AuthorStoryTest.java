package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new author: an empty folder, a project, a training, mistakes, the contract.
class AuthorStoryTest {
    @TempDir static Path folder;
    private static Author author;

    @BeforeAll static void publishAndBegin() throws Exception {
        author = new Author(folder);
        var said = author.plugin(folder, List.of("new", "my-gan"));
        assertThat(said.code()).as(said.text()).isZero();
    }

    @Test void aNewProjectTrainsWithoutAServer() throws Exception {
        var said = author.plugin(project("trains"), List.of("try", "--steps", "20", "--set", "width=4", "--set", "imageSize=16", "--batch", "8", "--threads", "1"));

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("Painted shapes: 4,096 captioned pictures", "20/20", "A sample: ");
        assertThat(folder.resolve("trains/target/sample.png")).exists();
    }

    @Test void aLayerThatDoesNotFitIsNamedWithItsLine() throws Exception {
        var source = changed(project("misfit"), "flatten(), linear(1)", "linear(1), flatten()");
        int line = lineOf(source, "linear(1), flatten()");

        var said = author.plugin(folder.resolve("misfit"), List.of("try"));

        assertThat(said.code()).as(said.text()).isNotZero();
        assertThat(said.text()).contains("MyGan failed while making its networks").contains("discriminator.linear1 (MyGan.java:" + line + ")");
    }

    @Test void aStepThatCannotBeTakenIsNamedWithItsLine() throws Exception {
        var source = changed(project("misstep"), "discriminator.apply(batch.x());", "discriminator.apply(batch.x().reshape(-1));");
        int line = lineOf(source, "batch.x().reshape(-1)");

        var said = author.plugin(folder.resolve("misstep"), List.of("try", "--steps", "2", "--threads", "1"));

        assertThat(said.code()).as(said.text()).isNotZero();
        assertThat(said.text()).contains("MyGan failed while").contains("(MyGan.java:" + line + ")");
    }

    @Test void whatDoesNotCompileIsNamedWithItsLine() throws Exception {
        var source = changed(project("slip"), "leakyRelu(0.2),  ", "leakyRelu(0.2)))  ");
        int line = lineOf(source, "leakyRelu(0.2)))");

        var said = author.plugin(folder.resolve("slip"), List.of("try"));

        assertThat(said.code()).as(said.text()).isNotZero();
        assertThat(said.text()).contains("MyGan.java:[" + line + ",").contains("does not build");
    }

    @Test void mavenAloneHoldsItToTheContractAndLeavesTheBundle() throws Exception {
        var project = project("verified");
        var said = author.maven(project, "verify");

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("bytes, loaded in ");
        assertThat(Files.readString(project.resolve("target/surefire-reports/TEST-org.example.mygan.ContractTest.xml"))).contains("tests=\"12\"", "failures=\"0\"", "errors=\"0\"");
        assertThat(project.resolve("target/my-gan-1.0.0-SNAPSHOT.jar")).isNotEmptyFile();
    }

    /// A copy of the new project, so that every story has its own.
    private static Path project(String name) throws IOException {
        var copy = folder.resolve(name);
        try (var files = Files.walk(folder.resolve("my-gan"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = copy.resolve(folder.resolve("my-gan").relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    private static Path changed(Path project, String from, String to) throws IOException {
        var source = project.resolve("src/main/java/org/example/mygan/MyGan.java");
        var text = Files.readString(source);
        assertThat(text).contains(from);
        return Files.writeString(source, text.replaceFirst(Pattern.quote(from), to));
    }

    private static int lineOf(Path source, String words) throws IOException {
        var lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new AssertionError(words + " stands nowhere in " + source);
    }
}
