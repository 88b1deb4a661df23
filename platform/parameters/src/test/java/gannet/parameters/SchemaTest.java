package gannet.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.spi.Param;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class SchemaTest {
    enum Loss { NON_SATURATING, HINGE }

    record Example(
            @Param(value = "64", min = 8, max = 256, unit = "px", group = "Pictures", help = "Side") int imageSize,
            @Param(value = "0.0002", min = 0, max = 1, help = "Step size") double learningRate,
            @Param(value = "false", help = "Mirror pictures") boolean mirror,
            @Param(value = "", max = 5, help = "A word") String word,
            @Param(value = "NON_SATURATING", advanced = true, label = "Game", help = "What they play for") Loss loss,
            @Param(value = "1", help = "Seed") long seed) {}

    record Odd(@Param(value = "9", max = 8, help = "") int high, int bare, @Param(value = "", help = "") List<String> list) {}

    record Seeing(@Param(value = "", help = "A network that sees") Path eyes) {}

    private final Schema schema = Schema.of(Example.class);

    @Test void readsEveryComponentInOrder() {
        assertThat(schema.parameters()).extracting(Parameter::name)
                .containsExactly("imageSize", "learningRate", "mirror", "word", "loss", "seed");
        assertThat(schema.find("imageSize").orElseThrow()).isEqualTo(new Parameter(
                "imageSize", Parameter.Type.INTEGER, "Image size", "64", 8, 256, List.of(), "Side", "Pictures", "px", false));
        assertThat(schema.find("loss").orElseThrow()).isEqualTo(new Parameter(
                "loss", Parameter.Type.CHOICE, "Game", "NON_SATURATING", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY,
                List.of("NON_SATURATING", "HINGE"), "What they play for", "", "", true));
    }

    @Test void fillsInDefaults() {
        assertThat(schema.check(Map.of("imageSize", 32)).orThrow()).isEqualTo(Map.of(
                "imageSize", 32L, "learningRate", 0.0002, "mirror", false, "word", "", "loss", "NON_SATURATING", "seed", 1L));
    }

    @Test void takesTextAsFlagsAndFormsGiveIt() {
        assertThat(schema.check(Map.of("imageSize", " 32 ", "learningRate", "2e-3", "mirror", "TRUE", "loss", "non-saturating")).orThrow())
                .containsEntry("imageSize", 32L).containsEntry("learningRate", 0.002).containsEntry("mirror", true)
                .containsEntry("loss", "NON_SATURATING");
    }

    @Test void takesWholeNumbersHoweverWritten() {
        assertThat(schema.check(Map.of("imageSize", 32.0)).orThrow()).containsEntry("imageSize", 32L);
        assertThat(schema.check(Map.of("seed", "1e3")).orThrow()).containsEntry("seed", 1000L);
    }

    @Test void saysAllProblemsAtOnce() {
        var given = Map.of("imageSize", 300, "learningRate", "fast", "mirror", 3, "word", "elephant", "loss", "LEAST", "stepps", 1);
        assertThat(schema.check(given).problems()).extracting(Problem::where)
                .containsExactly("imageSize", "learningRate", "mirror", "word", "loss", "stepps");
    }

    @Test void saysWhatIsAllowed() {
        assertThat(message("imageSize", 300)).isEqualTo("imageSize must be a whole number from 8 to 256, not 300.");
        assertThat(message("imageSize", 32.5)).isEqualTo("imageSize must be a whole number from 8 to 256, not 32.5.");
        assertThat(message("imageSize", "big")).isEqualTo("imageSize must be a whole number from 8 to 256, not \"big\".");
        assertThat(message("imageSize", "1e999999999")).isEqualTo("imageSize must be a whole number from 8 to 256, not 1e999999999.");
        assertThat(message("learningRate", "0,5")).isEqualTo("learningRate must be a number from 0 to 1, not \"0,5\"; write decimals with a point.");
        assertThat(message("learningRate", Double.NaN)).isEqualTo("learningRate must be a number from 0 to 1, not NaN.");
        assertThat(message("learningRate", "Infinity")).isEqualTo("learningRate must be a number from 0 to 1, not \"Infinity\".");
        assertThat(message("mirror", "yes")).isEqualTo("mirror must be true or false, not \"yes\".");
        assertThat(message("loss", "LEAST")).isEqualTo("loss must be one of NON_SATURATING, HINGE, not \"LEAST\".");
        assertThat(message("word", "elephant")).isEqualTo("word must be text of at most 5 characters, not of 8.");
        assertThat(message("seed", "9223372036854775808")).isEqualTo("seed must be a whole number, not 9223372036854775808.");
        assertThat(message("imageSize", List.of(1))).isEqualTo("imageSize must be a whole number from 8 to 256, not [1].");
    }

    @Test void saysThatAnEmptyFieldMayBeLeftOut() {
        assertThat(message("imageSize", " ")).isEqualTo("imageSize is empty; leave it out to have its default, 64.");
        var given = new HashMap<String, Object>();
        given.put("seed", null);
        assertThat(schema.check(given).problems()).extracting(Problem::message).containsExactly("seed is empty; leave it out to have its default, 1.");
    }

    @Test void suggestsTheNearestName() {
        assertThat(message("learning_rates", 1)).isEqualTo("There is no setting \"learning_rates\"; did you mean learningRate?"
                + " There are: imageSize, learningRate, mirror, word, loss, seed.");
        assertThat(message("colour", 1)).startsWith("There is no setting \"colour\". There are: imageSize,");
    }

    @Test void blamesThePluginForABadDeclaration() {
        assertThatThrownBy(() -> Schema.of(Odd.class)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(Problem.Kind.PLUGIN);
            assertThat(e.problems()).extracting(Problem::message).containsExactly(
                    "The default of gannet.parameters.SchemaTest$Odd.high breaks its own rule: high must be a whole number of at most 8, not 9.",
                    "gannet.parameters.SchemaTest$Odd.bare has no @Param; every setting declares its default and its help there.",
                    "gannet.parameters.SchemaTest$Odd.list is a List; a setting is an int, long, double, boolean, String, Path or an enum.");
        });
    }

    @Test void namesAFileOrNone() {
        assertThat(Settings.defaults(Seeing.class).eyes().toString()).isEmpty();
        assertThat(Settings.bind(Seeing.class, Map.of("eyes", "nets/eyes.npz")).eyes()).isEqualTo(Path.of("nets", "eyes.npz"));
        assertThat(Settings.toMap(new Seeing(Path.of("eyes.npz")))).isEqualTo(Map.of("eyes", "eyes.npz"));
        assertThatThrownBy(() -> Settings.bind(Seeing.class, Map.of("eyes", "eyes\0.npz"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be the name of a file");
    }

    @Test void survivesJson() {
        assertThat(Json.read("schema", Json.text(schema), Schema.class)).isEqualTo(schema);
    }

    @Test void becomesAJsonSchema() {
        var properties = schema.jsonSchema().get("properties");
        assertThat(properties.get("imageSize").toString()).isEqualTo(
                "{\"title\":\"Image size\",\"description\":\"Side\",\"type\":\"integer\",\"minimum\":8,\"maximum\":256,\"default\":64}");
        assertThat(properties.get("loss").get("enum").toString()).isEqualTo("[\"NON_SATURATING\",\"HINGE\"]");
        assertThat(schema.jsonSchema().get("additionalProperties").booleanValue()).isFalse();
    }

    @Test void becomesATableOfFlags() {
        assertThat(schema.flags().lines()).hasSize(6).first().asString()
                .matches("  imageSize=64 +a whole number from 8 to 256 +Side");
    }

    @Test void bindsARecordAndReadsItBack() {
        var example = Settings.bind(Example.class, Map.of("imageSize", "16", "loss", "HINGE", "seed", 1L << 40));
        assertThat(example).isEqualTo(new Example(16, 0.0002, false, "", Loss.HINGE, 1L << 40));
        assertThat(Settings.bind(Example.class, Settings.toMap(example))).isEqualTo(example);
    }

    @Test void keepsItsTypesThroughJson() {
        var values = Settings.toMap(Settings.defaults(Example.class));
        assertThat(Json.read("settings", Json.text(values), new TypeReference<SortedMap<String, Object>>() {})).isEqualTo(values);
    }

    record Refusing(@Param(value = "1", help = "") int number) {
        Refusing {
            if (number == 3) {
                throw new IllegalArgumentException("three is out of fashion");
            }
        }
    }

    @Test void blamesThePluginForARecordThatRefuses() {
        assertThatThrownBy(() -> Settings.bind(Refusing.class, Map.of("number", 3)))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.PLUGIN))
                .hasMessageContaining("Refusing refuses its settings {number=3}").hasMessageContaining("three is out of fashion");
    }

    @Test void saysWhereJsonIsDamaged() {
        assertThatThrownBy(() -> Json.read("order.json", "{\"a\": 1", Map.class))
                .isInstanceOf(ProblemException.class).hasMessageStartingWith("order.json is not the JSON that is expected there (line 1, column ");
    }

    private String message(String name, Object value) {
        var problems = schema.check(Map.of(name, value)).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }
}
