package gannet.server.gallery;

import gannet.server.account.Person;
import java.util.ArrayList;
import java.util.List;

/// A query's SQL: which rows of `sheet s`, and which places in them. Every form of it is answered along an index, from the newest back.
final class Condition {
    private static final PictureId NEWEST = new PictureId(Long.MAX_VALUE, -1);

    private final Query query;
    private final Person who;
    private final List<Object> values = new ArrayList<>();

    Condition(Query query, Person who) {
        this.query = query;
        this.who = who;
    }

    /// For the question marks, in their order.
    List<Object> values() { return values; }

    /// `id` and `tile` of the pictures behind another one, at most so many.
    String places(PictureId after, int most) { return isOfMarked() ? markedPlaces(after, most) : allPlaces(after, most); }

    static PictureId before(@org.jspecify.annotations.Nullable PictureId last) { return last == null ? NEWEST : last; }

    /// Whether only pictures are asked for that somebody has marked, which are few.
    boolean isOfMarked() { return query.board() != null || query.starred() || query.tag() != null; }

    private String allPlaces(PictureId after, int most) {
        var sql = "select s.id, t.tile from (select s.id, s.pictures from sheet s " + sheets() + " and s.id <= ? order by s.id desc limit ?) s"
                + " cross join lateral generate_series(case when s.id = ? then ? else 0 end, s.pictures - 1) t(tile) order by s.id desc, t.tile limit ?";
        values.addAll(List.of(after.sheet(), most, after.sheet(), after.tile() + 1, most));
        return sql;
    }

    private String markedPlaces(PictureId after, int most) {
        var from = query.board() != null ? "board_picture" : query.starred() ? "star" : "picture_tag";
        var sql = "select m.sheet as id, m.tile from " + from + " m join sheet s on s.id = m.sheet " + sheets() + marks()
                + " and m.sheet <= ? and (m.sheet < ? or m.tile > ?) order by m.sheet desc, m.tile limit ?";
        values.addAll(List.of(after.sheet(), after.sheet(), after.tile(), most));
        return sql;
    }

    /// How many pictures are newer than a sheet, at most about so many.
    String countNewer(long sheet, int most) {
        var sql = "select coalesce(sum(pictures), 0) from (select s.pictures from sheet s " + sheets() + " and s.id > ? order by s.id limit ?) fresh";
        values.addAll(List.of(sheet, most));
        return sql;
    }

    private String sheets() {
        var sql = new StringBuilder(query.last() ? "join run r on r.id = s.run and r.latest_sample_step = s.step " : "").append("where s.project = ? and s.pictures > 0");
        values.add(query.project());
        if (query.run() != null) {
            sql.append(" and s.run = (select id from run where number = ?)");
            values.add(query.run());
        }
        if (query.variant() != null) {
            sql.append(" and s.variant = ?");
            values.add(query.variant());
        }
        if (query.dataSet() != null) {
            sql.append(" and s.data_set = ?");
            values.add(query.dataSet());
        }
        if (query.kind() != null) {
            sql.append(" and s.kind = ?");
            values.add(query.kind());
        }
        return sql.toString();
    }

    /// The first of them is where the rows are taken from, the others must be true of these.
    private String marks() {
        var sql = new StringBuilder();
        if (query.board() != null) {
            sql.append(" and m.board = ?");
            values.add(query.board());
        }
        if (query.starred()) {
            sql.append(query.board() == null ? " and m.person = ? and m.project = ?" : also("star x where x.person = ? and x.project = ?"));
            values.addAll(List.of(who.id(), query.project()));
        }
        if (query.tag() != null) {
            sql.append(query.board() == null && !query.starred() ? " and m.project = ? and m.tag = ?" : also("picture_tag x where x.project = ? and x.tag = ?"));
            values.addAll(List.of(query.project(), query.tag()));
        }
        return sql.toString();
    }

    private static String also(String rows) { return " and exists (select 1 from " + rows + " and x.sheet = m.sheet and x.tile = m.tile)"; }
}
