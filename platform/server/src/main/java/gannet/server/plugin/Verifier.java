package gannet.server.plugin;

import gannet.host.PluginReport;
import gannet.host.VariantDescription;
import gannet.parameters.ProblemException;
import gannet.server.plugin.PluginStore.Kept;
import gannet.server.plugin.PluginStore.Verified;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the uploads that wait, one after the other on each server of the database, and has a worker verify them. It needs no
/// device: what it takes are seconds of one processor.
final class Verifier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int SILENT = 15 * 60; // s; longer than any verification takes

    private final Storage storage;
    private final Wakeups wakeups;
    private final Variants variants;
    private final Shelf shelf;
    private final VerificationWorker worker;
    private final UUID server;
    private final Semaphore waiting = new Semaphore(0);
    private final Pulse pulse;

    private Verifier(Storage storage, Wakeups wakeups, Variants variants, Shelf shelf, VerificationWorker worker, UUID server) {
        this.storage = storage;
        this.wakeups = wakeups;
        this.variants = variants;
        this.shelf = shelf;
        this.worker = worker;
        this.server = server;
        storage.change(transaction -> new PluginStore(transaction).release(server));
        pulse = Pulse.start("verification of plugins", Duration.ofMillis(1), this::look);
    }

    static Verifier start(Storage storage, Wakeups wakeups, Variants variants, Shelf shelf, VerificationWorker worker, UUID server) {
        return new Verifier(storage, wakeups, variants, shelf, worker, server);
    }

    /// Something waits.
    void ring() { waiting.release(); }

    private void look() {
        try {
            waiting.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        waiting.drainPermits();
        for (var next = storage.inTransaction(transaction -> new PluginStore(transaction).claim(server, SILENT)); next.isPresent();
                next = storage.inTransaction(transaction -> new PluginStore(transaction).claim(server, SILENT))) {
            variants.refresh();
            verify(next.get());
        }
    }

    private void verify(Kept plugin) {
        if (!shelf.has(plugin.sha256())) {
            keep(plugin, List.of("Its file is missing or damaged in the data directory; upload it again."), Map.of(), Map.of(), List.of(), new Verified(List.of(), "", false, "", 0));
            return;
        }
        var sandbox = worker.sandbox();
        try {
            var heard = worker.verify(shelf.place(plugin.sha256()), plugin.sha256(), checks -> change(plugin, store -> store.progressed(plugin.sha256(), checks)));
            var report = heard.report();
            if (report == null) {
                keep(plugin, List.of(heard.trouble()), Map.of(), Map.of(), List.of(), new Verified(heard.checks(), sandbox.words(), sandbox.shutsIn(), heard.log(), heard.milliseconds()));
                return;
            }
            var found = new Verified(report.checks(), sandbox.words(), sandbox.shutsIn(), heard.log(), heard.milliseconds());
            var problems = new ArrayList<>(CardJudge.problems(plugin, report));
            problems.addAll(clashes(variants.catalogue(), plugin.id(), report.variants()));
            if (problems.isEmpty()) {
                keep(plugin, problems, report.pictures(), report.samples(), report.variants(), found);
            } else {
                keep(plugin, problems, Map.of(), Map.of(), List.of(), found);
            }
        } catch (ProblemException e) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the next start takes it again
            }
            keep(plugin, List.of(String.valueOf(e.getMessage())), Map.of(), Map.of(), List.of(), new Verified(List.of(), sandbox.words(), sandbox.shutsIn(), "", 0));
        }
    }

    /// Which variants another plugin brings already.
    static List<String> clashes(Catalogue catalogue, String plugin, List<VariantDescription> variants) {
        return variants.stream().map(VariantDescription::id).flatMap(id -> java.util.Optional.ofNullable(catalogue.inUse().get(id)).stream())
                .filter(offer -> !offer.plugin().equals(plugin))
                .map(offer -> "It brings a variant called " + offer.description().id() + ", as " + offer.plugin() + " " + offer.version() + " does already; give it another id, or disable that plugin first.")
                .toList();
    }

    private void keep(Kept plugin, List<String> problems, Map<String, byte[]> pictures, Map<String, byte[]> samples, List<VariantDescription> cards, Verified found) {
        var state = problems.isEmpty() ? PluginState.READY : PluginState.REFUSED;
        change(plugin, store -> {
            store.verified(plugin.sha256(), state, problems.stream().collect(Collectors.joining(" ")), cards, found);
            pictures.forEach((variant, png) -> store.picture(plugin.sha256(), variant, PluginStore.PICTURE, png));
            samples.forEach((variant, png) -> store.picture(plugin.sha256(), variant, PluginStore.SAMPLE, png));
        });
        log.info("The plugin {} was verified in {} ms: {} {}", plugin, found.milliseconds(), state, String.join(" ", problems));
    }

    @FunctionalInterface
    private interface Change {
        void in(PluginStore store);
    }

    private void change(Kept plugin, Change change) {
        storage.change(transaction -> {
            change.in(new PluginStore(transaction));
            wakeups.ring(transaction, Variants.WORD);
        });
        variants.refresh();
    }

    @Override public void close() {
        waiting.release();
        pulse.close();
    }
}
