package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.host.VariantDescription;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.WorkerCommand;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.plugin.PluginStore.Kept;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/// Installing plugins: an upload is inspected as a file, verified by a worker, and approved by an administrator; then it is there for
/// everybody on every server, and no server loads any of it before.
public final class Plugins implements AutoCloseable {
    private static final long LARGEST = 256L << 20;
    private static final int LONGEST_REASON = 1000;

    private final Storage storage;
    private final Policy policy;
    private final Variants variants;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Shelf shelf;
    private final Trust trust;
    private final Sandbox sandbox;
    private final Verifier verifier;

    /// What ends when it is closed.
    public interface Following extends AutoCloseable {
        @Override void close();
    }

    private Plugins(Storage storage, Policy policy, Variants variants, Wakeups wakeups, Clock clock, Shelf shelf, Trust trust, VerificationWorker worker, UUID server) {
        this.storage = storage;
        this.policy = policy;
        this.variants = variants;
        this.wakeups = wakeups;
        this.clock = clock;
        this.shelf = shelf;
        this.trust = trust;
        sandbox = worker.sandbox();
        verifier = Verifier.start(storage, wakeups, variants, shelf, worker, server);
    }

    /// @param shared the folder that all servers share    @param own this server's    @param server its id
    public static Plugins open(Storage storage, Policy policy, Variants variants, Wakeups wakeups, ServerSettings settings, Path shared, Path own, UUID server, Clock clock) {
        var worker = new VerificationWorker(Sandbox.find(settings.bubblewrap()), WorkerCommand.ofThisInstallation(), own.resolve("verifying"),
                Duration.ofSeconds(settings.pluginPatience()));
        return open(storage, policy, variants, wakeups, Trust.of(settings.pluginSigners()), worker, shared, server, clock);
    }

    static Plugins open(Storage storage, Policy policy, Variants variants, Wakeups wakeups, Trust trust, VerificationWorker worker, Path shared, UUID server, Clock clock) {
        variants.follow(wakeups);
        return new Plugins(storage, policy, variants, wakeups, clock, new Shelf(shared.resolve("plugins")), trust, worker, server);
    }

    /// All that are installed; for administrators those that were uploaded, too, what waits first.
    public List<PluginVersion> list(Person who) { return read(who, PluginStore::all).stream().map(PluginVersion::brief).toList(); }

    /// @param sha256 of its file
    public PluginVersion find(Person who, String sha256) {
        return read(who, store -> store.find(sha256).stream().toList()).stream().findFirst().orElseThrow(Plugins::absent);
    }

    /// All versions of one plugin, the one in use first.
    public List<PluginVersion> versions(Person who, String id) { return read(who, store -> store.versions(id)); }

    /// PNG: what a variant drew when it was verified.
    public Optional<byte[]> sample(Person who, String sha256, String variant) {
        find(who, sha256);
        return storage.read(transaction -> new PluginStore(transaction).picture(sha256, variant, PluginStore.SAMPLE));
    }

    /// Whether this person may install, and see what waits.
    public boolean administers(Person who) { return policy.administersServer(who); }

    /// How an upload would be shut in while it is verified, in a sentence.
    public String sandbox(Person who) { return sandbox.words(); }

    /// Whether it would be shut in at all.
    public boolean shutsIn(Person who) { return sandbox.shutsIn(); }

    /// Inspects an upload and lets it wait for a worker; the same file again is the plugin that it already is.
    ///
    /// @param name as people know the file    @param file stays the caller's
    /// @throws ProblemException with everything that is wrong with it
    public PluginVersion upload(Person who, String name, Path file) {
        policy.requireServer(who, "install plugins");
        var shown = name.isBlank() ? "that was sent" : name.strip().replaceFirst("^.*[/\\\\]", "");
        var inspection = inspected(file, shown);
        trust.problem(PluginStore.Inspected.of(inspection).signers()).ifPresent(problem -> { throw refused(shown, problem); });
        long bytes = size(file);
        boolean waits = storage.inTransaction(transaction -> {
            var store = new PluginStore(transaction);
            var known = store.hold(inspection.sha256());
            if (known.isPresent() && (known.get().state().isPending() || known.get().state() == PluginState.INSTALLED)) {
                return false;
            }
            store.versions(inspection.id()).stream().filter(other -> isOtherFile(other, inspection)).findFirst().ifPresent(other -> {
                throw refused(shown, "%s is installed already, with other content (SHA-256 %s…). Give the new one another version.".formatted(other, other.sha256().substring(0, 12)));
            });
            shelf.keep(file, inspection);
            store.await(inspection, bytes, who, clock.instant());
            note(transaction, who, "plugin.uploaded", inspection.sha256(), inspection.id() + " " + inspection.version());
            return true;
        });
        variants.refresh();
        if (waits) {
            verifier.ring();
        }
        return find(who, inspection.sha256());
    }

