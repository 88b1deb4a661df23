package gannet.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import jakarta.data.exceptions.DataException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/// The database as features use it: migrated, checked against the entities, pooled.
///
/// Everything here blocks, so it is called on virtual threads. A transaction begins with the call and ends with it: an
/// exception rolls it back.
public final class Storage implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    /// A database host that lost its power says nothing for ever. No statement of ours takes so long; migrations, backups and
    /// restores, which may, have connections of their own.
    private static final int PATIENCE = 60; // s

    /// What PostgreSQL says of a zero in text and in JSON.
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    private static final String DISK_FULL = "53100";

    /// How what PostgreSQL says begins while it stops, starts, or ends our connections.
    private static final String SHUTS_DOWN = "57P";

    private final HikariDataSource connections;
    private final SessionFactory sessions;
    private final Lifeline lifeline;

    private Storage(HikariDataSource connections, SessionFactory sessions, Lifeline lifeline) {
        this.connections = connections;
        this.sessions = sessions;
        this.lifeline = lifeline;
    }

    /// Connects, brings the schema up to date, and makes sure that it is the one which the entities expect. Of two servers that
    /// do so at once, one waits for the other.
    public static Storage open(Database database, List<Class<?>> entities) {
        var connections = connect(database);
        try {
            migrate(database);
            return new Storage(connections, sessions(connections, entities), new Lifeline(database));
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /// Runs the work in one transaction and gives back what it gives.
    ///
    /// ```java
    /// storage.inTransaction(transaction -> transaction.store(TeamStore_::new).visibleTo(person, false));
    /// ```
    public <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
        try {
            return sessions.fromStatelessTransaction(session -> work.apply(new Transaction(session)));
        } catch (PersistenceException | DataException e) {
            throw inWords(e);
        }
    }

    /// Runs the work in one transaction that gives nothing back.
    public void change(Consumer<Transaction> work) {
        inTransaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /// For reading alone: one snapshot, and PostgreSQL refuses to write.
    public <T extends @Nullable Object> T read(Function<Transaction, T> work) {
        return inTransaction(transaction -> {
            transaction.store(Storage::readOnly);
            return work.apply(transaction);
        });
    }

    private static boolean readOnly(StatelessSession session) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read read only");
            }
        });
        return true;
    }

    /// For what Hibernate has no words for, such as COPY and LISTEN; close what you take from it.
    public DataSource connections() { return connections; }

    /// For what must not wait until the pool has a connection free.
    public Lifeline lifeline() { return lifeline; }

    /// Whether the database answers now.
    public boolean answers() {
        try (var connection = connections.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        lifeline.close();
        sessions.close();
        connections.close();
    }

    private static HikariDataSource connect(Database database) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(database.url());
        config.setUsername(database.user().isEmpty() ? null : database.user());
        config.setPassword(database.password().isEmpty() ? null : database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(1);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "gannet");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", Integer.toString(PATIENCE));
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw refused(database, e);
        } catch (RuntimeException e) {
            throw new ProblemException(List.of(Problem.user("database-url",
                    "database-url must be a JDBC address such as jdbc:postgresql://localhost/gannet, not \"" + shown(database) + "\"")));
        }
    }

    private static ProblemException refused(Database database, HikariPool.PoolInitializationException e) {
        var sql = sqlException(e);
        var state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
        var message = sql == null ? String.valueOf(e.getMessage()) : firstLine(sql);
        var sentence = switch (state) {
            case "28P01", "28000" -> "The database at " + shown(database) + " refuses user \"" + database.user()
                    + "\" with this password; mend --database-user or GANNET_DATABASE_PASSWORD";
            case "3D000" -> "There is no such database as " + shown(database) + " names; make it with `createdb`, or mend --database-url";
            case "08001", "08004", "08006" -> "Nothing answers at " + shown(database) + "; start PostgreSQL there, or mend --database-url (" + message + ")";
            default -> "The database at " + shown(database) + " cannot be used: " + message;
        };
        return new ProblemException(Problem.Kind.RESOURCES, sentence, e);
    }

    /// The address as messages show it: without what may be a password, in front of the host or among the options.
    static String shown(Database database) { return database.url().replaceAll("//[^/]*@", "//").replaceAll("\\?.*", ""); }

    private static @Nullable SQLException sqlException(Throwable e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String firstLine(Throwable e) { return String.valueOf(e.getMessage()).lines().findFirst().orElse(""); }

    private static void migrate(Database database) {
        try {
            Flyway.configure(Storage.class.getClassLoader())
                    .dataSource(patient(database))
                    .locations("classpath:migrations")
                    .ignoreMigrationPatterns(new String[0]) // a schema newer than this server is refused
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The database's schema does not fit this Gannet: " + firstLine(e)
                    + "; start it with the Gannet that last used it, or a newer one", e);
        } catch (FlywayException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The database could not be brought up to date: " + firstLine(e), e);
        }
    }

    private static DataSource patient(Database database) {
        var connections = new PGSimpleDataSource();
        connections.setURL(database.url());
        if (!database.user().isEmpty()) {
            connections.setUser(database.user());
        }
        if (!database.password().isEmpty()) {
            connections.setPassword(database.password());
        }
        connections.setApplicationName("gannet migrations");
        connections.setTcpKeepAlive(true);
        return connections;
    }

    private static SessionFactory sessions(DataSource connections, List<Class<?>> entities) {
        try {
            return new HibernatePersistenceConfiguration("gannet")
                    .managedClasses(entities)
                    .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, connections)
                    .property(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                    .property(SchemaToolingSettings.HBM2DDL_AUTO, "validate")
                    .property(MappingSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl())
                    .property(BatchSettings.STATEMENT_BATCH_SIZE, 100)
                    .property("hibernate.bytecode.use_reflection_optimizer", false)
                    .createEntityManagerFactory();
        } catch (PersistenceException e) {
            if (e.getCause() instanceof SchemaManagementException schema) {
                throw new ProblemException(Problem.Kind.RESOURCES, "The database's schema is not the one that this Gannet expects: " + firstLine(schema)
                        + "; somebody changed it by hand", e);
            }
            throw e;
        }
    }

    /// The generated stores wrap what Hibernate throws once more.
    private static RuntimeException inWords(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCConnectionException || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith(SHUTS_DOWN)) {
                return new ProblemException(Problem.Kind.RESOURCES, "The database does not answer at the moment; try again shortly", e);
            }
            if (cause instanceof PSQLException sql && Taken.inWords(sql).isPresent()) {
                return Taken.inWords(sql).get();
            }
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return new ProblemException(Problem.Kind.RESOURCES, "The database's disk is full, so nothing was changed; make room there, then try again", e);
            }
            if (cause instanceof SQLException sql && NO_TEXT.contains(String.valueOf(sql.getSQLState()))) {
                return ProblemException.user("", "Some text holds the character U+0000, which cannot be kept; leave it out");
            }
        }
        return e;
    }
}
