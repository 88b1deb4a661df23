package gannet.server.http;

/// Where the pages are served, on this machine alone, and the secret by which they know us from its other users.
public record PagesOrigin(int port, String secretHeader, String secret) {
    /// The secret stays out of logs.
    @Override
    public String toString() { return "pages at port " + port; }
}