    /// Installs what was verified; from now on people launch this version, and the one before stays beside it.
    public PluginVersion approve(Person who, String sha256) {
        return change(who, sha256, "plugin.approved", (store, row) -> {
            if (row.state() != PluginState.READY) {
                throw conflict(row + (row.state().isPending() ? " is not verified yet; wait until it is." : " does not wait for approval: it is " + word(row) + "."));
            }
            trust.problem(row.inspected().signers()).ifPresent(problem -> { throw conflict(problem); });
            refuseClashes(row);
            store.versions(row.id()).stream().filter(other -> other.uploaded() && other.state() == PluginState.INSTALLED && other.version().equals(row.version()))
                    .filter(other -> !other.sha256().equals(row.sha256())).findFirst()
                    .ifPresent(other -> { throw conflict(other + " is installed already, with other content; remove that first, or give the new one another version."); });
            store.decide(sha256, PluginState.INSTALLED, "", who, clock.instant());
            store.enable(sha256, true, who, clock.instant());
            store.use(row.id(), sha256);
        });
    }

    /// @param reason for whoever uploaded it; may be empty
    public PluginVersion reject(Person who, String sha256, String reason) {
        if (reason.length() > LONGEST_REASON) {
            throw ProblemException.user("reason", "A reason has at most " + LONGEST_REASON + " characters, not " + reason.length() + ".");
        }
        return change(who, sha256, "plugin.rejected", (store, row) -> {
            if (row.state() != PluginState.READY) {
                throw conflict(row + " does not wait for approval: it is " + word(row) + ".");
            }
            store.decide(sha256, PluginState.REJECTED, reason.strip(), who, clock.instant());
        });
    }

    /// Offers a version again; people launch it if no other version of it is in use.
    public PluginVersion enable(Person who, String sha256) {
        return change(who, sha256, "plugin.enabled", (store, row) -> {
            requireInstalled(row);
            refuseClashes(row);
            store.enable(sha256, true, who, clock.instant());
            if (store.versions(row.id()).stream().noneMatch(Kept::inUse)) {
                store.use(row.id(), sha256);
            }
        });
    }

    /// Offers it no longer for new launches. Runs that were launched with it go on, and can be resumed and launched again.
    public PluginVersion disable(Person who, String sha256) {
        return change(who, sha256, "plugin.disabled", (store, row) -> {
            requireInstalled(row);
            store.enable(sha256, false, who, clock.instant());
            useNext(store, row);
        });
    }

    /// Makes this version the one that people launch, newer or older than the one before.
    public PluginVersion use(Person who, String sha256) {
        return change(who, sha256, "plugin.used", (store, row) -> {
            requireInstalled(row);
            refuseClashes(row);
            store.enable(sha256, true, who, clock.instant());
            store.use(row.id(), sha256);
        });
    }

    /// Takes the file away. What runs of it made, and their settings, can still be read.
    public void remove(Person who, String sha256) {
        change(who, sha256, "plugin.removed", (store, row) -> {
            if (row.state() == PluginState.VERIFYING) {
                throw conflict(row + " is being verified at this moment; remove it when that is done.");
            }
            if (!row.uploaded()) {
                throw conflict(row + " comes with Gannet and cannot be removed; disable it instead.");
            }
            var unfinished = store.unfinished(List.of(sha256)).getOrDefault(sha256, List.of());
            if (!unfinished.isEmpty()) {
                throw conflict(row + " is needed by runs that are not over: " + unfinished.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + (unfinished.size() < 10 ? "" : " and perhaps more") + ". Disable it, and remove it when they are done, or stop them.");
            }
            if (row.runs() == 0) {
                store.delete(sha256);
            } else {
                store.decide(sha256, PluginState.REMOVED, "", who, clock.instant());
            }
            useNext(store, row);
        });
        shelf.remove(sha256);
    }

    /// Hears when anything about plugins has changed, on any thread.
    public Following follow(Person who, Runnable changed) {
        var listening = variants.listen(changed);
        return () -> {
            try {
                listening.close();
            } catch (Exception e) { // AutoCloseable declares no narrower one
                throw new IllegalStateException(e);
            }
        };
    }

    @Override public void close() { verifier.close(); }

    @FunctionalInterface
    private interface Change {
        void make(PluginStore store, Kept row);
    }

