package gannet.server.together;

import gannet.server.account.Person;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Comments in the database.
final class CommentStore extends SqlStore {
    private static final String COMMENT = """
            select c.id, c.project, c.kind, c.step, c.tile, c.x, c.y, c.person, c.author, c.text, c.mentions, c.created, c.edited, c.deleted_by, c.data_set, r.number
            from comment c left join run r on r.id = c.run where\s""";

    CommentStore(Transaction transaction) { super(transaction); }

    /// @param run whose it is, null for a data set's
    record Thing(UUID project, @Nullable UUID run, @Nullable UUID dataSet) {}

    record Kept(UUID id, UUID project, Topic topic, Place place, @Nullable UUID person, String author, String text, List<String> mentions, Instant created,
            @Nullable Instant edited, @Nullable String deletedBy) {
        Comment shownTo(Person who, boolean maintains) {
            boolean mine = deletedBy == null && who.id().equals(person);
            return new Comment(id, place, author, text, mentions, created, edited, deletedBy, mine, mine || deletedBy == null && maintains);
        }
    }

    Optional<Thing> run(long number) { return first("select project, id from run where number = ?", row -> new Thing(id(row, 1), id(row, 2), null), number); }

    /// Of a project, or built in.
    Optional<Thing> dataSet(UUID id, UUID project) {
        return first("select id from data_set where id = ? and (project is null or project = ?)", row -> new Thing(project, null, id(row, 1)), id, project);
    }

    Optional<Integer> pictures(UUID run, long step) { return first("select count from sample where run = ? and step = ?", row -> row.getInt(1), run, step); }

    boolean hasCheckpoint(UUID run, long step) { return first("select 1 from checkpoint where run = ? and step = ?", row -> 1, run, step).isPresent(); }

    /// The newest so many, in the order in which they were written.
    List<Kept> of(Thing thing, int most) {
        return (thing.run() != null ? read(COMMENT + "c.run = ? order by c.created desc, c.id desc limit ?", CommentStore::kept, thing.run(), most)
                : read(COMMENT + "c.data_set = ? and c.project = ? order by c.created desc, c.id desc limit ?", CommentStore::kept, thing.dataSet(), thing.project(), most)).reversed();
    }

    Optional<Kept> find(UUID id) { return first(COMMENT + "c.id = ?", CommentStore::kept, id); }

    void add(UUID id, Thing thing, Place place, Person who, String text, List<String> mentions, Instant now) {
        change("""
                insert into comment (id, project, kind, run, data_set, step, tile, x, y, person, author, text, mentions, created)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, thing.project(), place.kind(), thing.run(), thing.dataSet(), place.step(), place.tile(),
                place.x(), place.y(), who.id(), who.name(), text, mentions, now);
    }

    void edit(UUID id, String text, List<String> mentions, Instant now) {
        change("update comment set text = ?, mentions = ?, edited = ? where id = ? and deleted is null", text, mentions, now, id);
    }

    void delete(UUID id, Person who, Instant now) {
        change("update comment set text = '', mentions = '{}', deleted = ?, deleted_by = ? where id = ? and deleted is null", now, who.name(), id);
    }

    /// Who could be called: those who see the project.
    List<Person> people(UUID project) {
        return read("""
                select p.id, p.name, p.email, p.administrator from standing s join person p on p.id = s.person where s.project = ?
                order by lower(p.name), p.id limit 2000""",
                row -> new Person(id(row, 1), row.getString(2), row.getString(3), row.getBoolean(4)), project);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var project = id(row, 2);
        var place = new Place(Place.Kind.valueOf(row.getString(3)), maybe(row, 4, Long.class), maybe(row, 5, Integer.class), maybe(row, 6, Double.class), maybe(row, 7, Double.class));
        var topic = place.kind() == Place.Kind.DATA_SET ? new Topic.OfDataSet(id(row, 15), project) : new Topic.OfRun(row.getLong(16));
        return new Kept(id(row, 1), project, topic, place, maybeId(row, 8), row.getString(9), row.getString(10), words(row, 11), time(row, 12),
                maybeTime(row, 13), row.getString(14));
    }
}
