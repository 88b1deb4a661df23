package gannet.server.http;

import gannet.server.account.Accounts;
import gannet.server.account.ApiTokens;
import gannet.server.account.Person;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One's own account, sessions and API tokens. No API token opens these.
record AccountRoutes(Accounts accounts) implements Routes {
    private static final int USUAL_DAYS = 90;

    record Profile(@Nullable String name, @Nullable String email, @Nullable String currentPassword) {}

    record Password(@Nullable String currentPassword, @Nullable String password) {}

    record Wanted(@Nullable String name, @Nullable String scope, @Nullable Integer days) {}

    /// @param token shown this once
    record Shown(UUID id, String token, ApiTokens.Token about) {}

    @Override public void mount(Api api) {
        api.get("/account", Call::person);
        api.put("/account", this::changeProfile);
        api.put("/account/password", this::changePassword);
        api.get("/account/sessions", call -> accounts.sessions().list(call.person(), call.sessionToken().orElse(null)));
        api.delete("/account/sessions", call -> Map.of("ended", accounts.sessions().endOthers(call.person(), call.sessionToken().orElse(null))));
        api.delete("/account/sessions/:id", this::endSession);
        api.get("/account/tokens", call -> accounts.tokens().list(call.person()));
        api.post("/account/tokens", this::makeToken);
        api.delete("/account/tokens/:id", this::revokeToken);
    }

    private Person changeProfile(Call call) {
        var body = call.body(Profile.class);
        var who = call.person();
        return accounts.changeProfile(who, call.sessionToken().orElse(null), Objects.requireNonNullElse(body.name(), who.name()),
                Objects.requireNonNullElse(body.email(), who.email()), SessionRoutes.orEmpty(body.currentPassword()));
    }

    private Answer changePassword(Call call) {
        var body = call.body(Password.class);
        accounts.changePassword(call.person(), call.sessionToken().orElse(null), SessionRoutes.orEmpty(body.currentPassword()), SessionRoutes.orEmpty(body.password()));
        return Answer.nothing();
    }

    private Answer endSession(Call call) {
        accounts.sessions().end(call.person(), call.id("id"));
        return Answer.nothing();
    }

    private Answer makeToken(Call call) {
        var body = call.body(Wanted.class);
        var made = accounts.tokens().make(call.person(), SessionRoutes.orEmpty(body.name()), SessionRoutes.orEmpty(body.scope()), Objects.requireNonNullElse(body.days(), USUAL_DAYS));
        return Answer.created("/api/v1/account/tokens/" + made.token().id(), new Shown(made.token().id(), made.secret(), made.token()));
    }

    private Answer revokeToken(Call call) {
        accounts.tokens().revoke(call.person(), call.id("id"));
        return Answer.nothing();
    }
}
