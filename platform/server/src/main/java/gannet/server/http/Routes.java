package gannet.server.http;

/// A feature's part of the REST interface.
@FunctionalInterface
public interface Routes {
    void mount(Api api);
}
