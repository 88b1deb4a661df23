package gannet.server.table;

import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The table of runs over REST.
public record TableRoutes(RunTable table, RunMarks marks) implements Routes {
    record GivenTags(@Nullable List<Long> runs, @Nullable List<String> add, @Nullable List<String> remove) {}

    record GivenArchive(@Nullable List<Long> runs, @Nullable Boolean archived) {}

    record GivenNote(@Nullable String text, @Nullable String before) {}

    record GivenView(@Nullable String name, @Nullable String address) {}

    @Override public void mount(Api api) {
        api.get("/projects/:project/runs", call -> table.page(call.person(), look(call), call.number("offset", 0, 0, RunTable.MOST_SHOWN), call.number("limit", 50, 1, 500)));
        api.get("/projects/:project/runs.csv", this::csv);
        api.get("/projects/:project/run-columns", call -> table.columns(call.person(), call.id("project")).all().stream().map(Column::address).toList());
        api.get("/projects/:project/run-groups", call -> table.groups(call.person(), look(call), call.query("by").orElse("variant")));
        api.get("/projects/:project/run-tags", call -> marks.tags(call.person(), call.id("project")));
        api.get("/projects/:project/run-views", call -> marks.views(call.person(), call.id("project")));
        api.post("/projects/:project/run-views", call -> {
            var given = call.body(GivenView.class);
            var view = marks.save(call.person(), call.id("project"), Objects.requireNonNullElse(given.name(), ""), Objects.requireNonNullElse(given.address(), ""));
            return Answer.created("/api/v1/projects/" + view.project() + "/run-views", view);
        });
        api.delete("/run-views/:id", call -> {
            marks.forget(call.person(), call.id("id"));
            return null;
        });
        api.post("/run-tags", call -> {
            var given = call.body(GivenTags.class);
            marks.tag(call.person(), numbers(given.runs()), Objects.requireNonNullElse(given.add(), List.of()), Objects.requireNonNullElse(given.remove(), List.of()));
            return null;
        });
        api.post("/run-archive", call -> {
            var given = call.body(GivenArchive.class);
            marks.archive(call.person(), numbers(given.runs()), Objects.requireNonNullElse(given.archived(), true));
            return null;
        });
        api.put("/runs/:number/note", call -> {
            var given = call.body(GivenNote.class);
            marks.note(call.person(), call.number("number"), given.before(), Objects.requireNonNullElse(given.text(), ""));
            return null;
        });
    }

    private static Look look(Call call) {
        return new Look(call.id("project"), call.query("q").orElse(""), call.query("sort").filter(sort -> !sort.isBlank()).orElse(Look.NEWEST), call.queries("columns"));
    }

    private Answer csv(Call call) {
        var text = new Csv(table, call.person(), look(call)).text();
        return Answer.text(text).with("Content-Type", "text/csv; charset=utf-8").with("Content-Disposition", "attachment; filename=\"runs.csv\"");
    }

    private static List<Long> numbers(@Nullable List<Long> given) { return given == null ? List.of() : given.stream().filter(Objects::nonNull).distinct().toList(); }
}
