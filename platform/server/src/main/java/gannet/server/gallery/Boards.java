package gannet.server.gallery;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.storage.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/// What people do with pictures: stars of their own, tags and boards of the team.
public final class Boards {
    private static final int MOST_AT_ONCE = 1000;
    private static final int MOST_BOARDS = 500;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TAG = 50;

    private final PictureStore store;
    private final MarkStore marks;
    private final Policy policy;
    private final Clock clock;

    Boards(PictureStore store, MarkStore marks, Policy policy, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.policy = policy;
        this.clock = clock;
    }

    public List<Board> list(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return marks.boards(project);
    }

    public Board create(Person who, UUID project, String name) {
        policy.require(who, Action.CURATE, project);
        var id = Ids.next();
        var named = name(name);
        if (marks.boards(project).size() >= MOST_BOARDS) {
            throw new ProblemException(Problem.Kind.CONFLICT, "name", "A project has at most " + MOST_BOARDS + " boards; remove one that nobody needs.");
        }
        if (!marks.addBoard(id, project, named, who.name(), clock.instant())) {
            throw taken(named);
        }
        return find(id);
    }

    public Board rename(Person who, UUID board, String name) {
        changeable(who, board);
        var named = name(name);
        if (!marks.rename(board, named)) {
            throw taken(named);
        }
        return find(board);
    }

    /// The pictures stay where they are.
    public void remove(Person who, UUID board) { marks.removeBoard(changeable(who, board).id()); }

    public void put(Person who, UUID board, List<PictureId> pictures) {
        var there = changeable(who, board);
        marks.put(board, checked(there.project(), pictures), who.name(), clock.instant());
    }

    public void takeOff(Person who, UUID board, List<PictureId> pictures) {
        var there = changeable(who, board);
        marks.takeOff(board, checked(there.project(), pictures));
    }

    /// For this person alone, so whoever sees a picture may.
    public void star(Person who, UUID project, List<PictureId> pictures, boolean starred) {
        policy.require(who, Action.SEE, project);
        marks.star(who, project, checked(project, pictures), starred);
    }

    public void tag(Person who, UUID project, String tag, List<PictureId> pictures, boolean tagged) {
        policy.require(who, Action.TAG, project);
        marks.tag(project, tagName(tag), checked(project, pictures), tagged);
    }

    private Board find(UUID board) { return marks.board(board).orElseThrow(() -> absent(board)); }

    private Board changeable(Person who, UUID id) {
        var board = marks.board(id).filter(one -> policy.allows(who, Action.SEE, one.project())).orElseThrow(() -> absent(id));
        policy.require(who, Action.CURATE, board.project());
        return board;
    }

    /// All of them are in the project, or it is as if one were not there.
    private List<PictureId> checked(UUID project, List<PictureId> pictures) {
        if (pictures.isEmpty() || pictures.size() > MOST_AT_ONCE) {
            throw ProblemException.user("pictures", "Name from 1 to " + MOST_AT_ONCE + " pictures, not " + pictures.size() + ".");
        }
        var sheets = store.sheets(pictures.stream().map(PictureId::sheet).distinct().toList()).stream()
                .filter(sheet -> sheet.project().equals(project)).collect(Collectors.toMap(PictureStore.Sheet::id, sheet -> sheet.media().count()));
        for (var picture : pictures) {
            if (picture.tile() >= sheets.getOrDefault(picture.sheet(), 0)) {
                throw picture.absent();
            }
        }
        return pictures;
    }

    private static String name(String name) {
        var named = name.strip();
        if (named.isEmpty() || named.length() > LONGEST_NAME) {
            throw ProblemException.user("name", "A board's name has from 1 to " + LONGEST_NAME + " characters, not " + named.length() + ".");
        }
        return named;
    }

    private static String tagName(String tag) {
        var named = tag.strip().toLowerCase(Locale.ROOT);
        if (named.isEmpty() || named.length() > LONGEST_TAG || named.contains(",")) {
            throw ProblemException.user("tag", "A tag has from 1 to " + LONGEST_TAG + " characters and no comma, unlike \"" + named + "\".");
        }
        return named;
    }

    private static ProblemException taken(String name) {
        return new ProblemException(Problem.Kind.CONFLICT, "name", "There is a board \"" + name + "\" already; choose another name.");
    }

    private static ProblemException absent(UUID board) {
        return new ProblemException(Problem.Kind.ABSENT, "board", "There is no board " + board + ", or it is not shared with you.");
    }
}
