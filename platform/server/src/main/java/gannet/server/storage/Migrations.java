package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/// The schema at a version that a backup has, for its rows.
public record Migrations(Database database) {
    /// Refuses a version that this Gannet does not know, and a database in which there is something.
    public void makeEmptySchema(String version) {
        try (var connection = database.connect("gannet restore"); var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_tables where schemaname = current_schema()")) {
            rows.next();
            if (rows.getInt(1) > 0) {
                throw new ProblemException(Problem.Kind.CONFLICT, "database-url", "The database at " + Storage.shown(database)
                        + " is not empty, and a restore overwrites nothing; make a new one with `createdb` and name it with --database-url");
            }
        } catch (SQLException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The database at " + Storage.shown(database) + " cannot be used: " + e.getMessage(), e);
        }
        var all = Flyway.configure(Storage.class.getClassLoader()).dataSource(database.url(), database.user(), database.password())
                .locations("classpath:migrations").validateMigrationNaming(true).cleanDisabled(true);
        var known = Arrays.stream(all.load().info().all()).map(migration -> String.valueOf(migration.getVersion())).toList();
        if (!known.contains(version)) {
            throw ProblemException.user("", "The backup's schema has version " + version + ", and this Gannet knows those up to " + known.getLast()
                    + "; restore it with the Gannet that wrote it, or a newer one");
        }
        try {
            all.target(MigrationVersion.fromVersion(version)).load().migrate();
        } catch (FlywayException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The schema of version " + version + " could not be made: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
        }
    }
}
