package gannet.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
    private static final Map<String, String> WORDS = Map.of("groupId", "com.example", "artifactId", "blot-gan", "version", "1.0.0-SNAPSHOT",
            "package", "com.example.blot", "className", "BlotGan", "gannetVersion", "9.8.7");

    @TempDir Path folder;

    @Test void writesTheArchetypesFiles() throws IOException {
        var files = Archetype.open().write(folder.resolve("blot-gan"), WORDS);

        assertThat(files).map(Path::toString).containsExactlyInAnyOrder("pom.xml", "README.md", "src/main/java/com/example/blot/BlotGan.java",
                "src/main/java/com/example/blot/package-info.java", "src/test/java/com/example/blot/ContractTest.java");
    }

    @Test void putsInEveryWord() throws IOException {
        for (var file : Archetype.open().write(folder, WORDS)) {
            assertThat(Files.readString(folder.resolve(file))).as(file.toString()).doesNotContain("${", "__");
        }
        assertThat(folder.resolve("pom.xml")).content().contains("<version>9.8.7</version>", "<artifactId>blot-gan</artifactId>", "<groupId>com.example</groupId>");
        assertThat(folder.resolve("src/main/java/com/example/blot/BlotGan.java")).content().contains("package com.example.blot;", "public final class BlotGan implements", "\"blot-gan\"");
    }

    /// Maven's own program for archetypes would take these for directives or comments.
    @Test void hasNothingThatVelocityWouldRead() throws IOException {
        for (var file : Archetype.open().write(folder, WORDS)) {
            assertThat(Files.readString(folder.resolve(file))).as(file.toString()).doesNotContain("##", "#*").doesNotContainPattern("#[a-z]").doesNotContain("$");
        }
    }

    @Test void knowsItsOwnVersion() { assertThat(Archetype.open().defaultOf("gannetVersion")).matches("\\d+\\.\\d+\\.\\d+.*"); }

    @Test void makesAClassNameOfAName() { assertThat(NewCommand.className("my-own-gan")).isEqualTo("MyOwnGan"); }

    @Test void tellsAllThatIsWrongAtOnce() {
        assertThat(said("new", "My Gan", "--package", "Org.Example")).startsWith("2\n")
                .contains("A plugin's name is made of lower-case letters, digits and single dashes and begins with a letter, such as my-gan, not \"My Gan\".")
                .contains("A package is made of lower-case words");
    }

    @Test void tellsOfACommandThatIsNotThere() { assertThat(said("nwe")).contains("gannet: ").contains("--help"); }

    @Test void installsOnlyFilesThatAreThere() {
        assertThat(said("install", "nothing.jar", "--server", "http://127.0.0.1:1", "--token", "t")).contains("There is no file nothing.jar.");
    }

    /// The exit code, then what was printed.
    private static String said(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = Main.run(arguments, out, out);
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
}
