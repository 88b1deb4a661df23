package gannet.server.doctor;

import gannet.server.http.Api;
import gannet.server.http.Routes;

/// Findings over REST.
public record DoctorRoutes(Doctor doctor) implements Routes {
    @Override public void mount(Api api) { api.get("/runs/:number/findings", call -> doctor.findings(call.person(), call.number("number"))); }
}
