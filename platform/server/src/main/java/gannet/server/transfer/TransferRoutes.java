package gannet.server.transfer;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs as zips over REST. A zip is sent as the request's body: `curl --data-binary @gannet-run-12.zip …/api/v1/projects/<project>/runs/import`.
public record TransferRoutes(Transfers transfers) implements Routes {
    @Override public void mount(Api api) {
        api.stream("/runs/:number/export", call -> {
            var parcel = transfers.export(call.person(), call.number("number"), checkpoint(call));
            return new Api.Streamed("application/zip", parcel.name(), parcel::writeTo);
        });
        api.upload("/projects/:project/runs/import", (call, file) -> {
            long number = transfers.bring(call.person(), call.id("project"), file);
            return Answer.created("/api/v1/runs/" + number, Map.of("number", number));
        });
        api.get("/runs/:number/origin", call -> transfers.origin(call.person(), call.number("number")).orElse(null));
    }

    private static @Nullable Long checkpoint(Call call) {
        var word = call.query("checkpoint").orElse("newest");
        if (word.matches("[0-9]{1,18}")) {
            return Long.parseLong(word);
        }
        return switch (word) {
            case "newest" -> null;
            case "none" -> -1L;
            default -> throw ProblemException.user("checkpoint", "checkpoint must be newest, none or a step, not \"" + word + "\".");
        };
    }
}
