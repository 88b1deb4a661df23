package gannet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/// A second person in the first one's team, with the first one's password.
public final class Colleague {
    private Colleague() {}

    /// Writes the account into the server's own database.
    ///
    /// @param role in the team, such as "MEMBER"; empty for somebody who belongs to none
    public static void join(Path dataDirectory, String name, String email, String role) {
        try (var connection = connect(dataDirectory)) {
            var id = UUID.randomUUID();
            try (var person = connection.prepareStatement("""
                    insert into person (id, name, email, password_hash, administrator, created)
                    select ?, ?, ?, password_hash, false, now() from person where administrator order by created limit 1""")) {
                person.setObject(1, id);
                person.setString(2, name);
                person.setString(3, email);
                person.executeUpdate();
            }
            if (role.isEmpty()) {
                return;
            }
            try (var membership = connection.prepareStatement("insert into membership (team, person, role, since) select team, ?, ?, now() from membership limit 1")) {
                membership.setObject(1, id);
                membership.setString(2, role);
                membership.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + " could not join: " + e.getMessage(), e);
        }
    }

    /// To the PostgreSQL that a server keeps for itself, as it tells a second server.
    private static Connection connect(Path dataDirectory) throws SQLException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(dataDirectory.resolve("postgres").resolve("second-server.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DriverManager.getConnection(properties.getProperty("database-url"), properties.getProperty("database-user"), properties.getProperty("database-password"));
    }
}
