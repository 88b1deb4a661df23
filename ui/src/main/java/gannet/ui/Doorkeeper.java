package gannet.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets in only what comes from the server's front.
final class Doorkeeper extends Handler.Wrapper {
    private final byte[] secret;

    Doorkeeper(String secret, Handler behind) {
        super(behind);
        this.secret = secret.getBytes(UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var said = request.getHeaders().get(Pages.SECRET_HEADER);
        if (said == null || !MessageDigest.isEqual(secret, said.getBytes(UTF_8))) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403, "Only Gannet's own front may ask here");
            return true;
        }
        return super.handle(request, response, callback);
    }
}
