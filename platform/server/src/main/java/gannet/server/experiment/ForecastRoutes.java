package gannet.server.experiment;

import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Forecasts over REST.
public record ForecastRoutes(Forecasts forecasts) implements Routes {
    record Given(@Nullable Map<String, Object> settings, @Nullable Map<String, Object> training) {}

    @Override public void mount(Api api) { api.post("/variants/:id/forecast", this::forecast); }

    private Forecast forecast(Call call) {
        var given = call.body(Given.class);
        return forecasts.forecast(call.person(), call.path("id"),
                Objects.requireNonNullElse(given.settings(), Map.of()), Objects.requireNonNullElse(given.training(), Map.of()));
    }
}
