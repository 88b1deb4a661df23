package gannet.server.vote;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Blind tests over REST. Places and sides are those of whoever asks: nobody else's order is the same.
public record BlindTestRoutes(BlindTests tests) implements Routes {
    /// @param b null for real pictures
    record Wanted(@Nullable Long a, @Nullable Long b, @Nullable String name) {}

    record Vote(@Nullable String side) {}

    @Override public void mount(Api api) {
        api.post("/blind-tests", this::create);
        api.get("/projects/:project/blind-tests", call -> tests.list(call.person(), call.id("project")));
        api.get("/blind-tests/:id", call -> tests.find(call.person(), call.id("id")));
        api.get("/blind-tests/:id/pairs/:place/:side", call -> Answer.png(tests.picture(call.person(), call.id("id"), place(call), side(call.path("side"))))
                .with("Cache-Control", "private, max-age=3600").with("Vary", "Cookie")); // another person's order is another one
        api.put("/blind-tests/:id/pairs/:place", call -> tests.vote(call.person(), call.id("id"), place(call),
                side(Objects.requireNonNullElse(call.body(Vote.class).side(), ""))));
        api.post("/blind-tests/:id/close", call -> tests.close(call.person(), call.id("id")));
    }

    private Answer create(Call call) {
        var wanted = call.body(Wanted.class);
        if (wanted.a() == null) {
            throw ProblemException.user("a", "Name a run: {\"a\": 12, \"b\": 15}, or {\"a\": 12} against the real pictures of its data set.");
        }
        var made = tests.create(call.person(), wanted.a(), wanted.b(), Objects.requireNonNullElse(wanted.name(), ""));
        return Answer.created("/api/v1/blind-tests/" + made.id(), made);
    }

    private static int place(Call call) { return Math.clamp(call.number("place"), -1, Integer.MAX_VALUE); }

    private static Side side(String word) {
        return Arrays.stream(Side.values()).filter(side -> side.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> ProblemException.user("side", "side must be left, right or same, not \"" + word + "\"."));
    }
}
