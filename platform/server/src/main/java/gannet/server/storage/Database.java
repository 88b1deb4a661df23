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
    Connection connect(String name) throws SQLException { return connect(name, 0); }

    /// @param patience how long an answer may take, in seconds; 0 for ever
    Connection connect(String name, int patience) throws SQLException {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", Integer.toString(patience == 0 ? 10 : patience));
        properties.setProperty("socketTimeout", Integer.toString(patience));
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    /// The password stays out of logs.
    @Override
    public String toString() { return url + (user.isEmpty() ? "" : " as " + user); }
}
