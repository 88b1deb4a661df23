package gannet.server.http;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.FullDisk;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bodies too large for memory, streamed to files as fast as the disk takes them.
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int PATIENCE = 6; // hours

    private final Vertx vertx;
    private final Path folder;
    private final long limit;

    /// @param folder emptied at start    @param limit bytes
    Uploads(Vertx vertx, Path folder, long limit) {
        this.vertx = vertx;
        this.folder = folder;
        this.limit = limit;
        try {
            Files.createDirectories(folder);
            try (var leftOver = Files.list(folder)) {
                leftOver.forEach(this::remove);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "Uploads cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Blocks until all is there; the request was paused before.
    Path receive(Context home, HttpServerRequest request) throws InterruptedException {
        var header = request.getHeader("Content-Length");
        long declared = header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : 0;
        if (declared > limit) {
            throw tooLarge();
        }
        long free = folder.toFile().getUsableSpace();
        if (declared > free) {
            throw doesNotFit(declared, free); // before it has filled the disk for everybody else
        }
        try {
            var file = Files.createTempFile(folder, "upload-", "");
            try {
                stream(home, request, file);
                return file;
            } catch (ProblemException | InterruptedException e) {
                remove(file);
                throw e;
            }
        } catch (IOException e) {
            if (FullDisk.isBehind(e)) {
                throw full(e);
            }
            throw new ProblemException(Problem.Kind.RESOURCES, "The upload cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void stream(Context home, HttpServerRequest request, Path file) throws InterruptedException {
        var received = new AtomicLong();
        var done = Promise.<Void>promise();
        home.runOnContext(nothing -> vertx.fileSystem().open(file.toString(), new OpenOptions().setWrite(true))
                .onFailure(done::tryFail)
                .onSuccess(target -> copy(request, target, received, done)));
        try {
            done.future().toCompletionStage().toCompletableFuture().get(PATIENCE, TimeUnit.HOURS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            if (FullDisk.isBehind(e)) {
                throw full(e);
            }
            throw new ProblemException(Problem.Kind.USER, "The upload broke off after " + received.get() + " bytes; send it again", e);
        } catch (TimeoutException e) {
            throw new ProblemException(Problem.Kind.USER, "The upload took longer than " + PATIENCE + " hours; send less at once", e);
        }
    }

    private void copy(HttpServerRequest request, AsyncFile target, AtomicLong received, Promise<Void> done) {
        done.future().onFailure(failed -> {
            target.close();
            discard(request);
        });
        target.exceptionHandler(done::tryFail);
        request.exceptionHandler(done::tryFail);
        request.handler(part -> {
            if (received.addAndGet(part.length()) > limit) {
                done.tryFail(tooLarge());
                return;
            }
            target.write(part).onFailure(done::tryFail);
            if (target.writeQueueFull()) {
                request.pause();
                target.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> target.close().onSuccess(closed -> done.tryComplete()).onFailure(done::tryFail));
        request.resume();
    }

    /// Lets what still comes run out, so that the answer can be read.
    static void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(rest -> {}).endHandler(end -> {}).resume();
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The upload {} could not be removed: {}", file, e.getMessage());
        }
    }

    private static ProblemException full(Exception e) {
        return new ProblemException(Problem.Kind.RESOURCES, "The server's disk is full, and nothing of the upload was kept; make room there, then send it again", e);
    }

    private static ProblemException doesNotFit(long bytes, long free) {
        return new ProblemException(Problem.Kind.RESOURCES, "", "The upload has %,d bytes, and the server's disk has room for %,d; make room there, then send it again"
                .formatted(bytes, free));
    }

    private ProblemException tooLarge() {
        return ProblemException.user("", "The upload is larger than " + (limit >> 20) + " MB, the most that this server takes; "
                + "send less, or raise --upload-limit");
    }
}
