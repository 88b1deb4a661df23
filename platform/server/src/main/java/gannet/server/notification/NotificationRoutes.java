package gannet.server.notification;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Notifications over REST.
public record NotificationRoutes(Notifications notifications, Clock clock) implements Routes {
    /// @param ids these; null for all up to a time, which is now if that is null, too
    record Read(@Nullable List<UUID> ids, @Nullable Instant until) {}

    record Test(@Nullable String channel) {}

    @Override public void mount(Api api) {
        api.get("/notifications", call -> notifications.list(call.person(), call.number("limit", 50, 1, 200)));
        api.post("/notifications/read", this::read);
        api.get("/settings/notifications", call -> notifications.standing(call.person()));
        api.put("/settings/notifications", call -> notifications.wish(call.person(), map(call)));
        api.post("/settings/notifications/secret", call -> notifications.renewSecret(call.person()));
        api.post("/settings/notifications/test", call -> notifications.test(call.person(), channel(call)));
    }

    private Answer read(Call call) {
        var given = call.body(Read.class);
        if (given.ids() != null) {
            notifications.read(call.person(), given.ids());
        } else {
            notifications.read(call.person(), Objects.requireNonNullElseGet(given.until(), clock::instant));
        }
        return Answer.json(200, Map.of("unread", notifications.unread(call.person())));
    }

    private static Channel channel(Call call) {
        var given = Objects.requireNonNullElse(call.body(Test.class).channel(), "");
        return Arrays.stream(Channel.values()).filter(channel -> channel.name().equals(given)).findFirst()
                .orElseThrow(() -> ProblemException.user("channel", "channel must be MAIL or WEBHOOK, not \"" + given + "\"."));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Call call) { return call.body(Map.class); }
}
