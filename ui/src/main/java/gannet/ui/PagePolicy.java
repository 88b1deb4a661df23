package gannet.ui;

import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;

/// What a page may load and run: what comes from this server, and those scripts of the first page that carry this answer's
/// nonce. Vaadin's client makes functions of the expressions that the server sends, and its components write styles.
final class PagePolicy implements IndexHtmlRequestListener {
    private static final long serialVersionUID = 1;
    private static final String POLICY = "default-src 'self'; script-src 'self' 'nonce-%s' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
            + " font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();

    @Override
    public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        response.getDocument().select("script").attr("nonce", nonce);
        response.getVaadinResponse().setHeader("Content-Security-Policy", POLICY.formatted(nonce));
    }
}
