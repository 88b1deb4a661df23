package gannet.server.http;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.http.Api.Download;
import gannet.server.problem.Trouble;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How answers and failures are written.
final class Responses {
    private record Single(String where, String message) {}

    private Responses() {}

    static void send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.closed() || response.ended()) {
            return; // whoever asked has gone
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (!answer.type().isEmpty()) {
            response.putHeader("Content-Type", answer.type());
        }
        if (!answer.headers().containsKey("Cache-Control")) {
            response.putHeader("Cache-Control", "no-store");
        }
        response.end(Buffer.buffer(answer.body()));
    }

    /// A browser keeps it and does not show it, whatever is in it.
    static void send(RoutingContext context, Download download) {
        var response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.putHeader("Content-Type", "application/octet-stream").putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(download.name(), StandardCharsets.UTF_8).replace("+", "%20"));
        response.sendFile(download.file().toString()).onFailure(context::fail);
    }

    /// The head of an answer whose body follows in parts.
    static void begin(RoutingContext context, Api.Streamed streamed) {
        context.response().setChunked(true).putHeader("Content-Type", streamed.type()).putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"" + streamed.name() + "\"");
    }

    /// RFC 9457, from a failure that a route threw or that Vert.x found.
    static void sendFailure(RoutingContext context) {
        var failure = context.failure();
        if (failure instanceof HttpException http) {
            sendStatus(context, http.getStatusCode());
        } else if (failure == null) {
            sendStatus(context, context.statusCode());
        } else {
            send(context, answer(Trouble.of(failure)));
        }
    }

    private static void sendStatus(RoutingContext context, int status) {
        var request = context.request();
        var message = switch (status) {
            case 404 -> "There is nothing at " + request.method() + " " + request.path();
            case 405 -> request.path() + " does not take " + request.method();
            case 413 -> "The request's body is larger than 1 MB, the most that is taken here";
            default -> "The request " + request.method() + " " + request.path() + " was not understood";
        };
        var kind = status == 404 ? Problem.Kind.ABSENT : status >= 500 ? Problem.Kind.INTERNAL : Problem.Kind.USER;
        var trouble = Trouble.of(new ProblemException(kind, "", message));
        send(context, answer(new Trouble(kind, status, trouble.title(), trouble.detail(), trouble.problems(), trouble.incident())));
    }

    private static Answer answer(Trouble trouble) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:gannet:problem:" + trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        body.put("title", trouble.title());
        body.put("status", trouble.status());
        body.put("detail", trouble.detail());
        body.put("problems", trouble.problems().stream().map(problem -> new Single(problem.where(), problem.message())).toList());
        if (!trouble.incident().isEmpty()) {
            body.put("incident", trouble.incident());
        }
        return new Answer(trouble.status(), "application/problem+json", Json.text(body).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// What every answer says to browsers, the pages' own included.
    static void protect(HttpServerResponse response, boolean api, boolean secure) {
        if (secure) {
            putIfAbsent(response, "Strict-Transport-Security", "max-age=31536000");
        }
        putIfAbsent(response, "X-Content-Type-Options", "nosniff");
        putIfAbsent(response, "X-Frame-Options", "DENY");
        putIfAbsent(response, "Referrer-Policy", "same-origin");
        putIfAbsent(response, "Cross-Origin-Opener-Policy", "same-origin");
        // the pages' first answer brings a policy of its own, with its nonce; nothing else that they answer is a page
        putIfAbsent(response, "Content-Security-Policy", api ? "default-src 'none'; frame-ancestors 'none'"
                : "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
    }

    private static void putIfAbsent(HttpServerResponse response, String name, String value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, value);
        }
    }
}
