package gannet.server.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An answer's body as it is made: whoever writes waits until the other end has taken what came before.
final class BodyStream extends OutputStream {
    private static final int PATIENCE = 10; // minutes in which nothing at all is taken
    private static final int PART = 1 << 16;

    private final HttpServerResponse response;
    private final Context home;
    private final byte[] part = new byte[PART];
    private int filled;

    BodyStream(HttpServerResponse response, Context home) {
        this.response = response;
        this.home = home;
    }

    @Override public void write(int value) throws IOException { write(new byte[] {(byte) value}, 0, 1); }

    @Override public void write(byte[] bytes, int from, int count) throws IOException {
        for (int at = from, left = count; left > 0; ) {
            int some = Math.min(left, PART - filled);
            System.arraycopy(bytes, at, part, filled, some);
            filled += some;
            at += some;
            left -= some;
            if (filled == PART) {
                send();
            }
        }
    }

    /// The answer is whole. Closing alone does not say so: what breaks off is closed as well.
    void end() throws IOException {
        send();
        home.runOnContext(nothing -> response.end());
    }

    private void send() throws IOException {
        if (filled == 0) {
            return;
        }
        var taken = new CompletableFuture<Void>();
        var buffer = Buffer.buffer(filled).appendBytes(part, 0, filled);
        filled = 0;
        home.runOnContext(nothing -> {
            if (response.closed() || response.ended()) {
                taken.completeExceptionally(new IOException("whoever asked has gone"));
                return;
            }
            response.write(buffer).onComplete(done -> {
                if (done.failed()) {
                    taken.completeExceptionally(done.cause());
                } else if (response.writeQueueFull()) {
                    response.drainHandler(drained -> taken.complete(null));
                    response.closeHandler(closed -> taken.completeExceptionally(new IOException("whoever asked has gone")));
                } else {
                    taken.complete(null);
                }
            });
        });
        try {
            taken.get(PATIENCE, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the answer is not taken any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the answer was interrupted", e);
        }
    }
}
