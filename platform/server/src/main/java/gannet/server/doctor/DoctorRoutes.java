package gannet.server.doctor;

import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import org.jspecify.annotations.Nullable;

/// Findings over REST.
public record DoctorRoutes(Doctor doctor) implements Routes {
    @Override public void mount(Api api) {
        api.get("/runs/:number/findings", call -> doctor.findings(call.person(), call.number("number")));
        api.put("/runs/:number/findings/:rule/:found/dismissal", call -> dismiss(call, true));
        api.delete("/runs/:number/findings/:rule/:found/dismissal", call -> dismiss(call, false));
    }

    private @Nullable Object dismiss(Call call, boolean dismissed) {
        doctor.dismiss(call.person(), call.number("number"), call.path("rule"), call.number("found"), dismissed);
        return null;
    }
}
