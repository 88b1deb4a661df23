package gannet.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.plugin.VariantCard;
import gannet.server.plugin.VariantCard.Preset;
import gannet.spi.Task;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaunchPageTest {
    @Test void theFormBeginsWithWhatTheMachineCanLearn() {
        assertThat(LaunchPage.beginning(card("small", "paper"), true)).isEqualTo("paper");
        assertThat(LaunchPage.beginning(card("paper", "small"), false)).isEqualTo("small");
    }

    @Test void theFormBeginsWithTheDefaultsWhereThereIsNoSuchPreset() {
        assertThat(LaunchPage.beginning(card("small", "digits"), true)).isEmpty();
        assertThat(LaunchPage.beginning(card("paper"), false)).isEmpty();
        assertThat(LaunchPage.beginning(card(), true)).isEmpty();
    }

    private static VariantCard card(String... presets) {
        return new VariantCard("one", "one", "One", 2020, "", "", "https://example.org", Task.GENERATE, "", List.of(),
                Stream.of(presets).map(name -> new Preset(name, "", new TreeMap<>(), new TreeMap<>())).toList(), false, new VariantCard.Plugin("org.example.one", "1", ""));
    }
}
