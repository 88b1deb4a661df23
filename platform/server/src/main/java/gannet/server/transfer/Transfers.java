package gannet.server.transfer;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.experiment.Arrivals;
import gannet.server.experiment.RunFolders;
import gannet.server.progress.Progress;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes runs away as one zip, and brings those in that another Gannet gave away.
public final class Transfers {
    private final Storage storage;
    private final Policy policy;
    private final Progress progress;
    private final Predicate<String> hasPlugin;
    private final RunFolders folders;
    private final Clock clock;

    /// @param hasPlugin whether a bundle of this hash is kept here
    public Transfers(Storage storage, Policy policy, Progress progress, Predicate<String> hasPlugin, RunFolders folders, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.progress = progress;
        this.hasPlugin = hasPlugin;
        this.folders = folders;
        this.clock = clock;
    }

    /// A run that is ready to leave.
    public interface Parcel {
        String name();

        void writeTo(OutputStream out) throws IOException;
    }

    /// Settings, events, samples and one checkpoint, as they are at this moment.
    ///
    /// @param step of the checkpoint; null for the newest, -1 for none
    public Parcel export(Person who, long number, @Nullable Long step) {
        var leaving = storage.read(transaction -> new TransferStore(transaction).leaving(number, who, clock.instant()))
                .filter(one -> policy.allows(who, Action.SEE, one.project())).orElseThrow(() -> absent(number));
        policy.require(who, Action.SHARE, leaving.project());
        var folder = folders.of(leaving.id());
        if (!Files.isRegularFile(folder.resolve(Contents.EVENTS))) {
            throw new ProblemException(Problem.Kind.CONFLICT, "run", "Run " + number + " has no files: it has not begun yet, or they were deleted.");
        }
        var checkpoint = checkpoint(who, number, step, folder);
        storage.change(transaction -> Audit.note(transaction, who, new Deed("run.exported", "run", number, "Run " + number, leaving.team())));
        return new Parcel() {
            @Override public String name() { return "gannet-run-" + number + ".zip"; }

            @Override public void writeTo(OutputStream out) throws IOException { Packing.pack(folder, leaving.manifest(), checkpoint, out); }
        };
    }

    private @Nullable String checkpoint(Person who, long number, @Nullable Long step, Path folder) {
        if (step != null && step < 0) {
            return null;
        }
        var kept = progress.checkpoints(who, number).stream().map(Progress.Checkpoint::folder).filter(one -> Files.isDirectory(folder.resolve(one))).toList();
        if (step == null) {
            return kept.isEmpty() ? null : kept.getLast();
        }
        return kept.stream().filter(one -> one.equals("checkpoints/" + step)).findFirst().orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "checkpoint",
                "Run " + number + " keeps no checkpoint of step " + step + "; GET /api/v1/runs/" + number + "/checkpoints lists those there are."));
    }

    /// All or nothing.
    ///
    /// @return the number that the run has here
    public long bring(Person who, UUID project, Path zip) {
        policy.require(who, Action.IMPORT, project);
        var run = Ids.next();
        var coming = folders.coming(run);
        try {
            Files.createDirectories(coming);
            var refusals = new Refusals();
            var hashes = Unpacking.unpack(zip, coming, refusals);
            var manifest = Manifest.read(coming, refusals);
            CheckpointCheck.check(coming, hashes, refusals);
            EventCheck.check(coming.resolve(Contents.EVENTS), refusals);
            refusals.require();
            for (var folder : new String[] {"samples", "checkpoints", "artifacts", "control"}) {
                Files.createDirectories(coming.resolve(folder));
            }
            folders.settle(run);
            return settle(who, project, run, manifest);
        } catch (RuntimeException e) {
            folders.takeBack(List.of(run), e);
            throw e;
        } catch (IOException e) {
            folders.takeBack(List.of(run), e);
            throw new ProblemException(Problem.Kind.RESOURCES, "The run cannot be kept in " + coming.getParent() + ": " + e.getMessage() + ". Make room there, then send it again.", e);
        }
    }

    private long settle(Person who, UUID project, UUID run, String manifest) {
        var experiment = Ids.next();
        long number = storage.inTransaction(transaction -> {
            var store = new TransferStore(transaction);
            long given = store.arrive(run, experiment, project, who, manifest, Ids.next(), clock.instant());
            Arrivals.index(transaction, given);
            Audit.note(transaction, who, new Deed("run.imported", "run", given, "Run " + given, store.team(project).orElseThrow()));
            return given;
        });
        try {
            progress.intake(run, number, project).takeAll();
        } catch (RuntimeException e) {
            storage.change(transaction -> new TransferStore(transaction).forget(run, experiment));
            var refused = Refusals.of("Its events cannot be taken in.");
            refused.initCause(e);
            throw refused;
        }
        return number;
    }

    /// Where a run came from; empty if it was launched here.
    public Optional<Origin> origin(Person who, long number) {
        if (storage.read(transaction -> new TransferStore(transaction).project(number)).filter(project -> policy.allows(who, Action.SEE, project)).isEmpty()) {
            throw absent(number);
        }
        return storage.read(transaction -> new TransferStore(transaction).origin(number))
                .map(came -> new Origin(came.number(), came.launchedBy(), came.created(), came.exported(), came.exportedBy(), came.imported(), came.importedBy(), came.plugin(),
                        hasPlugin.test(came.sha256()), came.hasData()));
    }

    private static ProblemException absent(long number) {
        return new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you.");
    }
}
