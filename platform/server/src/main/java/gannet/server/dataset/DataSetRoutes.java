package gannet.server.dataset;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Data sets over REST. A zip is sent as the request's body:
/// `curl --data-binary @birds.zip …/api/v1/projects/<project>/datasets?name=Birds`, with `&kind=unpaired` where the files do
/// not tell what they are.
public record DataSetRoutes(DataSets dataSets) implements Routes {
    @Override
    public void mount(Api api) {
        api.get("/projects/:project/datasets", call -> dataSets.list(call.person(), call.id("project")));
        api.upload("/projects/:project/datasets", this::importZip);
        api.get("/datasets/:id", call -> dataSets.find(call.person(), call.id("id")));
        api.get("/datasets/:id/wall", call -> Answer.lastingPng(dataSets.wall(
                call.person(), call.id("id"), call.query("of").orElse(""), whole(call, "columns", 6), whole(call, "rows", 2), whole(call, "side", 96))));
        api.get("/datasets/:id/pictures/:index", call -> Answer.lastingPng(dataSets.picture(
                call.person(), call.id("id"), Math.clamp(call.number("index"), -1, Integer.MAX_VALUE), whole(call, "side", 256))));
    }

    private Answer importZip(Call call, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(2);
            if (head.length == 2 && head[0] == '-' && head[1] == '-') {
                throw ProblemException.user("", "This is a form (multipart); send the zip itself as the request's body, as `curl --data-binary @birds.zip` does.");
            }
        }
        var made = dataSets.importZip(call.person(), call.id("project"), call.query("name").orElse(""), call.query("kind").orElse(""), file, (done, all) -> {}, () -> false);
        return Answer.created("/api/v1/datasets/" + made.id(), made);
    }

    /// What is allowed is the service's to say.
    private static int whole(Call call, String name, int otherwise) { return call.number(name, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE); }
}
