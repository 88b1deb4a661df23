package gannet.server.http;

import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/// Signing in and out.
record SessionRoutes(Accounts accounts) implements Routes {
    record SignIn(@Nullable String email, @Nullable String password) {}

    record First(@Nullable String token, @Nullable String name, @Nullable String email, @Nullable String password) {}

    @Override
    public void mount(Api api) {
        api.open(HttpMethod.POST, "/session", this::signIn);
        api.open(HttpMethod.DELETE, "/session", this::signOut);
        api.open(HttpMethod.POST, "/first-administrator", this::createAdministrator);
        api.get("/me", Call::person);
    }

    private Answer signIn(Call call) {
        var body = call.body(SignIn.class);
        if (orEmpty(body.email()).isBlank() || orEmpty(body.password()).isEmpty()) {
            throw ProblemException.user("", "Signing in takes \"email\" and \"password\"");
        }
        return withCookie(call, 200, accounts.signIn(orEmpty(body.email()), orEmpty(body.password()), call.origin()));
    }

    private Answer createAdministrator(Call call) {
        var body = call.body(First.class);
        return withCookie(call, 201, accounts.createAdministrator(
                orEmpty(body.token()), orEmpty(body.name()), orEmpty(body.email()), orEmpty(body.password()), call.origin()));
    }

    private Answer signOut(Call call) {
        call.sessionToken().ifPresent(accounts::signOut);
        return Answer.nothing().with("Set-Cookie", cookie(call, "", 0));
    }

    static Answer withCookie(Call call, int status, Accounts.SignedIn signedIn) {
        return Answer.json(status, signedIn.person()).with("Set-Cookie", cookie(call, signedIn.token(), Accounts.SESSION.toSeconds()));
    }

    private static String cookie(Call call, String token, long seconds) {
        return Cookie.cookie(Accounts.COOKIE, token).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX)
                .setSecure(call.isSecure()).setMaxAge(seconds).encode();
    }

    static String orEmpty(@Nullable String text) { return text == null ? "" : text; }
}
