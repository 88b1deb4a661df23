package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import gannet.server.Services;
import gannet.server.account.Accounts;
import gannet.server.account.Origin;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import java.util.Optional;

/// The cookie that says who somebody is, to pages and REST alike. Pages answer by HTTP (only what they say unasked goes
/// over the websocket), so an answer can carry it.
public final class SessionCookie {
    private SessionCookie() {}

    public static void set(String token) { send(Accounts.COOKIE, token, (int) Accounts.SESSION.toSeconds()); }

    /// Where the one comes from who asks now.
    public static Origin origin() {
        var request = VaadinRequest.getCurrent();
        return new Origin(request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    }

    /// The token that the browser sent, if it sent one.
    public static Optional<String> token(VaadinRequest request) { return value(request, Accounts.COOKIE); }

    /// Of another cookie.
    public static Optional<String> value(String name) { return value(VaadinRequest.getCurrent(), name); }

    private static Optional<String> value(VaadinRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /// Signs out, and leads to the sign-in page.
    public static void leave(UI ui, Services services) {
        token(VaadinRequest.getCurrent()).ifPresent(services.accounts()::signOut);
        send(Accounts.COOKIE, "", 0);
        ui.getPage().setLocation("sign-in");
        ui.getSession().getSession().invalidate();
    }

    /// @param seconds 0 takes it away
    public static void send(String name, String value, int seconds) {
        var cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(VaadinRequest.getCurrent().isSecure());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(seconds);
        VaadinResponse.getCurrent().addCookie(cookie);
    }
}
