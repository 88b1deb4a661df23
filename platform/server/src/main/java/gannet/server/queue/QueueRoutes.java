package gannet.server.queue;

import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The queue over REST.
public record QueueRoutes(Queue queue, Outlook outlook, Usage usage, Rulebook rulebook, Timetable timetable, History history) implements Routes {
    private static final Duration BACK = Duration.ofHours(3);
    private static final Duration AHEAD = Duration.ofHours(9);
    private static final int MOST_ENDED = 200;

    record Bulk(@Nullable String action, @Nullable List<UUID> jobs) {}

    record Move(@Nullable UUID before, @Nullable Long moves) {}

    record Held(@Nullable String reason) {}

    record Wanted(@Nullable String priority) {}

    @Override public void mount(Api api) {
        api.get("/queue", call -> outlook.overview(call.person()));
        api.get("/queue/use", call -> usage.week(call.person()));
        api.get("/queue/lanes", call -> lanes(call.person()));
        api.get("/queue/ended", call -> history.page(call.person(), History.Filter.ALL, Instant.now(), MOST_ENDED));
        api.get("/queue/shares", call -> usage.teams(call.person()));
        api.get("/queue/rules", call -> rulebook.rules(call.person()));
        api.put("/queue/rules", call -> Answer.json(200, rulebook.change(call.person(), map(call))));
        api.get("/queue/teams", call -> rulebook.shares(call.person()));
        api.put("/queue/teams/:id", call -> {
            rulebook.share(call.person(), call.id("id"), call.body(Rulebook.Limits.class));
            return Answer.json(200, rulebook.shares(call.person()));
        });
        api.get("/queue/people", call -> rulebook.people(call.person()));
        api.put("/queue/people/:id", call -> {
            rulebook.limit(call.person(), call.id("id"), call.body(Rulebook.Limits.class));
            return Answer.json(200, call.body(Rulebook.Limits.class));
        });
        api.post("/queue/hold", call -> {
            rulebook.hold(call.person(), Objects.requireNonNullElse(call.body(Held.class).reason(), ""));
            return Answer.json(200, Map.of("heldBy", rulebook.heldBy()));
        });
        api.post("/queue/release", call -> {
            rulebook.release(call.person());
            queue.ring();
            return Answer.json(200, Map.of("heldBy", rulebook.heldBy()));
        });
        api.get("/jobs/:id", call -> outlook.find(call.person(), call.id("id")));
        api.get("/jobs/:id/explanation", call -> outlook.explain(call.person(), call.id("id")));
        api.post("/jobs/:id/cancel", call -> steered(call, queue::cancel));
        api.post("/jobs/:id/pause", call -> steered(call, queue::pause));
        api.post("/jobs/:id/resume", call -> steered(call, queue::resume));
        api.post("/jobs/:id/requeue", call -> steered(call, queue::requeue));
        api.post("/jobs/:id/unpin", call -> steered(call, queue::unpin));
        api.post("/jobs/:id/priority", call -> steered(call, (who, job) -> queue.prioritise(who, job, priority(call))));
        api.post("/jobs/:id/move", this::move);
        api.post("/jobs/bulk", this::bulk);
    }

    private List<Timetable.Lane> lanes(Person who) {
        var now = Instant.now();
        return timetable.lanes(who, outlook.overview(who), now.minus(BACK), now.plus(AHEAD));
    }

    private Answer steered(Call call, BiConsumer<Person, UUID> steering) {
        steering.accept(call.person(), call.id("id"));
        return Answer.json(202, outlook.find(call.person(), call.id("id")));
    }

    private Answer move(Call call) {
        var given = call.body(Move.class);
        queue.move(call.person(), call.id("id"), given.before(), Objects.requireNonNullElseGet(given.moves(), () -> queue.moves(call.person())));
        return Answer.json(202, outlook.find(call.person(), call.id("id")));
    }

    private Answer bulk(Call call) {
        var given = call.body(Bulk.class);
        return Answer.json(200, queue.bulk(call.person(), Objects.requireNonNullElse(given.action(), ""), Objects.requireNonNullElse(given.jobs(), List.of())));
    }

    private static Priority priority(Call call) {
        var given = Objects.requireNonNullElse(call.body(Wanted.class).priority(), "");
        return Arrays.stream(Priority.values()).filter(priority -> priority.name().equals(given)).findFirst().orElseThrow(
                () -> ProblemException.user("priority", "priority must be LOW, NORMAL, HIGH or URGENT, not \"" + given + "\"."));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Call call) { return call.body(Map.class); }
}
