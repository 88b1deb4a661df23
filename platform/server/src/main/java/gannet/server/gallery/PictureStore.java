package gannet.server.gallery;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.run.Event;
import gannet.server.account.Person;
import gannet.server.gallery.Choices.Choice;
import gannet.server.gallery.Choices.DataSetChoice;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Storage;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sheets and their pictures in the database.
final class PictureStore extends SqlStore {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};

    private static final String SHEET = """
            select s.id, s.project, s.run, r.number, s.step, p.file, p.kind, p.columns, p.rows, p.tile_width, p.tile_height, s.pictures, p.titles, p.captions
            from sheet s join run r on r.id = s.run join sample p on p.run = s.run and p.step = s.step where\s""";

    private static final String PICTURES = """
            select x.id, x.tile, r.number, r.name, s.step, s.kind, r.variant_title, s.time, p.captions[x.tile + 1]
            from (%s) x join sheet s on s.id = x.id join run r on r.id = s.run join sample p on p.run = s.run and p.step = s.step
            order by x.id desc, x.tile""";

    private static final String PASSPORT = """
            select r.id, r.number, r.name, s.step, c.folder, r.variant, g.id, g.version, g.sha256, d.name, d.version, d.hash, r.settings, r.training, s.time
            from sheet s join run r on r.id = s.run join plugin g on g.sha256 = r.plugin join data_set d on d.id = r.data_set
            left join checkpoint c on c.run = s.run and c.step = s.step where s.id = ?""";

    /// Each value once, by going from one to the next along an index.
    private static final String EACH = """
            with recursive found as (
                (select %1$s as value from %2$s where project = ? order by %1$s limit 1)
                union all select (select %1$s from %2$s where project = ? and %1$s > found.value order by %1$s limit 1) from found where found.value is not null)
            select value from found where value is not null limit 500""";

    PictureStore(Storage storage) { super(storage); }

    /// A sheet, whose it is, and where its file lies below the run directories.
    record Sheet(long id, UUID project, UUID run, long number, long step, String file, Event.Picture media) {}

    List<Picture> page(Query query, Person who, @Nullable PictureId after, int most) {
        var condition = new Condition(query, who);
        var places = condition.places(Condition.before(after), most);
        return read(PICTURES.formatted(places), PictureStore::picture, condition.values().toArray());
    }

    Optional<Picture> picture(PictureId id) {
        return first(PICTURES.formatted("select cast(? as bigint) as id, cast(? as integer) as tile"), PictureStore::picture, id.sheet(), id.tile());
    }

    long countNewer(Query query, Person who, long sheet, int most) {
        var condition = new Condition(query, who);
        return first(condition.countNewer(sheet, most), row -> row.getLong(1), condition.values().toArray()).orElse(0L);
    }

    Optional<Sheet> sheet(long id) { return first(SHEET + "s.id = ?", PictureStore::sheet, id); }

    Optional<Sheet> sheet(UUID run, long step) { return first(SHEET + "s.run = ? and s.step = ?", PictureStore::sheet, run, step); }

    List<Sheet> sheets(List<Long> ids) { return ids.isEmpty() ? List.of() : read(SHEET + "s.id = any(?)", PictureStore::sheet, ids); }

    /// @param checkpoint its folder below the run's, null if none was written at that step
    record Papers(Passport passport, @Nullable String checkpoint) {}

    Papers papers(PictureId picture) {
        return first(PASSPORT, row -> {
            var training = Json.read("training", row.getString(14), VALUES);
            long seed = training.get("seed") instanceof Number number ? number.longValue() : 0;
            var passport = new Passport(Passport.SOFTWARE, id(row, 1), row.getLong(2), row.getString(3), "/runs/" + row.getLong(2) + "?step=" + row.getLong(4), row.getLong(4),
                    picture.tile() + 1, null, row.getString(6), row.getString(7) + " " + row.getString(8), row.getString(9),
                    row.getString(10) + " " + row.getInt(11), row.getString(12), seed, Json.read("settings", row.getString(13), VALUES), training,
                    row.getTimestamp(15).toInstant());
            return new Papers(passport, row.getString(5));
        }, picture.sheet()).orElseThrow(picture::absent);
    }

    List<Choice> variants(UUID project) {
        return read("select v.value, (select r.variant_title from sheet s join run r on r.id = s.run where s.project = ? and s.variant = v.value order by s.id desc limit 1) from ("
                + each("variant", "sheet") + ") v order by 2", row -> new Choice(row.getString(1), row.getString(2)), project, project, project);
    }

    List<DataSetChoice> dataSets(UUID project) {
        return read("select d.id, d.name, d.version from (" + each("data_set", "sheet") + ") v join data_set d on d.id = v.value order by d.name, d.version desc",
                row -> new DataSetChoice(id(row, 1), row.getString(2), row.getInt(3)), project, project);
    }

    List<String> kinds(UUID project) { return read(each("kind", "sheet"), row -> row.getString(1), project, project); }

    List<String> tags(UUID project) { return read(each("tag", "picture_tag"), row -> row.getString(1), project, project); }

    private static String each(String column, String table) { return EACH.formatted(column, table); }

    private static Picture picture(ResultSet row) throws SQLException {
        var caption = row.getString(9);
        return new Picture(new PictureId(row.getLong(1), row.getInt(2)), row.getLong(3), row.getString(4), row.getLong(5), row.getString(6), row.getString(7),
                row.getTimestamp(8).toInstant(), caption == null ? "" : caption, false, List.of(), List.of());
    }

    private static Sheet sheet(ResultSet row) throws SQLException {
        return new Sheet(row.getLong(1), id(row, 2), id(row, 3), row.getLong(4), row.getLong(5), row.getString(6), new Event.Picture(
                row.getString(7), row.getInt(8), row.getInt(9), row.getInt(10), row.getInt(11), row.getInt(12), words(row.getArray(13)), words(row.getArray(14))));
    }

    private static List<String> words(Array array) throws SQLException {
        var words = new ArrayList<String>();
        for (var word : (Object[]) array.getArray()) {
            words.add(word == null ? "" : word.toString());
        }
        return words;
    }
}
