package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.Variant;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.run.Training;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;

/// What a person reads of a variant before anything runs.
record CardCheck(Variant<?, ?> variant) {
    void isComplete() {
        var card = variant.description();
        assertThat(Stream.of(card.title(), card.summary(), card.idea(), card.data())).as("title, summary, idea, data").noneMatch(String::isBlank);
        assertThat(card.summary()).as("the summary is one line without a full stop").doesNotContain("\n").doesNotEndWith(".");
        assertThat(card.idea()).as("the idea is whole sentences").endsWith(".");
        assertThat(card.paper()).as("the paper's address").startsWith("https://");
        assertThat(card.year()).as("the paper's year").isBetween(2014, 2100);
        assertThat(card.presets()).as("a preset for beginners").isNotEmpty();
        assertThat(card.presets().stream().map(preset -> preset.name()).toList()).as("the presets' names").doesNotHaveDuplicates();
        variant.picture().ifPresent(bytes -> assertThat(bytes).as("the card's picture is a PNG").startsWith(0x89, 'P', 'N', 'G'));
    }

    void hasSettingsThatHold(Map<String, String> tiny) {
        var card = variant.description();
        card.settings().parameters().forEach(CardCheck::isDocumented);
        card.request().parameters().forEach(CardCheck::isDocumented);
        assertThat(variant.check(Map.of())).as("the defaults").isEmpty();
        var known = new HashSet<>(card.settings().parameters().stream().map(Parameter::name).toList());
        card.presets().forEach(preset -> {
            assertThat(known).as("the settings there are, of which preset " + preset.name() + " changes some").containsAll(preset.changes().keySet());
            assertThat(variant.check(preset.changes())).as("preset " + preset.name()).isEmpty();
            assertThat(Schema.of(Training.class).check(preset.training()).problems()).as("the training of preset " + preset.name()).isEmpty();
        });
        assertThat(variant.check(tiny)).as("the settings that make it tiny").isEmpty();
    }

    private static void isDocumented(Parameter parameter) {
        assertThat(parameter.help()).as(parameter.name() + "'s help is a sentence without a full stop").isNotBlank().doesNotEndWith(".");
        assertThat(parameter.min()).as(parameter.name() + "'s least value").isLessThanOrEqualTo(parameter.max());
    }
}
