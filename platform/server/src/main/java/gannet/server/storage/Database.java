package gannet.server.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where the database answers, and as whom we speak to it.
///
/// @param url as JDBC has it
public record Database(String url, String user, String password) {
    /// A connection beside the pool, under a name of its own in PostgreSQL's list.
    public Connection connect(String name) throws SQLException {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    /// The password stays out of logs.
    @Override
    public String toString() { return url + (user.isEmpty() ? "" : " as " + user); }
}
