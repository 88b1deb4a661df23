package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// Three brakes on guessing passwords. The first knows account and address together, so that nobody is kept out by what
/// others do elsewhere; the other two are mild and meet those who try many accounts from one place, or one account
/// from many places.
final class SignInGuard {
    private static final int REMEMBERED = 10_000;

    private final Throttle both;
    private final Throttle addresses;
    private final Throttle accounts;

    SignInGuard(Clock clock) {
        both = new Throttle(4, Duration.ofMinutes(5), REMEMBERED, clock);
        addresses = new Throttle(30, Duration.ofSeconds(30), REMEMBERED, clock);
        accounts = new Throttle(30, Duration.ofSeconds(5), REMEMBERED, clock);
    }

    /// Lets an attempt pass and counts it as failed until [#succeeded] says otherwise, so that many at once are many too.
    synchronized void admit(String email, String address) {
        var account = account(email);
        var wait = longer(both.wait(account + " " + address), longer(addresses.wait(address), accounts.wait(account)));
        if (!wait.isZero()) {
            var seconds = wait.plusMillis(999).toSeconds();
            throw new ProblemException(Problem.Kind.TOO_OFTEN, "", "Too many attempts to sign in; try again in "
                    + (seconds < 90 ? seconds + (seconds == 1 ? " second" : " seconds") : (seconds + 59) / 60 + " minutes"));
        }
        both.failed(account + " " + address);
        addresses.failed(address);
        accounts.failed(account);
    }

    void succeeded(String email, String address) {
        var account = account(email);
        both.succeeded(account + " " + address);
        addresses.giveBack(address);
        accounts.giveBack(account);
    }

    private static String account(String email) {
        var known = email.strip().toLowerCase(Locale.ROOT);
        return known.substring(0, Math.min(known.length(), 254));
    }

    private static Duration longer(Duration a, Duration b) { return a.compareTo(b) > 0 ? a : b; }
}
