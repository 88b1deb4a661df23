package gannet.server.table.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.server.table.query.Term.Condition;
import gannet.server.table.query.Term.Value;
import gannet.server.table.query.Term.Word;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryParserTest {
    @Test void nothingAsksForEverything() { assertThat(QueryParser.parse("  ")).isEmpty(); }

    @Test void wordsAndConditionsStandSideBySide() {
        assertThat(QueryParser.parse("flowers loss<0.4 -tag:bad")).containsExactly(
                new Word(1, false, "flowers"),
                new Condition(9, false, "loss", Comparison.LESS, List.of(new Value(14, "0.4", false))),
                new Condition(18, true, "tag", Comparison.IS, List.of(new Value(23, "bad", false))));
    }

    @Test void severalValuesAreAlternatives() {
        assertThat(QueryParser.parse("state:running,done")).containsExactly(new Condition(1, false, "state", Comparison.IS,
                List.of(new Value(7, "running", false), new Value(15, "done", false))));
    }

    @Test void quotesHoldSpacesAndSigns() {
        assertThat(QueryParser.parse("\"step time\">=200 data:\"a, \\\"b\\\"\"")).containsExactly(
                new Condition(1, false, "step time", Comparison.AT_LEAST, List.of(new Value(14, "200", false))),
                new Condition(18, false, "data", Comparison.IS, List.of(new Value(23, "a, \"b\"", true))));
    }

    @Test void allProblemsAreToldWithTheirPlaces() {
        assertThatThrownBy(() -> QueryParser.parse("loss< :3 - \"open")).isInstanceOf(ProblemException.class).hasMessage("""
                Character 1: No value stands after "loss<"; write one, such as loss<0.4.
                Character 7: No column stands before ":"; write one, such as loss:0.4.
                Character 10: Nothing stands after "-"; write a word or a condition, such as tag:good.
                Character 12: The quote has no end; close it with another ".""");
    }

    @Test void whatIsWrittenIsReadAgain() {
        for (var text : List.of("plain", "two words", "a,b", "D(real)", "-minus", "quote\"d", "back\\slash", "x<y", "star*", "")) {
            assertThat(QueryParser.parse("name:" + QueryParser.written(text)).getFirst())
                    .isInstanceOfSatisfying(Condition.class, condition -> assertThat(condition.values().getFirst().text()).isEqualTo(text));
        }
    }

    @Test void anyTextEndsInTermsOrInWords() {
        var random = new Random(5);
        var letters = "ab:<>=!,\"\\- *\t";
        for (int i = 0; i < 20_000; i++) {
            var query = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                query.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                assertThat(QueryParser.parse(query.toString())).allSatisfy(term -> assertThat(term.position()).isBetween(1, query.length()));
            } catch (ProblemException said) {
                assertThat(said.problems()).allSatisfy(problem -> assertThat(problem.message()).matches("Character \\d+: .*\\."));
            }
        }
    }
}
