package gannet.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import gannet.server.account.Accounts;
import jakarta.servlet.http.Cookie;

/// The cookie that says who somebody is, to pages and REST alike. Pages answer by HTTP (only what they say unasked goes
/// over the websocket), so an answer can carry it.
public final class SessionCookie {
    private SessionCookie() {}

    public static void set(String token) { send(token, (int) Accounts.SESSION.toSeconds()); }

    static void clear() { send("", 0); }

    private static void send(String token, int seconds) {
        var cookie = new Cookie(Accounts.COOKIE, token);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(VaadinRequest.getCurrent().isSecure());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(seconds);
        VaadinResponse.getCurrent().addCookie(cookie);
    }
}
