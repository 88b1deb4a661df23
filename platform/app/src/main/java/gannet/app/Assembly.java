package gannet.app;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.WorkerCommand;
import gannet.server.Entities;
import gannet.server.ServerSettings;
import gannet.server.Services;
import gannet.server.account.Accounts;
import gannet.server.account.OpenId;
import gannet.server.account.Policy;
import gannet.server.activity.Activities;
import gannet.server.activity.ActivityRoutes;
import gannet.server.compare.CompareRoutes;
import gannet.server.compare.Comparisons;
import gannet.server.compute.DeviceRoutes;
import gannet.server.compute.Devices;
import gannet.server.compute.Leadership;
import gannet.server.compute.Servers;
import gannet.server.compute.Workers;
import gannet.server.dataset.DataSetRoutes;
import gannet.server.dataset.DataSets;
import gannet.server.doctor.Doctor;
import gannet.server.doctor.DoctorRoutes;
import gannet.server.experiment.EarlyStopping;
import gannet.server.experiment.Experiments;
import gannet.server.experiment.ForecastRoutes;
import gannet.server.experiment.Forecasts;
import gannet.server.experiment.Lengths;
import gannet.server.experiment.RunFolders;
import gannet.server.experiment.RunLists;
import gannet.server.experiment.RunOrders;
import gannet.server.experiment.RunRoutes;
import gannet.server.experiment.Runs;
import gannet.server.file.FilePlaces;
import gannet.server.file.FileRoutes;
import gannet.server.file.FileShelf;
import gannet.server.film.FilmRoutes;
import gannet.server.film.Films;
import gannet.server.gallery.Gallery;
import gannet.server.gallery.GalleryRoutes;
import gannet.server.http.Api;
import gannet.server.http.Front;
import gannet.server.http.Meters;
import gannet.server.http.PagesOrigin;
import gannet.server.http.Routes;
import gannet.server.http.Tls;
import gannet.server.notification.Courier;
import gannet.server.notification.Noticing;
import gannet.server.notification.NotificationRoutes;
import gannet.server.notification.Notifications;
import gannet.server.notification.Outbox;
import gannet.server.plugin.PluginRoutes;
import gannet.server.plugin.Plugins;
import gannet.server.plugin.VariantRoutes;
import gannet.server.plugin.Variants;
import gannet.server.progress.Progress;
import gannet.server.progress.ProgressRoutes;
import gannet.server.progress.Relay;
import gannet.server.progress.SideBySide;
import gannet.server.progress.Signals;
import gannet.server.queue.History;
import gannet.server.queue.Outlook;
import gannet.server.queue.Planning;
import gannet.server.queue.Queue;
import gannet.server.queue.QueueRoutes;
import gannet.server.queue.Room;
import gannet.server.queue.Rulebook;
import gannet.server.queue.Scheduler;
import gannet.server.queue.Timetable;
import gannet.server.queue.Usage;
import gannet.server.retention.DiskUse;
import gannet.server.retention.Retention;
import gannet.server.retention.RetentionRounds;
import gannet.server.retention.RetentionRoutes;
import gannet.server.share.GuestRoutes;
import gannet.server.share.Guests;
import gannet.server.share.ShareRoutes;
import gannet.server.share.Shares;
import gannet.server.storage.DataDirectory;
import gannet.server.storage.Database;
import gannet.server.storage.PrivatePostgres;
import gannet.server.storage.SharedFolder;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import gannet.server.table.RunMarks;
import gannet.server.table.RunTable;
import gannet.server.table.TableRoutes;
import gannet.server.team.AccountDeeds;
import gannet.server.team.AuditLog;
import gannet.server.team.AuditRoutes;
import gannet.server.team.Moves;
import gannet.server.team.Projects;
import gannet.server.team.TeamRoutes;
import gannet.server.team.Teams;
import gannet.server.together.CommentRoutes;
import gannet.server.together.Comments;
import gannet.server.transfer.TransferRoutes;
import gannet.server.transfer.Transfers;
import gannet.server.vote.BlindTestRoutes;
import gannet.server.vote.BlindTests;
import gannet.server.voxel.Solids;
import gannet.server.voxel.VoxelRoutes;
import gannet.ui.Pages;
import gannet.ui.UploadFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All parts of a server, made in order and wired by hand, and closed in the opposite order.
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private record Part(String name, AutoCloseable closing) {}

    /// What a test of the whole looks at.
    record Inside(Services services, Storage storage, List<Api.Mounted> routes) {}

    private final DataDirectory directory;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean closed;
    private @Nullable Accounts accounts;
    private volatile String address = "";
    private volatile @Nullable Inside inside;

    Assembly(DataDirectory directory) {
        this.directory = directory;
        opened("data directory", directory);
    }

    /// @param home the distribution    @return the address that people type
    String start(ServerSettings settings, Path home) {
        try {
            return startAll(settings, home);
        } catch (RuntimeException e) {
            if (isClosed()) {
                throw stopped();
            }
            throw e;
        }
    }

    private String startAll(ServerSettings settings, Path home) {
        var began = System.nanoTime();
        LOG.info("Starting on {} with {}", directory.folder(), home);
        Front.refuseIfTaken(settings.host(), settings.port());
        var tls = Tls.of(settings.tlsCertificate(), settings.tlsKey());
        requireFolder(home.resolve("plugins"));
        requireFolder(home.resolve("worker"));
        var clock = Clock.systemUTC();
        var framework = Variants.startHost(directory.folder());

        var database = database(settings);
        var storage = opened("database", Storage.open(database, Entities.all()));
        var own = directory.folder();
        var shared = SharedFolder.join(settings.sharedDir().isEmpty() ? own : Path.of(settings.sharedDir()).toAbsolutePath().normalize(), storage, database);
        var wakeups = opened("wakeups", Wakeups.open(database));
        var servers = opened("heartbeat", Servers.open(storage, own));
        var policy = new Policy(storage);
        var teams = new Teams(storage, clock);
        accounts = Accounts.open(storage, clock, teams::settleFirst, new AccountDeeds());
        var dataSets = opened("data sets", new DataSets(storage, policy, clock, shared, own));
        dataSets.prepare();
        var places = new FilePlaces(shared.resolve("files"));
        var files = new FileShelf(storage, policy, clock, shared.resolve("files"));
        var meters = new Meters();
        var vertx = meters.vertx();
        opened("event loops", () -> vertx.close().toCompletionStage().toCompletableFuture().join());
        var openId = OpenId.of(settings, vertx, storage, clock, accounts, new AccountDeeds());
        openId.ifPresent(provider -> opened("OpenID provider", provider));
        var signals = new Signals(vertx);
        var runFolders = shared.resolve("runs");
        var comingFolders = new RunFolders(storage, runFolders, servers.id());
        comingFolders.sweep();
        var variants = opened("plugins", Variants.open(storage, framework, places, home.resolve("plugins"), shared, clock));
        var plugins = opened("verification of plugins", Plugins.open(storage, policy, variants, wakeups, settings, shared, own, servers.id(), clock));
        var devices = opened("devices", Devices.open(storage, servers, wakeups, settings, () -> Outlook.occupied(storage)));
        var room = new Room(runFolders, settings.diskReserve());
        var rulebook = new Rulebook(storage);
        var planning = new Planning(storage, devices, rulebook, room);
        var outlook = new Outlook(storage, policy, devices, rulebook, planning, clock);
        var usage = new Usage(storage, rulebook, clock);
        var timetable = new Timetable(storage, policy, devices);
        var history = new History(storage, policy);
        var queue = new Queue(storage, policy, rulebook, outlook, room, signals, clock, settings.attempts());
        var progress = new Progress(storage, policy, signals, runFolders);
        opened("relay", Relay.start(storage, signals, wakeups, servers.id(), () -> servers.list().size() > 1, runFolders));
        wakeups.on("queue", _ -> queue.ring());
        var forecasts = new Forecasts(variants, devices);
        var experiments = new Experiments(storage, policy, variants, dataSets, files, forecasts, queue, outlook, comingFolders, clock);
        var runs = new Runs(storage, policy, variants, queue, outlook, progress, runFolders);
        var comparisons = new Comparisons(runs, variants, new SideBySide(storage, policy));
        var table = new RunTable(storage, policy, new RunLists(storage, policy, outlook::reasons));
        var marks = new RunMarks(storage, policy, clock);
        var doctor = new Doctor(storage, policy, variants, runs, progress);
        var outbox = opened("outbox", Outbox.open(settings, vertx, () -> address, clock));
        var notifications = new Notifications(storage, policy, wakeups, outbox, clock);
        var gallery = new Gallery(storage, policy, runFolders, own.resolve("cache").resolve("thumbnails"), clock);
        var diskUse = new DiskUse(storage, policy, runFolders, clock);
        var retention = new Retention(storage, policy, progress, diskUse, runFolders, clock);
        var comments = new Comments(storage, policy, notifications, wakeups, clock);
        var shares = new Shares(storage, policy, wakeups, clock);
        var guests = new Guests(storage, policy, new RunLists(storage, policy, _ -> Map.of()), progress, gallery, wakeups, clock);
        var blindTests = new BlindTests(storage, policy, progress, dataSets, clock);
        var activities = new Activities(storage, policy);
        var transfers = new Transfers(storage, policy, progress, variants::isKept, comingFolders, clock);
        var projects = new Projects(storage, policy, clock);
        var audit = new AuditLog(storage, policy);
        var services = new Services(
                accounts, policy, teams, projects, new Moves(storage, policy, dataSets::find), audit, variants, dataSets, files, experiments, forecasts, runs, queue,
                outlook, usage, rulebook, timetable, history, progress, devices, notifications, gallery, table, marks, doctor, retention, diskUse, openId,
                comments, shares, blindTests, activities, transfers, plugins);
        List<Routes> routes = List.of(
                new TeamRoutes(teams, projects, services.moves()), new AuditRoutes(audit), new DataSetRoutes(dataSets), new FileRoutes(files), new VariantRoutes(variants), new RunRoutes(experiments, runs),
                new ProgressRoutes(progress), new QueueRoutes(queue, outlook, usage, rulebook, timetable, history), new DeviceRoutes(devices, servers),
                new ForecastRoutes(forecasts), new NotificationRoutes(notifications, clock), new GalleryRoutes(gallery),
                new CompareRoutes(comparisons), new VoxelRoutes(new Solids(progress)), new TableRoutes(table, marks), new DoctorRoutes(doctor),
                new FilmRoutes(new Films(runs::find, progress, own.resolve("cache").resolve("films"))), new RetentionRoutes(retention, diskUse),
                new CommentRoutes(comments), new ShareRoutes(shares), new GuestRoutes(guests), new BlindTestRoutes(blindTests), new ActivityRoutes(activities), new TransferRoutes(transfers), new PluginRoutes(plugins));
        var workers = new Workers(WorkerCommand.ofThisInstallation(), runFolders);
        var leadership = opened("leader's lease", Leadership.open(storage, servers));
        opened("scheduler", new Scheduler(queue, planning, rulebook, servers, leadership, workers, (run, number, project) -> progress.intake(run, number, project, doctor.attend(run)),
                new RunOrders(storage, variants, dataSets, places, devices, runFolders), clock)).start();
        opened("retention", RetentionRounds.start(retention, diskUse, leadership));
        opened("early stopping", new EarlyStopping(storage, progress, queue, clock)).start();
        opened("lengths of waiting runs", new Lengths(storage, variants, queue)).start();

        var secret = UUID.randomUUID().toString();
        var uploads = new UploadFolder(directory.folder().resolve("uploads"), settings.uploadLimit() * (1L << 20));
        var pages = opened("pages", Pages.start(services, uploads, secret));
        var front = opened("front", Front.start(vertx,
                new Front.Address(settings.host(), settings.port(), settings.publicUrl(), uploads.folder(), uploads.limit(), tls),
                new Front.Behind(accounts, meters, Map.of("database", storage::answers), Map.of("disk", room::warning), routes,
                        Optional.of(new PagesOrigin(pages.port(), Pages.SECRET_HEADER, secret)))));

        inside = new Inside(services, storage, front.routes());
        address = address(settings, front.port());
        directory.announce(address);
        servers.announce(address, front.port());
        opened("notices", Noticing.start(storage, wakeups, clock));
        opened("courier", Courier.start(storage, policy, outlook, outbox, wakeups, clock));
        LOG.info("Ready at {} after {} ms", address, (System.nanoTime() - began) / 1_000_000);
        return address;
    }

    /// Empty until it is ready.
    Optional<Inside> inside() { return Optional.ofNullable(inside); }

    /// The one-time link for the administrator's account, until there is one.
    Optional<String> firstLink() {
        return Optional.ofNullable(accounts).flatMap(Accounts::firstToken).map(token -> address + "welcome?token=" + token);
    }

    @Override
    public synchronized void close() {
        closed = true;
        var began = System.nanoTime();
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
        LOG.info("Stopped in {} ms", (System.nanoTime() - began) / 1_000_000);
    }

    private synchronized boolean isClosed() { return closed; }

    private static ProblemException stopped() { return new ProblemException(Problem.Kind.CONFLICT, "", "It was told to stop before it had started"); }

    private static void close(Part part) {
        try {
            part.closing().close();
        } catch (Exception e) { // AutoCloseable declares no narrower one, and the next part must be closed as well
            LOG.warn("The {} did not close in order", part.name(), e);
        }
    }

    /// Remembers what is to be closed; if we were told to stop in the middle of the start, at once.
    private synchronized <T extends AutoCloseable> T opened(String name, T part) {
        if (closed) {
            close(new Part(name, part));
            throw stopped();
        }
        parts.push(new Part(name, part));
        LOG.debug("The {} opened {} ms after the process began", name, ProcessHandle.current().info().startInstant()
                .map(began -> Duration.between(began, Instant.now()).toMillis()).orElse(-1L));
        return part;
    }

    private Database database(ServerSettings settings) {
        if (settings.databaseUrl().isEmpty()) {
            return opened("PostgreSQL", PrivatePostgres.start(directory.folder().resolve("postgres"))).watched().database();
        }
        return new Database(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ProblemException(Problem.Kind.RESOURCES, "", "The folder " + folder + " is missing; build Gannet again: ./gannet start builds what is missing");
        }
    }

    private static String address(ServerSettings settings, int port) {
        if (!settings.publicUrl().isEmpty()) {
            return settings.publicUrl().endsWith("/") ? settings.publicUrl() : settings.publicUrl() + "/";
        }
        var host = settings.host().equals("0.0.0.0") || settings.host().equals("::") ? "127.0.0.1" : settings.host();
        return (settings.tlsCertificate().isEmpty() ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }
}
