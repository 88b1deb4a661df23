package gannet.app;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.backup.Backup;
import gannet.server.backup.Restore;
import gannet.server.storage.DataDirectory;
import gannet.server.storage.Database;
import gannet.server.storage.PrivatePostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;

/// `./gannet backup` and `./gannet restore`. Both take the flags with which the server is started, because those say where
/// its data and its database are.
public final class BackupCommand {
    private static final String BACKUP = "backup";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());

    private BackupCommand() {}

    public static void main(String[] arguments) {
        var given = List.of(arguments);
        try {
            run(given);
        } catch (ProblemException e) {
            e.problems().stream().map(Problem::message).forEach(message -> System.err.println("gannet: " + message));
            System.exit(1);
        }
    }

    private static void run(List<String> given) {
        boolean backs = given.getFirst().equals(BACKUP);
        if (given.size() < 2 || given.get(1).startsWith("-")) {
            throw ProblemException.user("", backs ? "./gannet backup wants the name of a new zip or folder first: ./gannet backup gannet.zip --data-dir /srv/gannet"
                    : "./gannet restore wants the backup first: ./gannet restore gannet.zip --data-dir /srv/gannet");
        }
        var place = Path.of(given.get(1));
        var configuration = Configuration.read(given.subList(2, given.size()), System.getenv());
        if (backs) {
            backup(place, configuration);
        } else {
            restore(place, configuration);
        }
    }

    private static void backup(Path target, Configuration configuration) {
        var own = configuration.dataDirectory();
        var settings = configuration.settings();
        if (!Files.exists(own.resolve("server-id"))) {
            throw new ProblemException(Problem.Kind.ABSENT, "data-dir", "There is no server's data in " + own + "; name its folder with --data-dir");
        }
        System.setProperty("gannet.logs", own.resolve("logs").resolve(BACKUP).toString()); // before anybody asks for a logger
        var shared = settings.sharedDir().isEmpty() ? own : Path.of(settings.sharedDir()).toAbsolutePath().normalize();
        if (!settings.databaseUrl().isEmpty()) {
            write(new Backup(new Database(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()), own, shared), target);
            return;
        }
        try (var _ = DataDirectory.claim(own); var postgres = PrivatePostgres.start(own.resolve("postgres"))) {
            write(new Backup(postgres.database(), own, shared), target);
        } catch (ProblemException e) {
            if (e.kind() != Problem.Kind.CONFLICT || e.problems().stream().noneMatch(problem -> problem.where().equals("data-dir"))) {
                throw e;
            }
            write(new Backup(PrivatePostgres.ofRunningServer(own.resolve("postgres")), own, shared), target);
        }
    }

    private static void write(Backup backup, Path target) {
        backup.write(target, Clock.systemUTC(), BackupCommand::tell);
        tell("The backup is whole: " + target.toAbsolutePath().normalize());
    }

    private static void restore(Path backup, Configuration configuration) {
        var settings = configuration.settings();
        if (!settings.sharedDir().isEmpty()) {
            throw ProblemException.user("shared-dir", "A restore puts all files into --data-dir; start the server there without --shared-dir, or move them first");
        }
        var own = settings.databaseUrl().isEmpty() ? Optional.<Database>empty()
                : Optional.of(new Database(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()));
        var made = new Restore(own).read(backup.toAbsolutePath().normalize(), configuration.dataDirectory(), BackupCommand::tell);
        tell("All is as it was on " + TIME.format(made) + ". ./gannet start --data-dir " + configuration.dataDirectory() + " goes on from there.");
    }

    private static void tell(String sentence) { System.out.println(sentence); }
}
