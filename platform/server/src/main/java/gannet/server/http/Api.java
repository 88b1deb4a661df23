package gannet.server.http;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.audit.Whence;
import gannet.server.problem.Trouble;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The routes below `/api/v1`. Each runs on a virtual thread of its own, so it may block; what it returns is written as
/// JSON, an [Answer] as it is, and null as "204 No Content"; what it throws becomes problem+json. Paths are those of
/// Vert.x: `/runs/:number`.
public final class Api {
    /// Bytes of JSON that anybody may make us keep in memory.
    private static final long LARGEST_BODY = 1 << 20;

    @FunctionalInterface
    public interface Work {
        @Nullable Object answer(Call call) throws Exception;
    }

    @FunctionalInterface
    public interface UploadWork {
        /// @param file what was sent, gone after the answer
        @Nullable Object answer(Call call, Path file) throws Exception;
    }

    /// A file to be sent as it is.
    ///
    /// @param name under which a browser keeps it
    public record Download(Path file, String name) {}

    @FunctionalInterface
    public interface DownloadWork {
        Download file(Call call) throws Exception;
    }

    @FunctionalInterface
    public interface LiveWork {
        /// @return what is closed when the listener goes
        AutoCloseable follow(Call call, EventStream events) throws Exception;
    }

    /// Something that answers, as `POST /runs/:number/stop` below `/api/v1`.
    ///
    /// @param open whether it answers those who are not signed in as well
    public record Mounted(String method, String path, boolean open) {}

    private final List<Mounted> mounted = new ArrayList<>();
    private final Router router;
    private final Accounts accounts;
    private final Callers callers;
    private final Executor threads;
    private final Uploads uploads;

    Api(Router router, Accounts accounts, Callers callers, Executor threads, Uploads uploads) {
        this.router = router;
        this.accounts = accounts;
        this.callers = callers;
        this.threads = threads;
        this.uploads = uploads;
    }

    public void get(String path, Work work) { route(HttpMethod.GET, path, false, signedIn(work)); }

    public void post(String path, Work work) { route(HttpMethod.POST, path, false, signedIn(work)); }

    public void put(String path, Work work) { route(HttpMethod.PUT, path, false, signedIn(work)); }

    public void delete(String path, Work work) { route(HttpMethod.DELETE, path, false, signedIn(work)); }

    /// For those who are not signed in as well.
    public void open(HttpMethod method, String path, Work work) { route(method, path, true, work); }

    /// Takes a body of any size up to the server's limit to a file, and only from somebody who is signed in.
    public void upload(String path, UploadWork work) {
        mounted.add(new Mounted("POST", path, false));
        router.post(path).handler(context -> {
            var home = context.vertx().getOrCreateContext();
            context.request().pause();
            context.addEndHandler(answered -> Uploads.discard(context.request()));
            run(context, call -> {
                callers.refuseForeign(context.request());
                call.person();
                var file = uploads.receive(home, context.request());
                try {
                    return work.answer(call, file);
                } finally {
                    uploads.remove(file);
                }
            });
        });
    }

    /// Sends a file of any size without reading it into memory.
    public void download(String path, DownloadWork work) {
        mounted.add(new Mounted("GET", path, false));
        router.get(path).handler(context -> {
            var call = new Call(context, accounts, callers);
            var home = context.vertx().getOrCreateContext();
            threads.execute(() -> {
                try {
                    call.person();
                    var download = Whence.from(call.address(), () -> work.file(call));
                    home.runOnContext(nothing -> Responses.send(context, download));
                } catch (Exception e) {
                    home.runOnContext(nothing -> fail(context, e));
                }
            });
        });
    }

    /// What is made while it is sent, of any size, without keeping it anywhere.
    ///
    /// @param name under which a browser keeps it
    public record Streamed(String type, String name, Writing body) {}

    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    public interface StreamWork {
        Streamed answer(Call call) throws Exception;
    }

    /// What goes wrong before the first byte is answered as everywhere; later the connection is cut, so that nobody takes a part for the whole.
    public void stream(String path, StreamWork work) {
        mounted.add(new Mounted("GET", path, false));
        router.get(path).handler(context -> {
            var home = context.vertx().getOrCreateContext();
            var call = new Call(context, accounts, callers);
            threads.execute(() -> {
                try {
                    call.person();
                    var streamed = Whence.from(call.address(), () -> work.answer(call));
                    home.runOnContext(nothing -> Responses.begin(context, streamed));
                    var out = new BodyStream(context.response(), home);
                    streamed.body().to(out);
                    out.end();
                } catch (Exception e) {
                    home.runOnContext(nothing -> {
                        if (context.response().closed()) {
                            return; // whoever asked has gone
                        }
                        if (context.response().headWritten()) {
                            Trouble.of(e);
                            context.response().reset();
                        } else {
                            fail(context, e);
                        }
                    });
                }
            });
        });
    }

    /// Server-sent events, until the listener goes, the work closes the stream, or the listener is no longer signed in or
    /// admitted, which is asked at each heartbeat.
    ///
    /// @param admits throws if this listener may not hear it
    public void live(String path, Work admits, LiveWork work) { live(path, signedIn(admits), work, false); }

    /// The same for those who are not signed in as well.
    public void openLive(String path, Work admits, LiveWork work) { live(path, admits, work, true); }

    private void live(String path, Work admits, LiveWork work, boolean open) {
        mounted.add(new Mounted("GET", path, open));
        router.get(path).handler(context -> {
            var call = new Call(context, accounts, callers);
            var home = context.vertx().getOrCreateContext();
            threads.execute(() -> {
                var events = new EventStream(context, home, stream -> beat(stream, new Call(context, accounts, callers), admits), threads);
                try {
                    admits.answer(call);
                    events.opened(work.follow(call, events));
                } catch (Exception e) {
                    events.close(); // no connection ends for a listener who is refused, so nobody else stops its heart
                    home.runOnContext(nothing -> fail(context, e));
                }
            });
        });
    }

    private static void beat(EventStream events, Call call, Work admits) {
        try {
            admits.answer(call);
            events.stillHere();
        } catch (Exception e) {
            events.close(); // a browser comes back, and is told why if it is refused
        }
    }

    private void route(HttpMethod method, String path, boolean open, Work work) {
        mounted.add(new Mounted(method.name(), path, open));
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(context -> run(context, call -> {
                    callers.refuseForeign(context.request());
                    return work.answer(call);
                }));
    }

    private static Work signedIn(Work work) {
        return call -> {
            call.person();
            return work.answer(call);
        };
    }

    private void run(RoutingContext context, Work work) {
        var call = new Call(context, accounts, callers);
        Context home = context.vertx().getOrCreateContext();
        threads.execute(() -> {
            try {
                var answer = answer(Whence.from(call.address(), () -> work.answer(call)));
                home.runOnContext(nothing -> Responses.send(context, answer));
            } catch (Exception | LinkageError | StackOverflowError e) {
                home.runOnContext(nothing -> fail(context, e));
            }
        });
    }

    private static Answer answer(@Nullable Object value) {
        return switch (value) {
            case null -> Answer.nothing();
            case Answer answer -> answer;
            default -> Answer.json(200, value);
        };
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (!context.response().ended()) {
            context.fail(failure);
        }
    }

    /// All that answers, in the order in which it was mounted.
    List<Mounted> mounted() { return List.copyOf(mounted); }

    /// What nobody has mounted.
    void close() {
        router.route().handler(context -> context.fail(new ProblemException(Problem.Kind.ABSENT, "",
                "There is nothing at " + context.request().method() + " " + context.request().path())));
    }
}
