package gannet.server.gallery;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Pictures over REST. Pages go from the newest back: `next` of one page is `after` of the one that follows.
public record GalleryRoutes(Gallery gallery) implements Routes {
    private static final int PAGE = 200;

    /// What is done with some pictures at once; what is left out stays as it is.
    record Marking(@Nullable List<String> pictures, @Nullable Boolean star, @Nullable String tag, @Nullable String untag, @Nullable UUID board, @Nullable UUID offBoard) {}

    record Named(@Nullable String name) {}

    @Override public void mount(Api api) {
        api.get("/projects/:project/pictures", call -> gallery.page(call.person(), query(call), call.query("after").map(PictureId::of).orElse(null),
                call.number("limit", PAGE, 1, Gallery.MOST_ON_A_PAGE)));
        api.get("/projects/:project/pictures/newer", call -> Map.of("pictures", gallery.newer(call.person(), query(call), call.number("than", 0L, 0, Long.MAX_VALUE))));
        api.get("/projects/:project/pictures/choices", call -> gallery.choices(call.person(), call.id("project")));
        api.post("/projects/:project/pictures/marks", this::mark);
        api.upload("/pictures/find", (call, file) -> gallery.finder().find(call.person(), file));
        api.stream("/pictures/zip", call -> {
            var parcel = gallery.zip(call.person(), PictureId.list(call.queries("pictures")));
            return new Api.Streamed("application/zip", parcel.name(), parcel.packing()::to);
        });
        api.get("/pictures/:picture", call -> gallery.find(call.person(), picture(call)));
        api.get("/pictures/:picture/image", call -> Answer.lastingPng(gallery.image(call.person(), picture(call))));
        api.get("/pictures/:picture/thumbnail", call -> Answer.lastingPng(gallery.thumbnail(call.person(), picture(call))));
        api.get("/pictures/:picture/download", call -> attached(gallery.download(call.person(), picture(call))));
        api.get("/pictures/:picture/passport", call -> attached(gallery.sidecar(call.person(), picture(call))));
        api.get("/projects/:project/boards", call -> gallery.boards().list(call.person(), call.id("project")));
        api.post("/projects/:project/boards", call -> {
            var board = gallery.boards().create(call.person(), call.id("project"), name(call));
            return Answer.created("/api/v1/boards/" + board.id(), board);
        });
        api.put("/boards/:board", call -> gallery.boards().rename(call.person(), call.id("board"), name(call)));
        api.delete("/boards/:board", call -> {
            gallery.boards().remove(call.person(), call.id("board"));
            return Answer.nothing();
        });
    }

    private Answer mark(Call call) {
        var marking = call.body(Marking.class);
        var project = call.id("project");
        var pictures = PictureId.list(Objects.requireNonNullElse(marking.pictures(), List.of()));
        var boards = gallery.boards();
        if (marking.star() != null) {
            boards.star(call.person(), project, pictures, marking.star());
        }
        if (marking.tag() != null) {
            boards.tag(call.person(), project, marking.tag(), pictures, true);
        }
        if (marking.untag() != null) {
            boards.tag(call.person(), project, marking.untag(), pictures, false);
        }
        if (marking.board() != null) {
            boards.put(call.person(), marking.board(), pictures);
        }
        if (marking.offBoard() != null) {
            boards.takeOff(call.person(), marking.offBoard(), pictures);
        }
        return Answer.nothing();
    }

    private static String name(Call call) { return Objects.requireNonNullElse(call.body(Named.class).name(), ""); }

    private static PictureId picture(Call call) { return PictureId.of(call.path("picture")); }

    private static Answer attached(Gallery.Download file) {
        return new Answer(200, file.type(), file.content(), Map.of("Content-Disposition", "attachment; filename=\"" + file.name() + "\""));
    }

    private static Query query(Call call) {
        return new Query(call.id("project"), id(call, "board"), call.query("starred").map("true"::equals).orElse(false), word(call, "tag"), word(call, "variant"),
                id(call, "data"), call.query("run").filter(run -> !run.isEmpty()).map(run -> call.number("run", 0L, 1, Long.MAX_VALUE)).orElse(null), word(call, "kind"),
                call.query("last").map("true"::equals).orElse(false));
    }

    private static @Nullable String word(Call call, String name) { return call.query(name).filter(word -> !word.isEmpty()).orElse(null); }

    private static @Nullable UUID id(Call call, String name) {
        var text = word(call, name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.user(name, name + " must be an id such as 0197a3b2-1c00-7000-8000-000000000000, not \"" + text + "\".");
        }
    }
}
