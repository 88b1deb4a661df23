package gannet.server.together;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Comments over REST. Those on a data set are asked for within a project: `?project=…`.
public record CommentRoutes(Comments comments) implements Routes {
    record Written(@Nullable String text, Place.@Nullable Kind kind, @Nullable Long step, @Nullable Integer tile, @Nullable Double x, @Nullable Double y) {
        String words() { return Objects.requireNonNullElse(text, ""); }

        Place place(Place.Kind otherwise) { return new Place(Objects.requireNonNullElse(kind, otherwise), step, tile, x, y); }
    }

    record Edited(@Nullable String text) {}

    @Override public void mount(Api api) {
        api.get("/runs/:number/comments", call -> comments.about(call.person(), run(call)));
        api.post("/runs/:number/comments", call -> write(call, run(call), Place.Kind.RUN));
        api.get("/datasets/:id/comments", call -> comments.about(call.person(), dataSet(call)));
        api.post("/datasets/:id/comments", call -> write(call, dataSet(call), Place.Kind.DATA_SET));
        api.put("/comments/:id", call -> comments.edit(call.person(), call.id("id"), Objects.requireNonNullElse(call.body(Edited.class).text(), "")));
        api.delete("/comments/:id", call -> {
            comments.delete(call.person(), call.id("id"));
            return Answer.nothing();
        });
    }

    private Answer write(Call call, Topic topic, Place.Kind kind) {
        var written = call.body(Written.class);
        return Answer.json(201, comments.write(call.person(), topic, written.place(kind), written.words()));
    }

    private static Topic run(Call call) { return new Topic.OfRun(call.number("number")); }

    private static Topic dataSet(Call call) {
        var project = call.query("project").orElseThrow(() -> ProblemException.user("project", "Say in which project: ?project=<id>; GET /api/v1/projects lists the ids."));
        try {
            return new Topic.OfDataSet(call.id("id"), UUID.fromString(project));
        } catch (IllegalArgumentException e) {
            throw ProblemException.user("project", "project must be an id such as 0197a3b2-1c00-7000-8000-000000000000, not \"" + project + "\".");
        }
    }
}
