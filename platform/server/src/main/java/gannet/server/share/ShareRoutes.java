package gannet.server.share;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Links over REST, for those who make them. What is shared stands in the query of `GET` as in the body of `POST`: a run's number, the
/// numbers of those compared, or a board's id.
public record ShareRoutes(Shares shares) implements Routes {
    record Wanted(@Nullable List<Long> runs, @Nullable UUID board, @Nullable Integer days, @Nullable String password) {}

    @Override public void mount(Api api) {
        api.get("/shares", call -> shares.list(call.person(), target(call)));
        api.post("/shares", this::create);
        api.delete("/shares/:id", call -> shares.revoke(call.person(), call.id("id")));
    }

    private Answer create(Call call) {
        var wanted = call.body(Wanted.class);
        var made = shares.create(call.person(), target(Objects.requireNonNullElse(wanted.runs(), List.of()), wanted.board()),
                Objects.requireNonNullElse(wanted.days(), Shares.DAYS), Objects.requireNonNullElse(wanted.password(), ""));
        return Answer.json(201, made);
    }

    private static Target target(Call call) {
        var board = call.query("board").orElse("");
        try {
            return target(call.queries("runs").stream().map(Long::parseLong).toList(), board.isEmpty() ? null : UUID.fromString(board));
        } catch (IllegalArgumentException e) {
            throw ProblemException.user("runs", "Say what is shared: ?runs=12, ?runs=12,15 or ?board=<id>.");
        }
    }

    private static Target target(List<Long> runs, @Nullable UUID board) {
        if (runs.isEmpty() == (board == null)) {
            throw ProblemException.user("runs", "A link shows either runs or a board: {\"runs\": [12]}, {\"runs\": [12, 15]} or {\"board\": \"…\"}.");
        }
        return board != null ? new Target.OnBoard(board) : runs.size() == 1 ? new Target.OneRun(runs.getFirst()) : new Target.Comparison(runs);
    }
}
