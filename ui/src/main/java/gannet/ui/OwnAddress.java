package gannet.ui;

import com.vaadin.flow.server.VaadinRequest;

/// This server's address as the browser at the other end knows it; the front says so with each request.
public final class OwnAddress {
    private OwnAddress() {}

    /// @param path such as `/join/…`
    public static String of(String path) {
        var request = VaadinRequest.getCurrent();
        return request.getHeader("X-Forwarded-Proto") + "://" + request.getHeader("X-Forwarded-Host") + path;
    }
}
