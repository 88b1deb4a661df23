package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.VariantDescription;
import gannet.host.VariantDescription.Preset;
import gannet.parameters.Problem;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.spi.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WishesTest {
    private static final VariantDescription VARIANT = new VariantDescription(
            "translator", "Translator", 2017, "", "", "https://example.org", Task.TRANSLATE, "", Schema.of(Training.class), Schema.of(Training.class),
            List.of(new Preset("paper", "", new TreeMap<>(), new TreeMap<>(Map.of("batchSize", "1"))),
                    new Preset("small", "", new TreeMap<>(Map.of("width", "24", "imageSize", "64")), new TreeMap<>(Map.of("batchSize", "1", "steps", "8000")))),
            false, List.of());

    private final List<Problem> problems = new ArrayList<>();

    @Test void singleFlagsGoBeforeThePreset() {
        var wishes = wishes(Map.of("width", "16"), Map.of("steps", "100")).above("small", VARIANT, problems);
        assertThat(wishes.settings()).containsExactlyInAnyOrderEntriesOf(Map.of("width", "16", "imageSize", "64"));
        assertThat(wishes.training()).containsExactlyInAnyOrderEntriesOf(Map.of("steps", "100", "batchSize", "1"));
        assertThat(wishes.trainingValues()).containsEntry("steps", 100L).containsEntry("sampleEvery", 200L);
        assertThat(problems).isEmpty();
    }

    @Test void withoutAPresetNothingIsAdded() {
        assertThat(wishes(Map.of("width", "16"), Map.of()).above("", VARIANT, problems)).isEqualTo(wishes(Map.of("width", "16"), Map.of()));
    }

    @Test void namesThePresetsThereAre() {
        wishes(Map.of(), Map.of()).above("smal", VARIANT, problems);
        assertThat(problems).extracting(Problem::message)
                .containsExactly("There is no preset \"smal\"; did you mean small? Translator has: paper, small.");
    }

    private static Wishes wishes(Map<String, String> settings, Map<String, String> training) {
        return new Wishes(new TreeMap<>(settings), new TreeMap<>(training));
    }
}
