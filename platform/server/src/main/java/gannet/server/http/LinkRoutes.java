package gannet.server.http;

import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.Invitations;
import gannet.server.account.Role;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Invitations, and what people do who come with a link that is used once.
record LinkRoutes(Accounts accounts) implements Routes {
    record Wanted(@Nullable String team, @Nullable String role, @Nullable String name, @Nullable String email) {}

    /// @param link shown this once
    record Sent(UUID id, String link, Instant expires) {}

    /// What a stranger with the link is told.
    record Welcome(String name, String email, String team, Role role, String invitedBy, Instant expires) {}

    record Joining(@Nullable String name, @Nullable String email, @Nullable String password) {}

    @Override public void mount(Api api) {
        api.get("/invitations", call -> accounts.invitations().list(call.person()));
        api.post("/invitations", this::invite);
        api.delete("/invitations/:id", this::withdraw);
        api.open(HttpMethod.GET, "/join/:token", this::look);
        api.open(HttpMethod.POST, "/join/:token", this::join);
        api.post("/join/:token/accept", this::accept);
        api.open(HttpMethod.GET, "/reset/:token", call -> Map.of("name", accounts.resets().look(call.path("token"))));
        api.open(HttpMethod.POST, "/reset/:token", this::reset);
    }

    private Answer invite(Call call) {
        var body = call.body(Wanted.class);
        var issued = accounts.invitations().invite(call.person(), team(SessionRoutes.orEmpty(body.team())), SessionRoutes.orEmpty(body.role()),
                SessionRoutes.orEmpty(body.name()), SessionRoutes.orEmpty(body.email()));
        var invitation = issued.invitation();
        return Answer.created("/api/v1/invitations/" + invitation.id(), new Sent(invitation.id(), call.link("/join/" + issued.token()), invitation.expires()));
    }

    private static UUID team(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.user("team", "team must be the id of a team, as GET /api/v1/projects gives it, not \"" + id + "\"");
        }
    }

    private Answer withdraw(Call call) {
        accounts.invitations().withdraw(call.person(), call.id("id"));
        return Answer.nothing();
    }

    private Welcome look(Call call) { return welcome(accounts.invitations().look(call.path("token"))); }

    private static Welcome welcome(Invitations.Invitation found) {
        return new Welcome(found.name(), found.email(), found.teamName(), found.role(), found.createdBy(), found.expires());
    }

    private Answer join(Call call) {
        var body = call.body(Joining.class);
        return SessionRoutes.withCookie(call, 201, accounts.invitations().join(call.path("token"), SessionRoutes.orEmpty(body.name()), SessionRoutes.orEmpty(body.email()),
                SessionRoutes.orEmpty(body.password()), call.origin()));
    }

    private Answer accept(Call call) {
        accounts.invitations().accept(call.person(), call.path("token"));
        return Answer.nothing();
    }

    private Answer reset(Call call) {
        var body = call.body(Joining.class);
        return SessionRoutes.withCookie(call, 200, accounts.resets().reset(call.path("token"), SessionRoutes.orEmpty(body.password()), call.origin()));
    }
}
