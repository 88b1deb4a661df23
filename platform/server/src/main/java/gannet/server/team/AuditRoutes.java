package gannet.server.team;

import gannet.server.http.Api;
import gannet.server.http.Routes;

/// The audit log over REST.
public record AuditRoutes(AuditLog audit) implements Routes {
    @Override
    public void mount(Api api) {
        api.get("/audit", call -> audit.page(call.person(), null, call.query("q").orElse(""), call.number("before", 0L, 0, Long.MAX_VALUE), call.number("limit", 50, 1, AuditLog.MOST)));
        api.get("/teams/:team/audit", call -> audit.page(call.person(), call.id("team"), call.query("q").orElse(""), call.number("before", 0L, 0, Long.MAX_VALUE), call.number("limit", 50, 1, AuditLog.MOST)));
    }
}
