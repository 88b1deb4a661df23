package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What plugins elsewhere are built by has no parent, and says the same as the house all the same.
class PublishedTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root"));

    @Test void theBomAndTheParentOfPluginsAreOfTheHousesVersion() throws IOException {
        var version = first(pom(""), "<version>([^<]+)</version>");
        for (var place : new String[] {"platform/bom", "platform/plugin-parent"}) {
            assertThat(first(pom(place), "<version>([^<]+)</version>")).as(place).isEqualTo(version);
            var ours = Pattern.compile("<groupId>org\\.gannet</groupId>\\s*<artifactId>[^<]+</artifactId>\\s*<version>([^<]+)</version>").matcher(pom(place));
            while (ours.find()) {
                assertThat(ours.group(1)).as("what %s names", place).isEqualTo(version);
            }
        }
    }

    @Test void thePluginsParentBuildsAsTheHouseDoes() throws IOException {
        for (var property : new String[] {"maven.compiler.release", "gannet.api.version", "djl.version", "slf4j.version"}) {
            var element = "<" + property + ">([^<]+)</" + property + ">";
            assertThat(first(pom("platform/plugin-parent"), element)).as(property).isEqualTo(first(pom(""), element));
        }
        assertThat(first(pom("platform/bom"), "<artifactId>api</artifactId>\\s*<version>([^<]+)</version>")).as("DJL").isEqualTo(first(pom(""), "<djl.version>([^<]+)<"));
        for (var header : new String[] {"Gannet-Variants", "Import-Package", "-fixupmessages", "-noimportjava"}) {
            var line = "(?m)^" + header + ": (.*)$";
            assertThat(first(pom("platform/plugin-parent"), line)).as(header).isEqualTo(first(pom(""), line));
        }
        assertThat(first(pom("platform/plugin-parent"), "<artifactId>bnd-maven-plugin</artifactId>\\s*<version>([^<]+)</version>")).isEqualTo(first(pom(""), "<bnd.version>([^<]+)<"));
    }

    private static String pom(String module) throws IOException { return Files.readString(ROOT.resolve(module).resolve("pom.xml")); }

    private static String first(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
