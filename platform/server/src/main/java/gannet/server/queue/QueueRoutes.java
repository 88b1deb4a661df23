package gannet.server.queue;

import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Routes;

/// The queue over REST.
public record QueueRoutes(Queue queue) implements Routes {
    @Override public void mount(Api api) {
        api.get("/queue", call -> queue.list(call.person()));
        api.get("/jobs/:id", call -> queue.find(call.person(), call.id("id")));
        api.post("/jobs/:id/cancel", call -> {
            queue.cancel(call.person(), call.id("id"));
            return Answer.json(202, queue.find(call.person(), call.id("id")));
        });
    }
}