    /// @return what it is afterwards; of one that is gone what it was
    private PluginVersion change(Person who, String sha256, String deed, Change change) {
        policy.requireServer(who, "install plugins");
        var now = storage.inTransaction(transaction -> {
            var store = new PluginStore(transaction);
            var row = store.hold(sha256).orElseThrow(Plugins::absent);
            change.make(store, row);
            note(transaction, who, deed, sha256, row.toString());
            wakeups.ring(transaction, Variants.WORD);
            return store.find(sha256).orElse(row);
        });
        variants.refresh();
        return storage.read(transaction -> shown(new PluginStore(transaction), List.of(now))).getFirst();
    }

    private static void useNext(PluginStore store, Kept row) {
        var versions = store.versions(row.id());
        if (versions.stream().noneMatch(Kept::inUse)) {
            versions.stream().filter(other -> other.enabled() && !other.sha256().equals(row.sha256()))
                    .max(Comparator.comparing(other -> Version.parseVersion(other.version()))).ifPresent(next -> store.use(row.id(), next.sha256()));
        }
    }

    private void refuseClashes(Kept row) {
        var clashes = Verifier.clashes(variants.catalogue(), row.id(), row.cards());
        if (!clashes.isEmpty()) {
            throw conflict(String.join(" ", clashes));
        }
    }

    private static void requireInstalled(Kept row) {
        if (row.state() != PluginState.INSTALLED) {
            throw conflict(row + " is not installed: it is " + word(row) + ".");
        }
    }

    private static BundleInspection inspected(Path file, String shown) {
        if (size(file) > LARGEST) {
            throw refused(shown, "It has more than %d MB, the most that a plugin may have.".formatted(LARGEST >> 20));
        }
        try {
            return BundleInspection.ofUpload(file, shown);
        } catch (ProblemException e) {
            throw new ProblemException(e.problems().stream().map(problem -> Problem.user("file", problem.message())).toList());
        }
    }

    private static boolean isOtherFile(Kept other, BundleInspection inspection) {
        return other.state() == PluginState.INSTALLED && other.uploaded() && other.version().equals(inspection.version()) && !other.sha256().equals(inspection.sha256());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The upload cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isShown(Kept row, boolean administers) { return administers || row.state() == PluginState.INSTALLED; }

    private List<PluginVersion> read(Person who, Function<PluginStore, List<Kept>> reading) {
        boolean administers = administers(who);
        return storage.read(transaction -> {
            var store = new PluginStore(transaction);
            return shown(store, reading.apply(store).stream().filter(row -> isShown(row, administers)).toList());
        });
    }

    private List<PluginVersion> shown(PluginStore store, List<Kept> rows) {
        var unfinished = store.unfinished(rows.stream().map(Kept::sha256).toList());
        return rows.stream().map(row -> shown(row, unfinished.getOrDefault(row.sha256(), List.of()))).toList();
    }

    private PluginVersion shown(Kept row, List<Long> unfinished) {
        var catalogue = variants.catalogue();
        var cards = row.cards().stream().map(description -> catalogue.of(row.sha256(), description.id()).map(Catalogue.Offer::card).orElseGet(() -> card(row, description))).toList();
        return new PluginVersion(
                row.sha256(), row.id(), row.version(), row.name(), !row.uploaded(), row.state(), row.enabled(), row.inUse(), row.reason(), row.inspected().licence(),
                row.inspected().libraries(), row.inspected().signers(), row.bytes(), cards,
                row.checks().stream().map(check -> new PluginVersion.Check(check.variant(), check.name(), check.passed(), check.words(), check.milliseconds())).toList(),
                row.sandbox(), row.shutIn(), row.log(), row.milliseconds(), row.uploadedBy(), row.installed(), row.decidedBy(), row.decided(), row.runs(), unfinished);
    }

    private static VariantCard card(Kept row, VariantDescription description) {
        return VariantCard.of(description, description.id(), new VariantCard.Plugin(row.id(), row.version(), row.sha256()));
    }

    private static void note(Transaction transaction, Person who, String deed, String sha256, String name) {
        Audit.note(transaction, who, new Deed(deed, "plugin", sha256, name, null));
    }

    private static String word(Kept row) { return row.state().name().toLowerCase(java.util.Locale.ROOT) + (row.reason().isEmpty() ? "" : " (" + row.reason() + ")"); }

    private static ProblemException refused(String file, String why) { return ProblemException.user("file", "The plugin file " + file + " is refused: " + why); }

    private static ProblemException conflict(String sentence) { return new ProblemException(Problem.Kind.CONFLICT, "plugin", sentence); }

    private static ProblemException absent() {
        return new ProblemException(Problem.Kind.ABSENT, "plugin", "There is no such plugin; plugins are named by the SHA-256 of their file.");
    }
}
