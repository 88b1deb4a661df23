package gannet.worker;

import ai.djl.Device;
import gannet.host.BundleInspection;
import gannet.host.Course;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.EventWriter;
import gannet.run.Exit;
import gannet.run.FullDisk;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.Training;
import gannet.torch.Parts;
import gannet.torch.RestoreException;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job from its order to its last word: brings everything up in the right order, hands over to [Trainer], and says how
/// it ended.
final class Job {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final RunDirectory directory;
    private final Requests requests;

    Job(RunDirectory directory, Requests requests) {
        this.directory = directory;
        this.requests = requests;
    }

    Exit run() throws IOException {
        var order = directory.order();
        try (var events = EventWriter.open(directory.events())) {
            var progress = new Progress(events);
            Exit exit;
            try {
                exit = train(order, progress);
            } catch (NotFiniteException e) {
                exit = new Exit(Exit.Outcome.FAILED, Exit.Fault.USER, progress.step(), advice(e, order, progress.step()), Instant.now());
            } catch (Exception | OutOfMemoryError e) {
                LOG.error("The run failed", e);
                exit = Failure.of(e).exit(Instant.now(), progress.step());
            }
            return said(exit, events);
        }
    }

    /// On a full disk `exit.json` must do, which has room of its own.
    private static Exit said(Exit exit, EventWriter events) throws IOException {
        try {
            events.ended(exit.step(), exit.outcome(), exit.reason());
            events.force();
        } catch (IOException e) {
            if (!FullDisk.isBehind(e)) {
                throw e;
            }
            LOG.warn("The disk is too full for the last event: {}", e.getMessage());
        }
        return exit;
    }

    private Exit train(Order order, Progress progress) throws IOException {
        checkPlugin(order.plugin());
        TorchEngine.start(order.threads());                  // before any bundle can touch DJL
        Durable.remove(directory.scratch());
        Files.createDirectories(directory.scratch());
        Files.createDirectories(directory.samples());
        try (var host = PluginHost.start(directory.scratch().resolve("felix"))) {
            var variant = host.install(order.plugin().file()).variant(order.variant()).orElseThrow(() -> new ProblemException(Problem.Kind.PLUGIN,
                    order.variant(), "The plugin " + order.plugin().id() + " " + order.plugin().version() + " has no variant \"" + order.variant() + "\"."));
            return train(order, variant, progress);
        } finally {
            Durable.remove(directory.scratch());
        }
    }

    private <S extends Record, Q extends Record> Exit train(Order order, Variant<S, Q> variant, Progress progress) throws IOException {
        var files = GivenFiles.of(variant, order.settings());
        var checkpoints = new Checkpoints(directory.checkpoints(), order.training().checkpointEvery());
        var damaged = new ArrayList<String>();
        var from = checkpoints.newest(damaged);
        if (from.isEmpty()) {
            from = fork(order);
        }
        var device = device(order.device());
        var compute = from.map(found -> found.checkpoint().compute()).orElse(compute(order.training().precision(), device));
        try (var parts = new Parts(compute, order.training().seed(), device);
                var batches = Batches.open(directory, variant.data(order.settings()), variant.augmentation(order.settings()))) {
            var gan = variant.assemble(order.settings(), parts);
            long step = from.map(found -> found.checkpoint().step()).orElse(0L);
            progress.reached(step);
            var facts = facts(order, compute);
            facts.putAll(files.facts());
            var course = new Course(gan.phases(), order.training().steps(), order.training().batchSize(), batches.count());
            progress.events().started(step, course.end(), facts);
            if (step == 0 && course.note().isPresent()) {
                progress.events().noted(step, course.note().get());
            }
            for (var sentence : damaged) {
                progress.events().noted(step, sentence);
            }
            var trainer = new Trainer<>(directory, order, variant, gan, parts, batches, course, checkpoints, compute, requests, progress);
            if (from.isPresent()) {
                restore(from.get(), parts);
                trainer.goOn(from.get());
            }
            return trainer.train();
        }
    }

    static void restore(Checkpoints.Found found, Parts parts) throws IOException {
        try (var manager = parts.manager().newSubManager()) {
            parts.restore(Checkpoints.load(found, manager));
        } catch (RestoreException e) {
            throw new ProblemException(Problem.Kind.USER, "The checkpoint " + found.folder() + " is of other networks than these settings give. "
                    + e.getMessage(), e);
        }
    }

    private static Optional<Checkpoints.Found> fork(Order order) throws IOException {
        var fork = order.fork();
        return fork == null ? Optional.empty() : Optional.of(new Checkpoints.Found(fork.checkpoint(), Checkpoints.verified(fork.checkpoint())));
    }

    static void checkPlugin(Order.Plugin plugin) throws IOException {
        if (!Files.isRegularFile(plugin.file())) {
            throw new ProblemException(Problem.Kind.PLUGIN, plugin.id(), "The plugin " + plugin.id() + " " + plugin.version() + " is missing: there is no file "
                    + plugin.file() + ". Install it again, then resume the run.");
        }
        var found = BundleInspection.sha256(plugin.file());
        if (!found.equals(plugin.sha256())) {
            throw new ProblemException(Problem.Kind.PLUGIN, plugin.id(), "The plugin file " + plugin.file() + " is not the one this run was launched with: its SHA-256 is "
                    + found + ", not " + plugin.sha256() + ". Put " + plugin.id() + " " + plugin.version() + " back, or launch a new run.");
        }
    }

    static Device device(String name) {
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        if (name.matches("cuda:\\d+")) {
            return Device.gpu(Integer.parseInt(name.substring("cuda:".length())));
        }
        throw ProblemException.user("device", "A device is \"cpu\" or \"cuda:0\" and so on, not \"" + name + "\".");
    }

    /// The one place that says what a run's precision means to its networks.
    private static Compute compute(Training.Precision precision, Device device) {
        return switch (precision) {
            case AUTO -> TorchEngine.fastest(device);
            case FLOAT32 -> Compute.FLOAT32_CHANNELS_LAST;
            case BFLOAT16 -> Compute.BFLOAT16_CHANNELS_LAST;
        };
    }

    private static SortedMap<String, String> facts(Order order, Compute compute) {
        var facts = new TreeMap<>(TorchEngine.facts());
        facts.put("precision", switch (compute) {
            case FLOAT32 -> "float32";
            case FLOAT32_CHANNELS_LAST -> "float32, channels last";
            case BFLOAT16_CHANNELS_LAST -> "bfloat16, channels last";
        });
        facts.put("device", order.device());
        facts.put("Java", Runtime.version().toString());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.put("plugin", order.plugin().id() + " " + order.plugin().version());
        facts.put("plugin SHA-256", order.plugin().sha256());
        facts.put("data set", order.data().name());
        facts.put("data hash", order.data().hash());
        facts.put("seed", Long.toString(order.training().seed()));
        return facts;
    }

    private static String advice(NotFiniteException e, Order order, long step) {
        var rate = order.settings().get("learningRate");
        return e.line() + " became NaN or infinite at step " + step + ". The training went out of bounds; launch it again with a smaller learning rate"
                + (rate == null ? "" : " than " + rate) + ", another loss" + (order.training().precision() == Training.Precision.FLOAT32 ? "" : ", precision FLOAT32")
                + " or another seed. The checkpoints before that step are good.";
    }
}
