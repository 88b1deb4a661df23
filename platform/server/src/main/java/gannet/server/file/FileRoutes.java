package gannet.server.file;

import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Routes;

/// Files over REST. One is sent as the request's body: `curl --data-binary @eyes.npz …/api/v1/projects/<project>/files?name=eyes.npz`;
/// the answer's `value` is what a setting says that names it.
public record FileRoutes(FileShelf shelf) implements Routes {
    record Told(String value, String hash, String name, long bytes, String createdBy) {
        static Told of(StoredFile file) { return new Told(file.value(), file.hash(), file.name(), file.bytes(), file.createdBy()); }
    }

    @Override public void mount(Api api) {
        api.get("/projects/:project/files", call -> shelf.list(call.person(), call.id("project")).stream().map(Told::of).toList());
        api.upload("/projects/:project/files", (call, file) -> Answer.json(201, Told.of(
                shelf.add(call.person(), call.id("project"), call.query("name").orElse(""), file))));
    }
}
