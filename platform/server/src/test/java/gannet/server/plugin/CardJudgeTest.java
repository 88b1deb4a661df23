package gannet.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.PluginReport;
import gannet.host.VariantDescription;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.server.plugin.PluginStore.Inspected;
import gannet.server.plugin.PluginStore.Kept;
import gannet.spi.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CardJudgeTest {
    private static final String HASH = "a".repeat(64);
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 8, 0, 0, 0, 8};

    private final Kept plugin = new Kept(HASH, "org.example.dots", "1.0.0", "Dots", true, PluginState.VERIFYING, false, false, "",
            new Inspected(List.of("org.example.Dots"), "MIT", List.of(), List.of()), 1, List.of(), 0, List.of(), "", false, "", 0, "Ada", Instant.EPOCH, "", null, 0);

    private static VariantDescription variant(String id, String title, String paper, Parameter setting, Map<String, String> changes) {
        return new VariantDescription(id, title, 2026, "Dots", "Dots from noise.", paper, Task.GENERATE, "Pictures, nothing else", new Schema(List.of(setting)), new Schema(List.of()),
                List.of(new VariantDescription.Preset("plain", "As it is", new TreeMap<>(changes), new TreeMap<>())), false, List.of());
    }

    private static Parameter size(String value) { return new Parameter("size", Parameter.Type.INTEGER, "Size", value, 1, 64, List.of(), "Side of the pictures", "", "", false); }

    private static VariantDescription good() { return variant("dots", "Dots", "https://example.org", size("8"), Map.of()); }

    private List<String> judged(VariantDescription... variants) { return judged(new PluginReport("org.example.dots", "1.0.0", HASH, List.of(variants), List.of(), Map.of(), Map.of())); }

    private List<String> judged(PluginReport report) { return CardJudge.problems(plugin, report); }

    @Test void takesACardThatHolds() {
        assertThat(judged(new PluginReport("org.example.dots", "1.0.0", HASH, List.of(good()), List.of(), Map.of("dots", PICTURE), Map.of()))).isEmpty();
    }

    @Test void refusesACardOfAnotherFile() {
        assertThat(judged(new PluginReport("org.example.trusted", "1.0.0", HASH, List.of(good()), List.of(), Map.of(), Map.of())))
                .singleElement().asString().startsWith("Its card says that it is org.example.trusted 1.0.0 with SHA-256 " + HASH + ", but its file is org.example.dots");
    }

    @Test void refusesMoreVariantsThanTheManifestNames() {
        assertThat(judged(good(), variant("more", "More", "https://example.org", size("8"), Map.of()))).containsExactly("Its card shows 2 variants, but its manifest names 1.");
    }

    @Test void refusesDefaultsOutOfRange() {
        assertThat(judged(variant("dots", "Dots", "https://example.org", size("100"), Map.of())))
                .anyMatch(problem -> problem.equals("A default of dots does not hold: size must be a whole number from 1 to 64, not 100."));
    }

    @Test void refusesPresetsThatDoNotHold() {
        assertThat(judged(variant("dots", "Dots", "https://example.org", size("8"), Map.of("size", "0"))))
                .containsExactly("The preset plain of dots does not hold: size must be a whole number from 1 to 64, not 0.");
    }

    @Test void refusesAnAddressThatIsAProgram() {
        assertThat(judged(variant("dots", "Dots", "javascript:alert(1)", size("8"), Map.of())))
                .containsExactly("The paper of dots must be an address that begins with https://, not \"javascript:alert(1)\".");
    }

    @Test void refusesWhatNoPageCanShow() {
        assertThat(judged(variant("dots", "D\u001bots", "https://example.org", size("8"), Map.of()))).containsExactly("The title of dots has characters that cannot be shown.");
        assertThat(judged(variant("dots", "x".repeat(301), "https://example.org", size("8"), Map.of()))).containsExactly("The title of dots has 301 characters; at most 300 are shown.");
        assertThat(judged(variant("../dots", "Dots", "https://example.org", size("8"), Map.of()))).anyMatch(problem -> problem.startsWith("A variant's id is made of lower-case letters"));
    }

    @Test void refusesPicturesThatAreNone() {
        assertThat(judged(new PluginReport("org.example.dots", "1.0.0", HASH, List.of(good()), List.of(), Map.of("dots", "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)), Map.of("none", PICTURE))))
                .containsExactlyInAnyOrder("The picture of dots must be a PNG of at most 2 MB and 4096 pixels a side.", "It brings a picture of \"none\", which is none of its variants.");
    }

    @Test void refusesWhatFailedAtACheck() {
        var failed = new PluginReport.Check("dots", "learns", false, "Step 0 reports what is not finite.", 1);
        assertThat(judged(new PluginReport("org.example.dots", "1.0.0", HASH, List.of(good()), List.of(failed), Map.of(), Map.of())))
                .containsExactly("Its variant dots failed at \"learns\": Step 0 reports what is not finite.");
    }
}
