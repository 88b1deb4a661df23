package gannet.server.gallery;

import gannet.server.account.Person;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Stars, tags, boards and fingerprints in the database.
final class MarkStore extends SqlStore {
    private static final String BOARD = """
            select b.id, b.project, b.name, b.created, b.created_by, (select count(*) from board_picture m where m.board = b.id) from board b where\s""";

    MarkStore(Storage storage) { super(storage); }

    /// What has been done with some pictures.
    record Marks(Set<PictureId> stars, Map<PictureId, List<String>> tags, Map<PictureId, List<UUID>> boards) {
        Picture on(Picture bare) {
            return new Picture(bare.id(), bare.run(), bare.name(), bare.step(), bare.kind(), bare.variant(), bare.time(), bare.caption(),
                    stars.contains(bare.id()), tags.getOrDefault(bare.id(), List.of()), boards.getOrDefault(bare.id(), List.of()));
        }
    }

    Marks marks(Person who, UUID project, Collection<PictureId> pictures) {
        var sheets = pictures.stream().map(PictureId::sheet).distinct().toList();
        var stars = read("select sheet, tile from star where person = ? and project = ? and sheet = any(?)",
                row -> new PictureId(row.getLong(1), row.getInt(2)), who.id(), project, sheets);
        record Tagged(PictureId picture, String tag) {}
        var tags = read("select sheet, tile, tag from picture_tag where sheet = any(?) order by tag",
                row -> new Tagged(new PictureId(row.getLong(1), row.getInt(2)), row.getString(3)), sheets);
        record Pinned(PictureId picture, UUID board) {}
        var boards = read("select sheet, tile, board from board_picture where sheet = any(?)",
                row -> new Pinned(new PictureId(row.getLong(1), row.getInt(2)), id(row, 3)), sheets);
        return new Marks(new HashSet<>(stars),
                new HashMap<>(tags.stream().collect(Collectors.groupingBy(Tagged::picture, Collectors.mapping(Tagged::tag, Collectors.toList())))),
                new HashMap<>(boards.stream().collect(Collectors.groupingBy(Pinned::picture, Collectors.mapping(Pinned::board, Collectors.toList())))));
    }

    void star(Person who, UUID project, List<PictureId> pictures, boolean starred) {
        changeAll(starred ? "insert into star (person, project, sheet, tile) values (?, ?, ?, ?) on conflict do nothing"
                : "delete from star where person = ? and project = ? and sheet = ? and tile = ?",
                pictures.stream().map(picture -> List.of(who.id(), project, picture.sheet(), picture.tile())).toList());
    }

    void tag(UUID project, String tag, List<PictureId> pictures, boolean tagged) {
        changeAll(tagged ? "insert into picture_tag (project, tag, sheet, tile) values (?, ?, ?, ?) on conflict do nothing"
                : "delete from picture_tag where project = ? and tag = ? and sheet = ? and tile = ?",
                pictures.stream().map(picture -> List.of(project, tag, picture.sheet(), picture.tile())).toList());
    }

    void put(UUID board, List<PictureId> pictures, String by, Instant now) {
        changeAll("insert into board_picture (board, sheet, tile, added, added_by) values (?, ?, ?, ?, ?) on conflict do nothing",
                pictures.stream().map(picture -> List.of(board, picture.sheet(), picture.tile(), now, by)).toList());
    }

    void takeOff(UUID board, List<PictureId> pictures) {
        changeAll("delete from board_picture where board = ? and sheet = ? and tile = ?",
                pictures.stream().map(picture -> List.of(board, picture.sheet(), picture.tile())).toList());
    }

    List<Board> boards(UUID project) { return read(BOARD + "b.project = ? order by lower(b.name)", MarkStore::board, project); }

    Optional<Board> board(UUID id) { return first(BOARD + "b.id = ?", MarkStore::board, id); }

    /// @return whether there was none of this name
    boolean addBoard(UUID id, UUID project, String name, String by, Instant now) {
        return change("insert into board (id, project, name, created, created_by) values (?, ?, ?, ?, ?) on conflict do nothing", id, project, name, now, by) == 1;
    }

    /// @return whether there was no other one of this name
    boolean rename(UUID board, String name) {
        return change("update board b set name = ? where id = ? and not exists (select 1 from board o where o.project = b.project and lower(o.name) = lower(?) and o.id <> b.id)",
                name, board, name) == 1;
    }

    void removeBoard(UUID board) { change("delete from board where id = ?", board); }

    /// @param pixels by place in the sheet, -1 for the whole
    void keepFingerprints(long sheet, Map<Integer, byte[]> pixels) {
        changeAll("insert into fingerprint (pixels, sheet, tile) values (?, ?, ?) on conflict do nothing",
                pixels.entrySet().stream().map(each -> List.of(each.getValue(), sheet, each.getKey())).toList());
    }

    /// A picture that looks like this, and whose it is.
    record Alike(long sheet, int tile, UUID project) {}

    /// The newest first; a collapsed generator makes the same picture many times.
    List<Alike> alike(byte[] pixels, int most) {
        return read("select f.sheet, f.tile, s.project from fingerprint f join sheet s on s.id = f.sheet where f.pixels = ? order by f.sheet desc, f.tile limit " + most,
                row -> new Alike(row.getLong(1), row.getInt(2), id(row, 3)), pixels);
    }

    private static Board board(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Board(id(row, 1), id(row, 2), row.getString(3), row.getTimestamp(4).toInstant(), row.getString(5), row.getLong(6));
    }
}
