package gannet.server.account;

import static gannet.server.account.House.HERE;
import static gannet.server.account.House.PASSWORD;
import static gannet.server.account.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnAccountTest {
    final House house = new House();
    final Accounts accounts = house.accounts;
    final Person ada = house.ada.person();

    @Test void sessionsAreListedInWords() {
        house.clock.advance(Duration.ofHours(1));
        var phone = accounts.signIn("ada@example.org", PASSWORD, new Origin("192.0.2.7", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1"));
        assertThat(accounts.sessions().list(ada, phone.token())).extracting(Sessions.Session::browser, Sessions.Session::address, Sessions.Session::current)
                .containsExactly(tuple("Safari on iPhone", "192.0.2.7", true), tuple("Firefox on Linux", "10.0.0.1", false));
    }

    @Test void aSessionThatIsEndedElsewhereIsDead() {
        var phone = accounts.signIn("ada@example.org", PASSWORD, HERE);
        var id = accounts.sessions().list(ada, phone.token()).stream().filter(Sessions.Session::current).findFirst().orElseThrow().id();
        var max = house.joined("Max", Role.MEMBER).person();
        assertThat(refusal(() -> accounts.sessions().end(max, id)).kind()).as("not by others").isEqualTo(Problem.Kind.ABSENT);

        accounts.sessions().end(ada, id);

        assertThat(accounts.personOf(phone.token())).isEmpty();
        assertThat(accounts.personOf(house.ada.token())).isPresent();
    }

    @Test void allOthersEndAtOnce() {
        var phone = accounts.signIn("ada@example.org", PASSWORD, HERE);
        var max = house.joined("Max", Role.MEMBER);
        assertThat(accounts.sessions().endOthers(ada, house.ada.token())).isEqualTo(1);
        assertThat(accounts.personOf(phone.token())).isEmpty();
        assertThat(accounts.personOf(house.ada.token())).isPresent();
        assertThat(accounts.personOf(max.token())).isPresent();
    }

    @Test void aNewPasswordAsksForTheOldAndEndsOtherSessions() {
        var phone = accounts.signIn("ada@example.org", PASSWORD, HERE);
        assertThat(refusal(() -> accounts.changePassword(ada, phone.token(), "a wrong guess", "a new way to the sea")).problems()).extracting(Problem::where).containsExactly("currentPassword");
        assertThat(refusal(() -> accounts.changePassword(ada, phone.token(), PASSWORD, "ada@example.org"))).hasMessageContaining("must not be the name or the e-mail address");

        accounts.changePassword(ada, phone.token(), PASSWORD, "a new way to the sea");

        assertThat(accounts.personOf(house.ada.token())).isEmpty();
        assertThat(accounts.personOf(phone.token())).isPresent();
        assertThat(accounts.signIn("ada@example.org", "a new way to the sea", HERE).person()).isEqualTo(ada);
    }

    @Test void nameAndAddressChangeAtOnceAndAskForThePassword() {
        var max = house.joined("Max", Role.MEMBER);
        assertThat(refusal(() -> accounts.changeProfile(max.person(), max.token(), "Maximilian", "ada@example.org", PASSWORD))).hasMessageContaining("There is an account with the address");
        assertThat(refusal(() -> accounts.changeProfile(max.person(), max.token(), "M\u200Bax", "max@example.org", PASSWORD))).hasMessageContaining("U+200B");
        assertThat(refusal(() -> accounts.changeProfile(max.person(), max.token(), "Maximilian", "max@example.org", "a wrong guess"))).hasMessageContaining("not your password");

        accounts.changeProfile(max.person(), max.token(), "Maximilian", "maximilian@example.org", PASSWORD);

        assertThat(accounts.personOf(max.token())).contains(new Person(max.person().id(), "Maximilian", "maximilian@example.org", false));
        assertThat(refusal(() -> accounts.signIn("max@example.org", PASSWORD, HERE)).kind()).isEqualTo(Problem.Kind.SIGN_IN);
    }

    /// A list of frequent passwords against one account from one place, for an hour, and the person signing in meanwhile.
    @Test void aPasswordListGetsNowhereAndKeepsNobodyOut() {
        int tried = 0;
        int refused = 0;
        for (int second = 0; second < 3600; second++) {
            house.clock.advance(Duration.ofSeconds(1));
            try {
                accounts.signIn("ada@example.org", "password" + second, new Origin("198.51.100.9", ""));
            } catch (gannet.parameters.ProblemException e) {
                switch (e.kind()) {
                    case SIGN_IN -> tried++;
                    case TOO_OFTEN -> refused++;
                    default -> throw e;
                }
            }
        }
        assertThat(tried).as("guesses that were looked at").isLessThan(30);
        assertThat(tried + refused).isEqualTo(3600);
        house.clock.advance(Duration.ofSeconds(5));
        assertThat(accounts.signIn("ada@example.org", PASSWORD, HERE).person()).isEqualTo(ada);
    }

    /// Whoever has a thousand addresses takes every turn that one account gives, and still keeps nobody out where they were before.
    @Test void guessesFromEverywhereKeepNobodyOutWhoIsKnown() {
        var guard = new SignInGuard(house.clock);
        guard.admit("ada@example.org", "10.0.0.1", false);
        guard.succeeded("ada@example.org", "10.0.0.1");
        for (int guess = 0; guess < 5_000; guess++) {
            house.clock.advance(Duration.ofMillis(100));
            try {
                guard.admit("ada@example.org", "198.51.100." + guess % 1_000, false);
            } catch (gannet.parameters.ProblemException tooOften) {
                assertThat(tooOften.kind()).isEqualTo(Problem.Kind.TOO_OFTEN);
            }
        }
        assertThatCode(() -> guard.admit("ada@example.org", "10.0.0.1", false)).as("signed in from here before").doesNotThrowAnyException();
        assertThatCode(() -> guard.admit("ada@example.org", "10.0.0.2", true)).as("has a session here").doesNotThrowAnyException();
        assertThat(refusal(() -> guard.admit("ada@example.org", "10.0.0.3", false))).hasMessageContaining("try again in").hasMessageMatching(".* [1-5] seconds?");
    }

    @Test void browsersAreKnownByTheirWords() {
        assertThat(BrowserWords.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0")).isEqualTo("Edge on Windows");
        assertThat(BrowserWords.of("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36")).isEqualTo("Chrome on Android");
        assertThat(BrowserWords.of("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15")).isEqualTo("Safari on macOS");
        assertThat(BrowserWords.of("curl/8.5.0")).isEqualTo("curl");
        assertThat(BrowserWords.of("")).isEqualTo("An unknown browser");
    }
}
