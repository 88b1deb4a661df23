package gannet.server.team;

import gannet.parameters.ProblemException;
import gannet.server.account.Role;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Teams, their people and their projects over REST.
public record TeamRoutes(Teams teams, Projects projects, Moves moves) implements Routes {
    record Named(@Nullable String name) {}

    record Taken(@Nullable String email, @Nullable String role) {}

    record Given(@Nullable String name, @Nullable String description, @Nullable String visibility, @Nullable List<UUID> people) {}

    record Where(@Nullable UUID project, @Nullable UUID team) {}

    @Override
    public void mount(Api api) {
        api.get("/teams", call -> teams.list(call.person()));
        api.post("/teams", call -> Answer.json(201, teams.make(call.person(), name(call))));
        api.get("/teams/:team", call -> teams.find(call.person(), call.id("team")));
        api.put("/teams/:team", call -> teams.rename(call.person(), call.id("team"), name(call)));
        api.get("/teams/:team/people", call -> teams.people(call.person(), call.id("team")));
        api.post("/teams/:team/people", this::add);
        api.put("/teams/:team/people/:person", this::role);
        api.delete("/teams/:team/people/:person", call -> {
            teams.remove(call.person(), call.id("team"), call.id("person"));
            return null;
        });
        api.get("/projects", call -> teams.projects(call.person()));
        api.post("/teams/:team/projects", call -> Answer.json(201, projects.make(call.person(), call.id("team"), plan(call))));
        api.get("/projects/:project", call -> projects.find(call.person(), call.id("project")));
        api.put("/projects/:project", this::change);
        api.get("/projects/:project/people", call -> projects.people(call.person(), call.id("project")));
        api.post("/projects/:project/archive", call -> projects.archive(call.person(), call.id("project"), true));
        api.post("/projects/:project/bring-back", call -> projects.archive(call.person(), call.id("project"), false));
        api.post("/projects/:project/team", call -> projects.give(call.person(), call.id("project"), required("team", call.body(Where.class).team())));
        api.post("/runs/:number/project", call -> {
            moves.run(call.person(), call.number("number"), required("project", call.body(Where.class).project()));
            return null;
        });
        api.post("/datasets/:id/project", call -> {
            moves.dataSet(call.person(), call.id("id"), required("project", call.body(Where.class).project()));
            return null;
        });
    }

    private @Nullable Object add(Call call) {
        var given = call.body(Taken.class);
        teams.add(call.person(), call.id("team"), required("email", given.email()), chosen("role", Role.class, given.role()));
        return null;
    }

    private @Nullable Object role(Call call) {
        teams.change(call.person(), call.id("team"), call.id("person"), chosen("role", Role.class, call.body(Taken.class).role()));
        return null;
    }

    /// What is left out stays as it is: nobody opens a private project by giving it another name.
    private Project change(Call call) {
        var given = call.body(Given.class);
        var project = call.id("project");
        var now = projects.find(call.person(), project);
        return projects.change(call.person(), project, new Projects.Plan(Objects.requireNonNullElse(given.name(), now.name()), Objects.requireNonNullElse(given.description(), now.description()),
                given.visibility() == null ? now.visibility() : chosen("visibility", Visibility.class, given.visibility()),
                given.people() == null ? projects.people(call.person(), project) : given.people()));
    }

    private static Projects.Plan plan(Call call) {
        var given = call.body(Given.class);
        return new Projects.Plan(required("name", given.name()), Objects.requireNonNullElse(given.description(), ""),
                chosen("visibility", Visibility.class, Objects.requireNonNullElse(given.visibility(), "TEAM")), Objects.requireNonNullElse(given.people(), List.of()));
    }

    private static String name(Call call) { return required("name", call.body(Named.class).name()); }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw ProblemException.user(name, "This takes \"" + name + "\" in a JSON body");
        }
        return value;
    }

    private static <E extends Enum<E>> E chosen(String name, Class<E> type, @Nullable String value) {
        return Arrays.stream(type.getEnumConstants()).filter(one -> value != null && one.name().equals(value.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> ProblemException.user(name, name + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", not \"" + value + "\""));
    }
}
