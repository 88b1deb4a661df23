package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.TeamAction;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue's rules, the teams' shares, and the limits: read by everybody, changed by administrators.
public final class Rulebook {
    private static final Logger log = LoggerFactory.getLogger(Rulebook.class);
    private static final double LARGEST_WEIGHT = 1_000_000;
    private static final int HIGHEST_LIMIT = 1_000_000;
    private static final int LONGEST_REASON = 500;

    private final RuleStore store;
    private final Policy policy;
    private volatile QueueRules rules;

    public Rulebook(Storage storage) {
        store = new RuleStore(storage);
        policy = new Policy(storage);
        rules = store.rules();
    }

    /// @param weight of 1 unless an administrator gave it another; limits are null where the rules' own hold
    public record Share(UUID team, String name, double weight, @Nullable Integer mostRunning, @Nullable Integer mostQueued) {}

    /// A person's limits; null where the rules' own hold.
    public record Limited(UUID person, String name, String email, @Nullable Integer mostRunning, @Nullable Integer mostQueued) {}

    /// Who lets nothing start, and why.
    ///
    /// @param by empty if nobody does    @param reason may be empty
    public record Hold(String by, String reason) {
        public static final Hold NOBODY = new Hold("", "");

        public boolean isOn() { return !by.isEmpty(); }

        public String sentence() { return by + " holds the queue" + (reason.isEmpty() ? "." : ": " + reason + (reason.matches(".*[.!?]") ? "" : ".")); }
    }

    /// As `PUT /queue/teams/:id` takes it.
    public record Limits(@Nullable Double weight, @Nullable Integer mostRunning, @Nullable Integer mostQueued) {}

    public QueueRules rules(Person who) { return store.rules(); }

    /// The teams that the person belongs to, in the order of their names.
    public List<Share> shares(Person who) { return store.shares().stream().filter(share -> policy.allows(who, TeamAction.SEE, share.team())).toList(); }

    /// Takes effect at the next look at the queue.
    ///
    /// @param values by name; what is left out keeps its default
    public QueueRules change(Person who, Map<String, ?> values) {
        requireAdministrator(who, "change the queue's rules");
        var checked = Schema.of(QueueRules.class).check(values);
        if (!checked.problems().isEmpty()) {
            throw new ProblemException(checked.problems());
        }
        store.write(who, checked.values());
        log.info("{} changed the queue's rules: {}.", who.name(), checked.values());
        return refreshed();
    }

    public void share(Person who, UUID team, Limits limits) {
        requireAdministrator(who, "change a team's share");
        var problems = problems(limits);
        var weight = limits.weight() == null ? 1 : limits.weight();
        if (!(weight > 0 && weight <= LARGEST_WEIGHT)) {
            problems.add(Problem.user("weight", "weight must be more than 0 and at most 1,000,000, not " + weight + "; a team with twice the weight is due twice the device time."));
        }
        requireNone(problems);
        if (!store.writeShare(who, team, weight, limits)) {
            throw new ProblemException(Problem.Kind.ABSENT, "team", "There is no team " + team + "; GET /queue/teams lists them.");
        }
        log.info("{} set the share of team {} to {}.", who.name(), team, limits);
    }

    public void limit(Person who, UUID person, Limits limits) {
        requireAdministrator(who, "change a person's limits");
        requireNone(problems(limits));
        if (!store.writeLimit(who, person, limits)) {
            throw new ProblemException(Problem.Kind.ABSENT, "person", "There is no person " + person + ".");
        }
        log.info("{} set the limits of person {} to {}.", who.name(), person, limits);
    }

    /// Everybody, with the limits that are theirs alone; for administrators.
    public List<Limited> people(Person who) {
        requireAdministrator(who, "see people's limits");
        return store.people();
    }

    /// Lets nothing start until it is released; what runs goes on.
    ///
    /// @param reason is shown to everybody; may be empty
    public void hold(Person who, String reason) {
        requireAdministrator(who, "hold the queue");
        var tidy = reason.strip();
        if (tidy.length() > LONGEST_REASON || tidy.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.user("reason", "reason has at most " + LONGEST_REASON + " characters on one line, not " + tidy.length() + ".");
        }
        store.hold(who, new Hold(who.name(), tidy));
        log.info("{} holds the queue, nothing starts: {}", who.name(), tidy);
    }

    public void release(Person who) {
        requireAdministrator(who, "release the queue");
        store.hold(who, Hold.NOBODY);
        log.info("{} released the queue.", who.name());
    }

    /// Who holds the queue, empty if nobody does.
    public String heldBy() { return held().by(); }

    public Hold held() { return store.held(); }

    /// As they were at the last look; for those who cannot ask the database now.
    QueueRules current() { return rules; }

    Duration halfLife() { return rules.halfLifeTime(); }

    QueueRules refreshed() { return rules = store.rules(); }

    RuleStore store() { return store; }

    private static List<Problem> problems(Limits limits) {
        var problems = new ArrayList<Problem>();
        problem(problems, "mostRunning", limits.mostRunning(), "devices");
        problem(problems, "mostQueued", limits.mostQueued(), "waiting runs");
        return problems;
    }

    private static void problem(List<Problem> problems, String name, @Nullable Integer value, String of) {
        if (value != null && (value < 0 || value > HIGHEST_LIMIT)) {
            problems.add(Problem.user(name, "%s must be a number of %s from 0 to %,d, or null for the rules' own, not %,d.".formatted(name, of, HIGHEST_LIMIT, value)));
        }
    }

    private static void requireNone(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    static void requireAdministrator(Person who, String what) {
        if (!who.administrator()) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Only an administrator may " + what + "; ask one.");
        }
    }

    static QueueRules bound(Map<String, ?> values) { return Settings.bind(QueueRules.class, values); }
}
