package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir Path folder;

    @Test
    void everythingHasADefault() {
        var configuration = Configuration.read(List.of(), Map.of("HOME", folder.toString()));
        assertThat(configuration.dataDirectory()).isEqualTo(folder.resolve(".gannet"));
        assertThat(configuration.settings().port()).isEqualTo(8080);
        assertThat(configuration.settings().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Files.writeString(folder.resolve("gannet.properties"), "port=1\nattempts=1\ncpu-slots=1\n");
        var settings = Configuration.read(List.of("--data-dir", folder.toString(), "--port=3"),
                Map.of("GANNET_PORT", "2", "GANNET_ATTEMPTS", "2", "GANNET_CHROMIUM", "/usr/bin/chromium")).settings();
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.attempts()).isEqualTo(2);
        assertThat(settings.cpuSlots()).isEqualTo(1);
    }

    @Test
    void theEnvironmentNamesTheDataDirectory() {
        assertThat(Configuration.read(List.of(), Map.of("GANNET_DATA_DIR", folder.toString())).dataDirectory()).isEqualTo(folder);
    }

    @Test
    void namesWhereAMistakeStands() {
        assertThatThrownBy(() -> Configuration.read(List.of("--data-dir", folder.toString()), Map.of("GANNET_PORT", "99999")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("99999").hasMessageEndingWith("(given as GANNET_PORT)");
    }

    @Test
    void theHelpListsEveryFlag() {
        assertThat(Configuration.help()).contains("--data-dir", "--port (8080)", "--database-url", "--upload-limit (2048)", "[1 to 1000000 MB]");
    }

    @Test
    void noPasswordIsPrinted() {
        var configuration = Configuration.read(List.of("--data-dir", folder.toString(), "--database-password", "sea birds"), Map.of("GANNET_MAIL_PASSWORD", "dive deep"));
        assertThat(configuration.settings().databasePassword()).isEqualTo("sea birds");
        assertThat(configuration.toString() + configuration.settings()).doesNotContain("sea birds", "dive deep");
    }
}
