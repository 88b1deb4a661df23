package gannet.server.share;

import gannet.server.gallery.PictureId;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.EventStream;
import gannet.server.http.Routes;
import gannet.server.progress.Progress.Curve;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What a link shows, over REST, without an account. Nothing of it is kept by browsers, so that it is gone when the link is.
public record GuestRoutes(Guests guests) implements Routes {
    private static final String COOKIE = "gannet-shared";
    private static final int POINTS = 400;

    record Password(@Nullable String password) {}

    /// JSON knows no number that is none: such points are null.
    record Line(String name, List<Long> steps, List<@Nullable Double> values) {
        static Line of(Curve curve) {
            var values = new ArrayList<@Nullable Double>(curve.values().length);
            for (double value : curve.values()) {
                values.add(Double.isFinite(value) ? value : null);
            }
            return new Line(curve.name(), LongStream.of(curve.steps()).boxed().toList(), values);
        }
    }

    @Override public void mount(Api api) {
        api.open(HttpMethod.GET, "/shared/:token", call -> guests.open(guest(call)));
        api.open(HttpMethod.POST, "/shared/:token/password", this::unlock);
        api.open(HttpMethod.GET, "/shared/:token/runs/:number/curves", call -> guests.curves(guest(call), call.number("number"), call.number("points", POINTS, 1, 2000)).stream().map(Line::of).toList());
        api.open(HttpMethod.GET, "/shared/:token/runs/:number/samples", call -> guests.samples(guest(call), call.number("number")));
        api.open(HttpMethod.GET, "/shared/:token/runs/:number/samples/:step", call -> Answer.png(guests.sheet(guest(call), call.number("number"), call.number("step"))));
        api.open(HttpMethod.GET, "/shared/:token/pictures", call -> guests.pictures(guest(call), call.query("after").map(PictureId::of).orElse(null)));
        api.open(HttpMethod.GET, "/shared/:token/pictures/:picture/thumbnail", call -> Answer.png(guests.picture(guest(call), PictureId.of(call.path("picture")), true)));
        api.open(HttpMethod.GET, "/shared/:token/pictures/:picture/image", call -> Answer.png(guests.picture(guest(call), PictureId.of(call.path("picture")), false)));
        api.openLive("/shared/:token/live", call -> {
            guests.admit(guest(call));
            return null;
        }, this::follow);
    }

    /// The proof is of use for this link alone, so it is sent there alone.
    private Answer unlock(Call call) {
        var proof = guests.unlock(guest(call), Objects.requireNonNullElse(call.body(Password.class).password(), ""));
        return Answer.json(200, Map.of("locked", false)).with("Set-Cookie", COOKIE + "=" + proof + "; Path=/api/v1/shared/" + call.path("token")
                + "; HttpOnly; SameSite=Lax" + (call.isSecure() ? "; Secure" : ""));
    }

    private AutoCloseable follow(Call call, EventStream events) {
        return guests.follow(guest(call), word -> {
            events.send(word, Map.of());
            if (word.equals("gone")) {
                events.close();
            }
        });
    }

    private static Guest guest(Call call) { return new Guest(call.path("token"), call.cookie(COOKIE).orElse(""), call.address()); }
}
