package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id as OWASP advises: 19 MiB, two passes, one lane. Kept as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, so that
/// later numbers can live beside earlier ones.
public final class Passwords {
    static final int SHORTEST = 10;
    public static final int LONGEST = 200;

    private static final int MEMORY = 19_456; // KiB
    private static final int PASSES = 2;
    private static final int SIZE = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Each takes 19 MiB of a small heap, so only a few at a time.
    private static final Semaphore TURNS = new Semaphore(3, true);

    /// What an unknown name is compared with, so that it takes as long as a known one.
    private static final String NOBODY = hash("nobody has this password");

    private Passwords() {}

    /// What is wrong with a password for this person; empty if it will do.
    static List<Problem> problems(String password, String name, String email) {
        var problems = new ArrayList<Problem>();
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            problems.add(Problem.user("password", "The password must have at least " + SHORTEST + " characters, not " + length
                    + "; three or four unrelated words do well"));
        }
        if (length > LONGEST) {
            problems.add(Problem.user("password", "The password must have at most " + LONGEST + " characters, not " + length));
        }
        if (length >= SHORTEST && password.codePoints().distinct().count() < 4) {
            problems.add(Problem.user("password", "The password must have at least four different characters"));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (!lower.isEmpty() && (lower.equals(email.toLowerCase(Locale.ROOT)) || lower.equals(name.toLowerCase(Locale.ROOT)))) {
            problems.add(Problem.user("password", "The password must not be the name or the e-mail address"));
        }
        return List.copyOf(problems);
    }

    public static String hash(String password) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY + ",t=" + PASSES + ",p=1$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(argon2(password, salt, MEMORY, PASSES, SIZE));
    }

    /// Takes as long whether it fits or not.
    public static boolean fits(String password, String hash) {
        var parts = hash.split("[$,]");
        var decoder = Base64.getDecoder();
        var expected = decoder.decode(parts[7]);
        var given = argon2(password, decoder.decode(parts[6]), number(parts[3]), number(parts[4]), expected.length);
        return MessageDigest.isEqual(expected, given);
    }

    /// Those who only come by an identity provider have none, which takes as long to find out.
    static boolean fitsIfAny(String password, String hash) {
        if (hash.isEmpty()) {
            pretend(password);
            return false;
        }
        return fits(password, hash);
    }

    static void pretend(String password) { fits(password, NOBODY); }

    private static int number(String part) { return Integer.parseInt(part.substring(part.indexOf('=') + 1)); }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int size) {
        takeTurn();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory).withIterations(passes).withParallelism(1)
                    .withSalt(salt).build());
            var hash = new byte[size];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            TURNS.release();
        }
    }

    private static void takeTurn() {
        try {
            if (TURNS.tryAcquire(20, TimeUnit.SECONDS)) {
                return;
            }
            throw new ProblemException(Problem.Kind.TOO_OFTEN, "", "Many people are signing in at this moment; try again in a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "Signing in was interrupted", e);
        }
    }
}
