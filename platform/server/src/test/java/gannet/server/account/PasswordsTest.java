package gannet.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void aPasswordFitsItsOwnHashAlone() {
        var hash = Passwords.hash("sea birds dive deep");
        assertThat(Passwords.fits("sea birds dive deep", hash)).isTrue();
        assertThat(Passwords.fits("sea birds dive deeper", hash)).isFalse();
        assertThat(Passwords.fits("", hash)).isFalse();
    }

    @Test
    void theSamePasswordNeverGivesTheSameHash() {
        assertThat(Passwords.hash("sea birds dive deep")).isNotEqualTo(Passwords.hash("sea birds dive deep"));
    }

    /// The value of the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32`.
    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(Passwords.fits("password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")).isTrue();
    }

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        var hash = Passwords.hash("sea birds dive deep");
        var wrong = quickest(() -> Passwords.fits("guess", hash));
        var unknown = quickest(() -> Passwords.pretend("guess"));
        assertThat(unknown.toNanos()).isBetween(wrong.toNanos() / 3, wrong.toNanos() * 3);
    }

    @Test
    void saysWhatIsWrongWithAPassword() {
        assertThat(Passwords.problems("short", "Ada", "ada@example.org")).extracting(Problem::message)
                .containsExactly("The password must have at least 10 characters, not 5; three or four unrelated words do well");
        assertThat(Passwords.problems("x".repeat(201), "Ada", "ada@example.org")).hasSize(2);
        assertThat(Passwords.problems("aaaaaaaaaaaa", "Ada", "ada@example.org")).extracting(Problem::message)
                .containsExactly("The password must have at least four different characters");
        assertThat(Passwords.problems("Ada@Example.org", "Ada", "ada@example.org")).extracting(Problem::message)
                .containsExactly("The password must not be the name or the e-mail address");
        assertThat(Passwords.problems("sea birds dive deep", "Ada", "ada@example.org")).isEmpty();
    }

    static Duration quickest(Runnable work) {
        var least = Duration.ofDays(1);
        for (var i = 0; i < 5; i++) {
            var began = System.nanoTime();
            work.run();
            var took = Duration.ofNanos(System.nanoTime() - began);
            least = took.compareTo(least) < 0 ? took : least;
        }
        return least;
    }
}
