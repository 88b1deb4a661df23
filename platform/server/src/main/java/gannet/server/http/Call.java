package gannet.server.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Accounts;
import gannet.server.account.Origin;
import gannet.server.account.Person;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One request, as a route sees it on its virtual thread, where it may block.
public final class Call {
    private static final String BEARER = "Bearer ";
    private static final String API = "/api/v1";
    private static final ObjectMapper BODIES = bodies();

    private final RoutingContext context;
    private final Accounts accounts;
    private final Callers callers;
    private @Nullable Person person;

    Call(RoutingContext context, Accounts accounts, Callers callers) {
        this.context = context;
        this.accounts = accounts;
        this.callers = callers;
    }

    /// In a list that people send nothing is null.
    private static ObjectMapper bodies() {
        var mapper = Json.mapper().copy();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        return mapper;
    }

    /// Who asks, by a session or by an API token whose scope allows it. Routes that are not open have made sure of it before.
    public Person person() {
        if (person == null) {
            person = visitor().orElseThrow(() -> new ProblemException(Problem.Kind.SIGN_IN, "",
                    "Sign in first: POST /api/v1/session with \"email\" and \"password\", or send an API token as \"Authorization: Bearer gannet_…\""));
        }
        return person;
    }

    /// Who asks, if they are signed in. A token that is no good is told so, whatever cookie comes along.
    Optional<Person> visitor() {
        var token = bearer();
        return token.isEmpty() ? accounts.personOf(sessionToken().orElse(null)) : Optional.of(accounts.tokens().admit(token.get(), method(), pathBelowApi()));
    }

    private Optional<String> bearer() {
        return header("Authorization").filter(said -> said.regionMatches(true, 0, BEARER, 0, BEARER.length())).map(said -> said.substring(BEARER.length()).strip());
    }

    private String method() { return context.request().method().name(); }

    /// As routes are found by it: without dots and needless escapes.
    private String pathBelowApi() {
        var path = context.normalizedPath();
        return path.startsWith(API) ? path.substring(API.length()) : path;
    }

    /// For what only a person at a browser does.
    Origin origin() { return new Origin(address(), header("User-Agent").orElse("")); }

    /// What people type or follow to get to a page.
    String link(String path) { return callers.origin(context.request()) + path; }

    /// Not from elsewhere, not even by way of a proxy.
    boolean isOnThisMachine() { return callers.isOnThisMachine(context.request()); }

    Optional<String> sessionToken() { return cookie(Accounts.COOKIE); }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(cookie -> cookie.getValue()).filter(value -> !value.isEmpty());
    }

    /// Where the request comes from.
    public String address() { return callers.address(context.request()); }

    /// Whether the person's browser speaks TLS, here or with the proxy in front.
    public boolean isSecure() { return callers.isSecure(context.request()); }

    public Optional<String> header(String name) { return Optional.ofNullable(context.request().getHeader(name)); }

    /// A part of the path, as its route names it.
    public String path(String name) { return context.pathParam(name); }

    public UUID id(String name) {
        try {
            return UUID.fromString(path(name));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.ABSENT, name, "There is nothing with the id \"" + path(name) + "\"; ids look like 0197a3b2-1c00-7000-8000-000000000000");
        }
    }

    public long number(String name) { return whole(name, path(name), Long.MIN_VALUE, Long.MAX_VALUE); }

    public Optional<String> query(String name) { return context.queryParam(name).stream().findFirst(); }

    /// All values of a repeated or comma-separated query parameter.
    public List<String> queries(String name) {
        return context.queryParam(name).stream().flatMap(value -> List.of(value.split(",", -1)).stream()).filter(value -> !value.isEmpty()).toList();
    }

    /// All values of a repeated query parameter, commas and all.
    public List<String> texts(String name) { return context.queryParam(name).stream().filter(value -> !value.isEmpty()).toList(); }

    public long number(String name, long otherwise, long least, long most) {
        return query(name).map(text -> whole(name, text, least, most)).orElse(otherwise);
    }

    public int number(String name, int otherwise, int least, int most) { return (int) number(name, (long) otherwise, least, most); }

    /// The body, which must be JSON of this form.
    public <T> T body(Class<T> type) {
        var content = Optional.ofNullable(context.request().getHeader(HttpHeaders.CONTENT_TYPE)).orElse("").toLowerCase(Locale.ROOT);
        if (!content.startsWith("application/json")) {
            throw ProblemException.user("", "The request's body must be JSON, sent with Content-Type: application/json, not \"" + content + "\"");
        }
        var buffer = context.body().buffer();
        try {
            var value = BODIES.readValue(buffer == null ? new byte[0] : buffer.getBytes(), type);
            if (value == null) {
                throw ProblemException.user("", "The request's body must be a JSON object, not null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.INTERNAL, "Reading from memory failed", e);
        }
    }

    private static ProblemException malformed(JsonProcessingException e) {
        var at = e.getLocation();
        var problem = ProblemException.user("", "The request's body is not the JSON expected here"
                + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")") + ": " + Malformed.reason(e));
        problem.initCause(e);
        return problem;
    }

    private static long whole(String name, String text, long least, long most) {
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with what is out of range
        }
        throw ProblemException.user(name, name + " must be a whole number"
                + (least == Long.MIN_VALUE ? "" : " from " + least + " to " + most) + ", not \"" + text + "\"");
    }
}
