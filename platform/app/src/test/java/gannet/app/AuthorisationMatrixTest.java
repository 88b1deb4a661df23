package gannet.app;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.app.Needed.InProject;
import gannet.app.Needed.InTeam;
import gannet.app.Place.Kind;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.Action;
import gannet.server.http.Api.Mounted;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everybody tries everything on everybody's things: every route that is mounted, and every public method of every service. Expected
/// is what [RouteRules], [ServiceRules] and [Actor] say, and that what one may not see is answered exactly like what is not there.
class AuthorisationMatrixTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MOST_READ = 1 << 20;

    @TempDir static Path folder;
    private static Scene scene;
    private final List<String> leaks = new ArrayList<>();
    private int cases;

    /// @param outcome SIGN_IN, ABSENT, FORBIDDEN, or DONE for anything that comes after being let in
    private record Told(Outcome outcome, String text) {}

    private enum Outcome { SIGN_IN, ABSENT, FORBIDDEN, DONE }

    @FunctionalInterface
    private interface Attempt {
        Told at(Actor actor, Place place) throws Exception;
    }

    @BeforeAll static void start() throws IOException { scene = new Scene(folder.resolve("data")); }

    @AfterAll static void stop() { scene.close(); }

    @Test void everyRouteAsksWhoComes() throws Exception {
        var rules = RouteRules.all();
        assertThat(scene.inside.routes().stream().map(AuthorisationMatrixTest::name).toList()).as("routes, each with its rule").containsExactlyInAnyOrderElementsOf(rules.keySet());
        for (var route : scene.inside.routes()) {
            var rule = requireNonNull(rules.get(name(route)));
            assertThat(route.open()).as(name(route) + " answers those who are not signed in").isEqualTo(rule.needed() instanceof Needed.Nobody);
            walk(name(route), rule.needed(), rule.path().contains("{team}"), !route.method().equals("GET"), Actor.values(), (actor, place) -> send(actor, place, route.method(), rule));
        }
        report("routes", rules.size());
    }

    @Test void everyServiceAsksWhoComes() throws Exception {
        var rules = ServiceRules.all(folder);
        assertThat(methods()).as("public methods of services, each with its rule").containsExactlyInAnyOrderElementsOf(rules.keySet());
        var known = Stream.of(Actor.values()).filter(Actor::isSignedIn).toArray(Actor[]::new);
        for (var rule : rules.entrySet()) {
            var call = rule.getValue().call();
            if (call != null) {
                walk(rule.getKey(), rule.getValue().needed(), true, changes(rule.getValue().needed()), known, (actor, place) -> called(call, actor, place));
            }
        }
        report("methods", rules.size());
    }

    /// Looking changes nothing.
    private static boolean changes(Needed needed) { return !needed.equals(new InProject(Action.SEE)) && !(needed instanceof Needed.SignedIn); }

    /// @param byTeam whether the thing is the team itself    @param changes whether things must be put back after each attempt
    private void walk(String what, Needed needed, boolean byTeam, boolean changes, Actor[] actors, Attempt attempt) throws Exception {
        for (var actor : actors) {
            scene.prepare(actor);
            var absent = attempt.at(actor, place(Kind.ABSENT));
            for (var kind : Kind.values()) {
                if (kind != Kind.ABSENT) {
                    if (changes) {
                        scene.prepare(actor);
                    }
                    var told = attempt.at(actor, place(kind));
                    cases++;
                    var wrong = wrong(needed, byTeam, actor, kind, told, absent);
                    if (wrong != null) {
                        leaks.add("%s, by %s on %s's: %s, told %s: %s".formatted(what, actor, kind, wrong, told.outcome(), told.text().lines().limit(2).collect(joining(" "))));
                    }
                }
            }
        }
    }

    /// What is not as the rules say, null if all is.
    private static @Nullable String wrong(Needed needed, boolean byTeam, Actor actor, Kind kind, Told told, Told absent) {
        var said = said(actor, told);
        if (said != null) {
            return said;
        }
        if (needed instanceof Needed.Nobody) {
            return null;
        }
        if (!actor.isSignedIn()) {
            return told.outcome() == Outcome.SIGN_IN ? null : "should be told to sign in";
        }
        return switch (needed) {
            case InProject(var others, var own) -> wrong(actor.sees(kind), actor.may(kind == Kind.OWN ? own : others, kind), kind, told, absent);
            case InTeam(var action) -> wrong(byTeam ? actor.belongs(kind) : actor.sees(kind), actor.may(action, kind) && (byTeam || actor.sees(kind)), kind, told, absent);
            case Needed.Hidden(var action) -> wrong(actor.may(action, kind), actor.may(action, kind), kind, told, absent);
            case Needed.OfEach() -> actor.sees(kind) || alike(kind, told, absent) ? null : "differs from what is absent: " + absent.text();
            case Needed.SignedIn() -> told.outcome() == Outcome.DONE || told.outcome() == Outcome.ABSENT ? null : "should be let in";
            case Needed.Server() -> (told.outcome() != Outcome.FORBIDDEN) == (actor == Actor.SERVER_ADMINISTRATOR) ? null : "is for administrators of the server alone";
            case Needed.Nobody() -> null;
        };
    }

    private static @Nullable String wrong(boolean sees, boolean may, Kind kind, Told told, Told absent) {
        if (!sees) {
            return alike(kind, told, absent) ? null : "differs from what is absent: " + absent.text();
        }
        if (!may) {
            return told.outcome() == Outcome.FORBIDDEN ? null : "should be told that their role does not allow it";
        }
        return told.outcome() == Outcome.DONE || told.outcome() == Outcome.ABSENT && !alike(kind, told, absent) ? null : "should be let in";
    }

    private static boolean alike(Kind kind, Told told, Told absent) {
        return told.outcome() == absent.outcome() && place(kind).without(told.text()).equals(place(Kind.ABSENT).without(absent.text()));
    }

    /// Words and ids of places that somebody may not see must not be in anything that they are told.
    private static @Nullable String said(Actor actor, Told told) {
        for (var place : scene.places()) {
            if (!actor.sees(place.kind()) && place.kind() != Kind.ABSENT) {
                var words = Stream.of("Run " + place.kind().word(), "Project " + place.kind().word(), "Data " + place.kind().word(), "Launcher " + place.kind().word(),
                        "tag" + place.kind().word(), "Board " + place.kind().word(), "View " + place.kind().word(), "Question " + place.kind().word());
                var found = words.filter(told.text()::contains).findFirst();
                if (found.isPresent()) {
                    return "says \"" + found.get() + "\"";
                }
            }
            if (!actor.belongs(place.kind()) && !actor.sees(place.kind()) && place.kind() == Kind.FOREIGN && told.text().contains(place.kind().team())) {
                return "says the team's name";
            }
        }
        return null;
    }

    private static Told send(Actor actor, Place place, String method, RouteRules.Rule rule) throws IOException, InterruptedException {
        var body = place.fill(rule.body());
        var request = HttpRequest.newBuilder(URI.create(scene.address + "api/v1" + place.fill(rule.path())))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        if (actor != Actor.NOBODY) {
            request.header("Cookie", Scene.cookie(actor));
        }
        var answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        try (var stream = answer.body()) {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            var text = type.startsWith("text/event-stream") || type.equals("application/zip") ? "" : new String(stream.readNBytes(MOST_READ), StandardCharsets.ISO_8859_1);
            if (answer.statusCode() >= 500 && !text.contains("problem")) {
                throw new AssertionError(request.build() + " was answered " + answer.statusCode() + ": " + text);
            }
            return new Told(switch (answer.statusCode()) {
                case 401 -> Outcome.SIGN_IN;
                case 403 -> Outcome.FORBIDDEN;
                case 404 -> Outcome.ABSENT;
                default -> Outcome.DONE;
            }, text);
        }
    }

    private static Told called(ServiceRules.Call call, Actor actor, Place place) throws Exception {
        try {
            var result = call.make(scene.inside.services(), scene.person(actor), place);
            if (result instanceof AutoCloseable open) {
                open.close();
                return new Told(Outcome.DONE, "");
            }
            return new Told(Outcome.DONE, text(result));
        } catch (ProblemException e) {
            var kind = e.problems().getFirst().kind();
            return new Told(kind == Problem.Kind.ABSENT ? Outcome.ABSENT : kind == Problem.Kind.FORBIDDEN ? Outcome.FORBIDDEN
                    : kind == Problem.Kind.SIGN_IN ? Outcome.SIGN_IN : Outcome.DONE, e.problems().stream().map(Problem::message).collect(joining(" ")));
        }
    }

    /// What has no form in JSON is no record, and says nothing.
    private static String text(@Nullable Object result) {
        try {
            return result == null || result instanceof byte[] ? "" : Json.text(result);
        } catch (RuntimeException e) {
            return result.toString();
        }
    }

    private static TreeSet<String> methods() throws ReflectiveOperationException {
        var services = scene.inside.services();
        var accounts = services.accounts();
        var doors = new ArrayList<Object>(List.of(services.gallery().boards(), services.gallery().finder(), accounts.sessions(), accounts.tokens(), accounts.invitations(),
                accounts.resets(), accounts.people()));
        for (var component : services.getClass().getRecordComponents()) {
            var door = component.getAccessor().invoke(services);
            doors.addAll(door instanceof Optional<?> perhaps ? perhaps.stream().toList() : List.of(door));
        }
        var found = new TreeSet<String>();
        for (var door : doors) {
            for (var method : door.getClass().getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
                    found.add(door.getClass().getSimpleName() + "." + method.getName()
                            + Stream.of(method.getParameterTypes()).map(Class::getSimpleName).collect(joining(", ", "(", ")")));
                }
            }
        }
        return found;
    }

    private void report(String what, int count) {
        System.out.printf("Authorisation matrix: %,d cases of %d %s, %d leaks%n", cases, count, what, leaks.size());
        assertThat(leaks).as("what is not as the rules say").isEmpty();
    }

    private static Place place(Kind kind) { return scene.place(kind); }

    private static String name(Mounted route) { return route.method() + " " + route.path(); }
}
