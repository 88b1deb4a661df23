package gannet.server.table;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people write on runs: tags, notes, whether they are archived; and looks at the table that they share.
public final class RunMarks {
    private static final int MOST_RUNS = 1000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_NOTE = 10_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 4000;
    private static final int MOST_VIEWS = 500;

    private final TableStore store;
    private final Policy policy;
    private final Clock clock;

    public RunMarks(Storage storage, Policy policy, Clock clock) {
        this.store = new TableStore(storage);
        this.policy = policy;
        this.clock = clock;
    }

    /// All runs or none; a tag that is there already stays, one that is not there is not missed.
    public void tag(Person who, List<Long> numbers, List<String> add, List<String> remove) {
        require(who, Action.TAG, numbers);
        var wanted = add.stream().map(RunMarks::clean).distinct().toList();
        wanted.forEach(RunMarks::requireTag);
        if (wanted.size() > MOST_TAGS) {
            throw ProblemException.user("add", "At most %d tags can be added at once, not %d.".formatted(MOST_TAGS, wanted.size()));
        }
        var unwanted = remove.stream().map(RunMarks::clean).filter(tag -> !wanted.contains(tag)).toList();
        store.change(new Sql().add("with gone as (delete from run_tag where run = any(?) and tag = any(?))", new Sql.Wholes(numbers), Sql.texts(unwanted))
                .add(" insert into run_tag (run, project, tag) select r.number, r.project, tag from run r, unnest(?) tag where r.number = any(?) on conflict do nothing",
                        Sql.texts(wanted), new Sql.Wholes(numbers)));
    }

    /// What is written on a run now; empty if nothing.
    public String note(Person who, long number) {
        require(who, Action.SEE, List.of(number));
        return store.list(new Sql().add("select text from run_note where run = ?", number), row -> row.getString(1)).stream().findFirst().orElse("");
    }

    /// An empty text takes the note away.
    ///
    /// @param before what the writer read there, so that nothing is lost that somebody else has written since; null for whatever is there
    public void note(Person who, long number, @Nullable String before, String text) {
        require(who, Action.CURATE, List.of(number));
        var note = text.strip();
        if (note.length() > LONGEST_NOTE) {
            throw ProblemException.user("text", "A note may have at most %,d characters, not %,d.".formatted(LONGEST_NOTE, note.length()));
        }
        boolean nothing = before == null || before.isEmpty();
        if (write(who, number, before, note) == 0 && !(nothing && note.isEmpty())) {
            throw new ProblemException(Problem.Kind.CONFLICT, "text", "The note on run %d is another one since you read it. Keep a copy of your text, read the note anew, and add to it.".formatted(number));
        }
    }

    /// @return how many notes it changed: none if there is another one now
    private int write(Person who, long number, @Nullable String before, String note) {
        if (note.isEmpty()) {
            return store.change(new Sql().add("delete from run_note where run = ?", number).add(before == null ? new Sql() : new Sql().add(" and text = ?", before)));
        }
        var now = Timestamp.from(clock.instant());
        if (before == null || before.isEmpty()) {
            return store.change(new Sql().add("""
                    insert into run_note (run, text, person, written_by, changed) values (?, ?, ?, ?, ?) on conflict (run) do update
                    set text = excluded.text, person = excluded.person, written_by = excluded.written_by, changed = excluded.changed where ?""",
                    number, note, who.id(), who.name(), now, before == null));
        }
        return store.change(new Sql().add("update run_note set text = ?, person = ?, written_by = ?, changed = ? where run = ? and text = ?", note, who.id(), who.name(), now, number, before));
    }

    /// Archived runs keep everything; the table leaves them out unless it is asked for them. Those of others are for maintainers.
    public void archive(Person who, List<Long> numbers, boolean archived) {
        var all = require(who, Action.SEE, numbers);
        var others = store.launchedByOthers(numbers, who.id());
        all.forEach((number, project) -> policy.require(who, others.contains(number) ? Action.TIDY : Action.CURATE, project));
        store.change(archived
                ? new Sql().add("update run set archived = ? where number = any(?) and archived is null", Timestamp.from(clock.instant()), new Sql.Wholes(numbers))
                : new Sql().add("update run set archived = null where number = any(?)", new Sql.Wholes(numbers)));
    }

    /// The tags that a project's runs have, the most frequent first.
    public List<String> tags(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return store.list(new Sql().add("select tag from run_tag where project = ? group by tag order by count(*) desc, tag limit 200", project), row -> row.getString(1));
    }

    public List<SavedView> views(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return store.views("project", project);
    }

    /// Under a name that is there already it takes the other's place.
    public SavedView save(Person who, UUID project, String name, String address) {
        policy.require(who, Action.CURATE, project);
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw ProblemException.user("name", "A view's name must have from 1 to %d characters, not %d.".formatted(LONGEST_NAME, called.length()));
        }
        if (address.length() > LONGEST_ADDRESS) {
            throw ProblemException.user("address", "A view's address may have at most %,d characters, not %,d.".formatted(LONGEST_ADDRESS, address.length()));
        }
        if (store.views("project", project).size() >= MOST_VIEWS) {
            throw new ProblemException(Problem.Kind.CONFLICT, "name", "This project has %d views already; delete one first.".formatted(MOST_VIEWS));
        }
        store.change(new Sql().add("""
                insert into run_view (id, project, name, address, person, created_by, created) values (?, ?, ?, ?, ?, ?, ?) on conflict (project, name) do update
                set address = excluded.address, person = excluded.person, created_by = excluded.created_by, created = excluded.created""",
                Ids.next(), project, called, address, who.id(), who.name(), Timestamp.from(clock.instant())));
        return store.views("project", project).stream().filter(view -> view.name().equals(called)).findFirst().orElseThrow();
    }

    public void forget(Person who, UUID id) {
        var view = store.views("id", id).stream().filter(found -> policy.allows(who, Action.SEE, found.project())).findFirst()
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "view", "There is no such view, or it is not shared with you."));
        policy.require(who, Action.CURATE, view.project());
        store.change(new Sql().add("delete from run_view where id = ?", id));
    }

    /// The runs' projects, by their numbers.
    private Map<Long, UUID> require(Person who, Action action, List<Long> numbers) {
        if (numbers.isEmpty() || numbers.size() > MOST_RUNS) {
            throw ProblemException.user("runs", "Name from 1 to %,d runs, not %,d.".formatted(MOST_RUNS, numbers.size()));
        }
        var projects = store.projects(numbers);
        for (var project : new HashSet<>(projects.values())) {
            if (!policy.allows(who, Action.SEE, project)) {
                projects.values().removeIf(project::equals);
            }
        }
        numbers.stream().filter(number -> !projects.containsKey(number)).findFirst().ifPresent(number -> {
            throw RunTable.absent(number);
        });
        new HashSet<>(projects.values()).forEach(project -> policy.require(who, action, project));
        return projects;
    }

    private static void requireTag(String tag) {
        if (!tag.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}_./-]*") || tag.length() > LONGEST_TAG) {
            throw ProblemException.user("add", "A tag has from 1 to %d letters, digits, \"-\", \"_\", \".\" and \"/\", and begins with a letter or digit; \"%s\" does not.".formatted(LONGEST_TAG, tag));
        }
    }

    private static String clean(String tag) { return tag.strip().toLowerCase(Locale.ROOT); }
}
