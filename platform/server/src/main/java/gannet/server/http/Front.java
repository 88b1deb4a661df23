package gannet.server.http;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.Person;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The public port: REST under `/api/v1`, `/health`, `/metrics`, and the pages behind a proxy. Routes run on virtual
/// threads, which are made here.
public final class Front implements AutoCloseable {
    /// @param publicUrl empty if no proxy stands in front    @param uploads folder for uploads on their way    @param uploadLimit bytes
    /// @param tls nothing if the port speaks plain HTTP
    public record Address(String host, int port, String publicUrl, Path uploads, long uploadLimit, Optional<Tls> tls) {
        public Address(String host, int port, String publicUrl, Path uploads, long uploadLimit) { this(host, port, publicUrl, uploads, uploadLimit, Optional.empty()); }
    }

    /// @param checks what must answer for this server to be healthy, by name
    /// @param warnings sentences about what will soon be lacking, by name; empty ones while all is well
    public record Behind(
            Accounts accounts, Meters meters, Map<String, BooleanSupplier> checks, Map<String, Supplier<String>> warnings, List<Routes> routes,
            Optional<PagesOrigin> pages) {
        public Behind {
            checks = Map.copyOf(checks);
            warnings = Map.copyOf(warnings);
            routes = List.copyOf(routes);
        }

        public Behind(Accounts accounts, Meters meters, Map<String, BooleanSupplier> checks, List<Routes> routes, Optional<PagesOrigin> pages) {
            this(accounts, meters, checks, Map.of(), routes, pages);
        }
    }

    private record Health(String status, SortedMap<String, String> checks, SortedMap<String, String> warnings) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<Api.Mounted> routes;

    private Front(HttpServer server, ExecutorService threads, List<Api.Mounted> routes) {
        this.server = server;
        this.routes = routes;
        this.threads = threads;
    }

    /// Says at once, before anything is started, what listening would say at last.
    public static void refuseIfTaken(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, sentence(e, host, port), e);
        }
    }

    /// Blocks until it listens.
    public static Front start(Vertx vertx, Address address, Behind behind) {
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
        var callers = new Callers(address.publicUrl());
        var router = Router.router(vertx);
        router.route().handler(context -> protect(context, callers));
        var api = Router.router(vertx);
        var uploads = new Uploads(vertx, address.uploads(), address.uploadLimit());
        var mounted = new Api(api, behind.accounts(), callers, threads, uploads);
        var routes = new ArrayList<>(behind.routes());
        routes.add(new SessionRoutes(behind.accounts()));
        routes.add(new AccountRoutes(behind.accounts()));
        routes.add(new LinkRoutes(behind.accounts()));
        routes.add(new PeopleRoutes(behind.accounts().people(), behind.accounts().resets()));
        routes.add(new OpenApiRoutes(routes));
        routes.forEach(feature -> feature.mount(mounted));
        mounted.close();
        router.route("/api/v1/*").subRouter(api);
        var own = new Api(router, behind.accounts(), callers, threads, uploads);
        own.open(HttpMethod.GET, "/health", call -> health(behind));
        own.open(HttpMethod.GET, "/metrics", call -> metrics(call, behind.meters()));
        router.route("/api/*").handler(context -> context.fail(404));
        behind.pages().ifPresent(origin -> {
            var proxy = new PagesProxy(vertx, origin, callers);
            router.route().handler(context -> proxy.handle(context.request()));
        });
        router.route().failureHandler(Responses::sendFailure);
        for (var status : new int[] {400, 404, 405, 406, 413, 415}) {
            router.errorHandler(status, Responses::sendFailure);
            api.errorHandler(status, Responses::sendFailure);
        }
        var options = new HttpServerOptions().setHost(address.host()).setPort(address.port())
                .setHttp2ClearTextEnabled(false).setIdleTimeout(10).setIdleTimeoutUnit(TimeUnit.MINUTES).setMaxInitialLineLength(16_384).setMaxHeaderSize(32_768);
        address.tls().ifPresent(tls -> tls.use(options));
        return new Front(listen(vertx.createHttpServer(options).requestHandler(router), address), threads, mounted.mounted());
    }

    /// What answers below `/api/v1`.
    public List<Api.Mounted> routes() { return routes; }

    public int port() { return server.actualPort(); }

    /// Answers nobody any more; what has begun is let go.
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        threads.shutdownNow();
    }

    private static void protect(RoutingContext context, Callers callers) {
        var path = context.request().path();
        var api = path.startsWith("/api/") || path.equals("/health") || path.equals("/metrics");
        context.addHeadersEndHandler(nothing -> Responses.protect(context.response(), api, callers.isSecure(context.request())));
        context.next();
    }

    private static Answer health(Behind behind) {
        var parts = new TreeMap<String, String>();
        behind.checks().forEach((name, check) -> parts.put(name, check.getAsBoolean() ? "UP" : "DOWN"));
        var healthy = !parts.containsValue("DOWN");
        var warnings = new TreeMap<String, String>();
        behind.warnings().forEach((name, warning) -> warnings.put(name, warning.get()));
        warnings.values().removeIf(String::isEmpty);
        return Answer.json(healthy ? 200 : 503, new Health(healthy ? "UP" : "DOWN", parts, warnings));
    }

    private static Answer metrics(Call call, Meters meters) {
        if (!call.isOnThisMachine() && !call.visitor().map(Person::administrator).orElse(false)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Metrics are for this machine and for administrators");
        }
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", meters.text().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static HttpServer listen(HttpServer server, Address address) {
        try {
            return server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new ProblemException(Problem.Kind.RESOURCES, sentence(cause, address.host(), address.port()), cause);
        }
    }

    private static String sentence(Throwable cause, String host, int port) {
        return switch (cause) {
            case UnknownHostException e -> "This machine has no address \"" + host + "\" to listen on; mend --host";
            case UnresolvedAddressException e -> "This machine has no address \"" + host + "\" to listen on; mend --host";
            case BindException e when String.valueOf(e.getMessage()).contains("in use") -> "Port " + port + " of " + host
                    + " is in use by another program; stop that, or take another port with --port (0 takes a free one)";
            case BindException e -> "This machine has no address \"" + host + "\" to listen on (" + e.getMessage() + "); mend --host";
            default -> "Port " + port + " of " + host + " cannot be listened on: " + cause.getMessage()
                    + "; take another with --port or --host";
        };
    }
}
