package gannet.server.together;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.account.Person;
import gannet.server.storage.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;

class MentionsTest {
    private static final Person ADA = person("Ada Lovelace");
    private static final Person OTHER_ADA = person("Ada Byron");
    private static final Person GRACE = person("Grace Hopper");
    private static final Person JOSE = person("José");

    @Test void aWholeNameCallsOne() { assertThat(Mentions.in("@Ada Lovelace, see", List.of(ADA, OTHER_ADA))).containsExactly(java.util.Map.entry("Ada Lovelace", ADA)); }

    @Test void aFirstNameCallsWhoeverAloneHasIt() {
        assertThat(Mentions.in("@grace: @Ada?", List.of(ADA, OTHER_ADA, GRACE)).values()).containsExactly(GRACE);
    }

    @Test void lettersBeyondAsciiBelongToNames() { assertThat(Mentions.in("(@José) @Josés", List.of(JOSE)).keySet()).containsExactly("José"); }

    @Test void addressesCallNobody() { assertThat(Mentions.in("mail x@grace or @gracehopper", List.of(GRACE))).isEmpty(); }

    private static Person person(String name) { return new Person(Ids.next(), name, "x@example.org", false); }
}
