package gannet.server.queue;

import gannet.parameters.Settings;
import gannet.run.Exit.Fault;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.compute.Devices;
import gannet.server.compute.Servers;
import gannet.server.storage.Database;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Looks at a long queue as the leader does, and as people do.
public final class LookTrial implements AutoCloseable {
    private final Storage storage;
    private final Wakeups wakeups;
    private final Servers servers;
    private final Devices devices;
    private final Rulebook rulebook;
    private final Planning planning;
    private final Outlook outlook;
    private final JobStore jobs;
    private final Person reader;

    /// @param folder for what a server keeps beside its database
    public LookTrial(Storage storage, Database database, Path folder) {
        this.storage = storage;
        wakeups = Wakeups.open(database);
        servers = Servers.open(storage, folder);
        devices = Devices.open(storage, servers, wakeups,
                Settings.bind(ServerSettings.class, Map.of("cpuSlots", "1", "cpuThreads", "1", "nvidiaSmi", "none")), () -> Outlook.occupied(storage));
        rulebook = new Rulebook(storage);
        planning = new Planning(storage, devices, rulebook, new Room(folder.resolve("runs"), 0));
        outlook = new Outlook(storage, new Policy(storage), devices, rulebook, planning, Clock.systemUTC());
        jobs = new JobStore(storage, rulebook::halfLife);
        reader = new Person(id("select id from person where administrator"), "Person 0", "0@example.org", true);
    }

    /// One look of the leader's: it starts what can start.
    ///
    /// @return how many started
    public int look() {
        rulebook.refreshed();
        return planning.carryOut(InstantSource.system(), _ -> true).size();
    }

    /// One that runs ends, so that the next look has something to do.
    public void end() {
        var ticket = jobs.live().getFirst();
        var _ = jobs.conclude(ticket, State.SUCCEEDED, Fault.NONE, Instant.now(), "").orElseThrow();
    }

    /// What the queue's page asks for.
    public int page() { return outlook.overview(reader).jobs().size(); }

    /// A job that stands far behind.
    public UUID last() { return id("select id from job where state = 'QUEUED' order by since desc limit 1"); }

    /// One waiting job with its place and reason.
    public Job one(UUID job) { return outlook.find(reader, job); }

    /// The waiting jobs as they are foreseen.
    List<UUID> order() { return outlook.order(); }

    List<UUID> oldest(int count) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select id from job order by since, id limit " + count, UUID.class).getResultList());
    }

    /// Lines in the queue.
    public int lines() { return new SnapshotStore(storage).read(_ -> new SnapshotStore.Depth(Priority.URGENT, Set.of(), 1, 1), rulebook.current(), Instant.now()).lines().size(); }

    public List<UUID> waiting() {
        return storage.read(transaction -> transaction.session().createNativeQuery("select id from job where state = 'QUEUED' order by id", UUID.class).getResultList());
    }

    private UUID id(String sql) { return storage.read(transaction -> transaction.session().createNativeQuery(sql, UUID.class).getSingleResult()); }

    @Override public void close() {
        devices.close();
        servers.close();
        wakeups.close();
    }
}
