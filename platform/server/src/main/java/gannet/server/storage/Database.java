package gannet.server.storage;

/// Where the database answers, and as whom we speak to it.
///
/// @param url as JDBC has it
public record Database(String url, String user, String password) {
    /// The password stays out of logs.
    @Override
    public String toString() { return url + (user.isEmpty() ? "" : " as " + user); }
}
