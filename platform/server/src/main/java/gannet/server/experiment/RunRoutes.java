package gannet.server.experiment;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import gannet.server.queue.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Launches and runs over REST.
public record RunRoutes(Experiments experiments, Runs runs) implements Routes {
    record Given(
            @Nullable String variant, @Nullable UUID dataSet, @Nullable String name,
            @Nullable Map<String, Object> settings, @Nullable Map<String, Object> training,
            @Nullable Map<String, Object> needs, @Nullable GivenSweep sweep, @Nullable ForkPoint from) {}

    /// A sweep as it is sent, where what goes without saying is left out.
    record GivenSweep(@Nullable Map<String, Axis> axes, Sweep.@Nullable Kind kind, @Nullable Integer count, @Nullable Integer seeds, @Nullable Halving halving) {
        Sweep sweep() {
            return new Sweep(Objects.requireNonNullElse(axes, Map.of()), Objects.requireNonNullElse(kind, Sweep.Kind.GRID),
                    Objects.requireNonNullElse(count, 0), Objects.requireNonNullElse(seeds, 1), halving);
        }
    }

    @Override public void mount(Api api) {
        api.post("/projects/:project/experiments", this::launch);
        api.get("/experiments/:id", call -> experiments.find(call.person(), call.id("id")));
        api.get("/runs", this::page);
        api.get("/runs/:number", call -> runs.find(call.person(), call.number("number")));
        api.post("/runs/:number/stop", call -> {
            runs.stop(call.person(), call.number("number"));
            return Answer.json(202, runs.find(call.person(), call.number("number")));
        });
        api.post("/runs/:number/pause", call -> {
            runs.pause(call.person(), call.number("number"));
            return Answer.json(202, runs.find(call.person(), call.number("number")));
        });
        api.post("/runs/:number/resume", call -> {
            runs.resume(call.person(), call.number("number"));
            return Answer.json(202, runs.find(call.person(), call.number("number")));
        });
        api.get("/runs/:number/lineage", call -> runs.lineage(call.person(), call.number("number")));
        api.get("/runs/:number/checkpoints", call -> runs.checkpoints(call.person(), call.number("number")));
        api.get("/runs/:number/log", this::log);
        api.get("/runs/:number/files", call -> runs.files(call.person(), call.number("number")));
        api.download("/runs/:number/files/content", call -> {
            var file = runs.file(call.person(), call.number("number"), call.query("path").orElse(""));
            return new Api.Download(file, "run-" + call.number("number") + "-" + file.getFileName());
        });
        api.get("/runs/:number/history", call -> runs.history(call.person(), call.number("number")));
    }

    private Answer launch(Call call) {
        var given = call.body(Given.class);
        var project = call.id("project");
        var launched = experiments.launch(call.person(), new Launch(
                project, Objects.requireNonNullElse(given.variant(), ""), Objects.requireNonNullElse(given.dataSet(), new UUID(0, 0)),
                Objects.requireNonNullElse(given.name(), ""), Objects.requireNonNullElse(given.settings(), Map.of()),
                Objects.requireNonNullElse(given.training(), Map.of()), Objects.requireNonNullElse(given.needs(), Map.of()),
                given.sweep() == null ? null : given.sweep().sweep(), given.from()));
        if (given.sweep() == null) {
            return Answer.created("/api/v1/runs/" + launched.runs().getFirst().number(), launched.runs().getFirst());
        }
        return Answer.created("/api/v1/experiments/" + launched.experiment(),
                Map.of("experiment", launched.experiment(), "runs", launched.runs().stream().map(Run::number).toList()));
    }

    private Runs.Page page(Call call) {
        var project = call.query("project").orElseThrow(() -> ProblemException.user("project",
                "Say which project's runs: /api/v1/runs?project=<id>; GET /api/v1/projects lists the ids."));
        var filter = new Runs.Filter(id("project", project), call.query("q").orElse(""), states(call.queries("state")), call.query("sort").orElse("-created"),
                call.query("experiment").map(id -> id("experiment", id)).orElse(null));
        return runs.page(call.person(), filter, call.number("offset", 0, 0, Integer.MAX_VALUE), call.number("limit", 50, 1, 500));
    }

    private Answer log(Call call) {
        List<String> lines = runs.log(call.person(), call.number("number"), call.number("lines", 200, 1, 5000), call.query("q").orElse(""));
        return Answer.text(lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    private static UUID id(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.user(name, name + " must be an id such as 0197a3b2-1c00-7000-8000-000000000000, not \"" + text + "\".");
        }
    }

    private static Set<State> states(List<String> words) {
        var states = EnumSet.noneOf(State.class);
        for (var word : words) {
            states.add(Arrays.stream(State.values()).filter(state -> state.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> ProblemException.user("state", "state must be one of " + Arrays.toString(State.values()) + ", not \"" + word + "\".")));
        }
        return states;
    }
}
