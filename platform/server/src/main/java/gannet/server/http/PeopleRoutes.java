package gannet.server.http;

import gannet.server.account.People;
import gannet.server.account.Resets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everybody's accounts, for those who run the server.
record PeopleRoutes(People people, Resets resets) implements Routes {
    record Appointment(@Nullable Boolean administrator) {}

    record Vouched(@Nullable String email) {}

    /// @param link shown this once
    record Handed(String name, String link, Instant expires) {}

    @Override public void mount(Api api) {
        api.get("/people", call -> people.list(call.person(), call.query("q").orElse("")));
        api.post("/people/:id/deactivate", this::deactivate);
        api.post("/people/:id/reactivate", this::reactivate);
        api.post("/people/:id/reset-link", this::handReset);
        api.post("/people/:id/vouch", this::vouch);
        api.put("/people/:id/administrator", this::appoint);
    }

    private Answer deactivate(Call call) {
        people.deactivate(call.person(), call.id("id"));
        return Answer.nothing();
    }

    private Answer reactivate(Call call) {
        people.reactivate(call.person(), call.id("id"));
        return Answer.nothing();
    }

    private Handed handReset(Call call) {
        var issued = resets.issue(call.person(), call.id("id"));
        return new Handed(issued.name(), call.link("/reset/" + issued.token()), issued.expires());
    }

    private Answer vouch(Call call) {
        people.vouch(call.person(), call.id("id"), Objects.requireNonNullElse(call.body(Vouched.class).email(), ""));
        return Answer.nothing();
    }

    private Answer appoint(Call call) {
        people.appoint(call.person(), call.id("id"), Boolean.TRUE.equals(call.body(Appointment.class).administrator()));
        return Answer.nothing();
    }
}
