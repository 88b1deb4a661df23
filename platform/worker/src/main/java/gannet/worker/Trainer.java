package gannet.worker;

import gannet.host.Course;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Settings;
import gannet.run.Durable;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.spi.Gan;
import gannet.torch.FreedMemory;
import gannet.torch.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loop: step, report, sample, checkpoint, until all steps are done or somebody asks to stop.
final class Trainer<Q extends Record> {
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final double MILLISECOND = 1e6;

    private final RunDirectory directory;
    private final Order order;
    private final Variant<?, Q> variant;
    private final Gan<Q> gan;
    private final Parts parts;
    private final Batches batches;
    private final Course course;
    private final Checkpoints checkpoints;
    private final Compute compute;
    private final Requests requests;
    private final Progress progress;
    private final Interval interval = new Interval();
    private final Checkup checkup;
    private long checkpointed;
    private boolean undrawable;

    Trainer(RunDirectory directory, Order order, Variant<?, Q> variant, Gan<Q> gan, Parts parts, Batches batches, Course course,
            Checkpoints checkpoints, Compute compute, Requests requests, Progress progress) {
        this.directory = directory;
        this.order = order;
        this.variant = variant;
        this.gan = gan;
        this.parts = parts;
        this.batches = batches;
        this.course = course;
        this.checkpoints = checkpoints;
        this.compute = compute;
        this.requests = requests;
        this.progress = progress;
        checkup = new Checkup(variant.data(order.settings()), batches);
    }

    /// Begins after a checkpoint instead of at the first step. Its event may have been lost in a kill.
    void goOn(Checkpoints.Found from) throws IOException {
        checkpointed = from.checkpoint().step();
        interval.restore(from.checkpoint().interval());
        if (from.folder().startsWith(directory.checkpoints())) {
            said(from);
        }
        LOG.info("Going on from step {}", checkpointed);
    }

    Exit train() throws IOException {
        if (progress.step() == 0) {
            look(0);
        }
        for (long step = progress.step(); step < course.end(); step++) {
            if (requests.isStopAsked()) {
                checkpoint(step);
                return new Exit(Exit.Outcome.STOPPED, Exit.Fault.NONE, step, "Stopped as asked after step " + step + "; it can be resumed.", Instant.now());
            }
            progress.reached(step + 1);
            step(step);
            afterwards(step + 1);
        }
        long end = course.end();
        return new Exit(Exit.Outcome.FINISHED, Exit.Fault.NONE, end, "All " + end + " steps are done.", Instant.now());
    }

    private void step(long step) throws IOException {
        var stretch = course.at(step);
        if (step == stretch.start()) {
            parts.beginPhase();
            FreedMemory.giveBack();
            progress.events().phaseBegan(step, stretch.phase().name(), stretch.length());
        }
        if (isSampledAt(step + 1)) {
            parts.measureGradients();
        }
        long number = step - stretch.start();
        long began = System.nanoTime();
        var values = variant.guarded("training",
                () -> parts.step(stretch.phase(), number, batches.epochs(number), scope -> batches.at(step, scope), true));
        for (var value : values.entrySet()) {
            if (!Double.isFinite(value.getValue())) {
                progress.events().measured(step + 1, new TreeMap<>(Map.of(value.getKey(), value.getValue())));
                throw new NotFiniteException(value.getKey());
            }
        }
        interval.add(values, (System.nanoTime() - began) / MILLISECOND);
    }

    /// What is due once so many steps are done. The order matters: a checkpoint promises that all before it was said.
    private void afterwards(long done) throws IOException {
        var training = order.training();
        boolean last = done == course.end();
        if (last || done % training.reportEvery() == 0) {
            var means = interval.take();
            progress.events().measured(done, means);
            LOG.info("step {}: {}", done, means);
        }
        if (isSampledAt(done) || requests.isSampleAsked()) {
            look(done);
            requests.sampled();
        }
        if (last || done % training.checkpointEvery() == 0 || requests.isCheckpointAsked()) {
            checkpoint(done);
            requests.checkpointed();
        }
    }

    private boolean isSampledAt(long done) { return done == course.end() || done % order.training().sampleEvery() == 0; }

    /// Draws what the variant draws when nobody asks for anything special, and measures what the variant measures, always
    /// with the same random numbers. Both need more memory than a step does, and it would be kept.
    private void look(long step) throws IOException {
        var events = progress.events();
        var file = directory.samples().resolve("%08d.png".formatted(step));
        boolean sampled = events.hasSampled(step) && Files.exists(file);
        if (!sampled || !events.hasEvaluated(step)) {
            var request = Settings.defaults(variant.request());
            var drawn = variant.guarded("drawing", () -> parts.draw(order.training().seed(), batches.given(), sampler -> Drawn.of(gan.drawing().draw(request, sampler))));
            if (!events.hasEvaluated(step)) {
                evaluate(step, drawn);
            }
            if (!sampled) {
                keep(step, file, drawn);
            }
        }
        FreedMemory.giveBack();
    }

    private void evaluate(long step, Drawn drawn) throws IOException {
        var values = new TreeMap<>(variant.guarded("measuring", () -> parts.examine(order.training().seed(), batches.given(), gan.evaluation())));
        values.putAll(Checkup.of(parts));
        drawn.shown().ifPresent(shown -> values.putAll(checkup.of(shown)));
        progress.events().evaluated(step, values);
        LOG.info("step {}, measured: {}", step, values);
    }

    private void keep(long step, Path file, Drawn drawn) throws IOException {
        var sheet = drawn.sheet();
        if (sheet.isEmpty()) {
            if (!undrawable) {
                progress.events().noted(step, "What this variant makes cannot be shown as pictures yet.");
            }
            undrawable = true;
            return;
        }
        for (var beside : sheet.get().beside().entrySet()) {
            Durable.write(directory.samples().resolve("%08d.%s".formatted(step, beside.getKey())), beside.getValue());
        }
        Durable.write(file, sheet.get().png(new Provenance(order, step, order.training().seed()).text(new LinkedHashMap<>())));
        progress.events().sampled(step, directory.folder().relativize(file).toString(), sheet.get().media());
    }

    private void checkpoint(long step) throws IOException {
        if (step == 0 || step == checkpointed) {
            return;
        }
        progress.events().force();
        var phase = step < course.end() ? course.at(step).phase().name() : "";
        said(checkpoints.write(step, phase, batches.epochs(step), progress.events().sequence(), compute, interval.state(), parts.state()));
        checkpointed = step;
    }

    private void said(Checkpoints.Found found) throws IOException {
        progress.events().checkpointed(
                found.checkpoint().step(), directory.folder().relativize(found.folder()).toString(), found.checkpoint().bytes());
        progress.events().force();
    }
}
