package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Three brakes on guessing passwords. The first knows account and address together, so that nobody is kept out by what
/// others do elsewhere; the other two are mild and meet those who try many accounts from one place, or one account
/// from many places. The last one passes over a place from which the account was signed in to before: else those who guess
/// without a pause from everywhere would take every turn from its person.
final class SignInGuard {
    private static final int REMEMBERED = 10_000;

    private final Throttle both;
    private final Throttle addresses;
    private final Throttle accounts;
    private final Set<String> familiar = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) { return size() > REMEMBERED; }
    });

    SignInGuard(Clock clock) {
        both = new Throttle(4, Duration.ofMinutes(5), REMEMBERED, clock);
        addresses = new Throttle(30, Duration.ofSeconds(30), REMEMBERED, clock);
        accounts = new Throttle(30, Duration.ofSeconds(5), REMEMBERED, clock);
    }

    /// Lets an attempt pass and counts it as failed until [#succeeded] says otherwise, so that many at once are many too.
    ///
    /// @param hasSession whether the account has an open session from this address
    synchronized void admit(String email, String address, boolean hasSession) {
        var account = account(email);
        var wait = longer(both.wait(account + " " + address), addresses.wait(address));
        if (!hasSession && !familiar.contains(account + " " + address)) {
            wait = longer(wait, accounts.wait(account));
        }
        if (!wait.isZero()) {
            var seconds = wait.plusMillis(999).toSeconds();
            throw new ProblemException(Problem.Kind.TOO_OFTEN, "", "Too many attempts to sign in; try again in "
                    + (seconds < 90 ? seconds + (seconds == 1 ? " second" : " seconds") : (seconds + 59) / 60 + " minutes"));
        }
        both.failed(account + " " + address);
        addresses.failed(address);
        accounts.failed(account);
    }

    synchronized void succeeded(String email, String address) {
        var account = account(email);
        familiar.add(account + " " + address);
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
