package gannet.author;

import picocli.CommandLine.Option;

/// Which running Gannet a command talks to, and in whose name.
final class ServerOptions {
    @Option(names = "--server", required = true, paramLabel = "<url>", description = "Such as http://127.0.0.1:8080")
    private String address = "";

    @Option(names = "--token", required = true, paramLabel = "<token>", description = "An API token of an administrator of the server, made on the page Your account with the scope EVERYTHING")
    private String token = "";

    Server open() { return new Server(address, token); }
}
