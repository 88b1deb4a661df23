package gannet.server.experiment;

import gannet.host.MemoryForecast;
import gannet.layers.Compute;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.server.account.Person;
import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.plugin.Variants;
import gannet.server.queue.Hardware;
import gannet.server.queue.Needs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forecasts the memory of trainings, and says where they fit.
public final class Forecasts {
    private static final Logger log = LoggerFactory.getLogger(Forecasts.class);
    private static final Schema TRAINING = Schema.of(Training.class);
    private static final int LARGEST_BATCH = 4096;
    private static final long MEGABYTE = 1 << 20;

    private final Variants variants;
    private final Devices devices;

    public Forecasts(Variants variants, Devices devices) {
        this.variants = variants;
        this.devices = devices;
    }

    /// @throws ProblemException with everything wrong with the settings and the training, or with the plugin's step
    public Forecast forecast(Person who, String variant, Map<String, ?> settings, Map<String, ?> training) {
        var checked = TRAINING.check(training);
        var problems = new ArrayList<Problem>(checked.problems());
        problems.addAll(variants.check(who, variant, settings));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var asked = Settings.bind(Training.class, checked.values());
        var onProcessor = onProcessor(asked.precision());
        var onGpu = asked.precision() == Training.Precision.BFLOAT16 ? Compute.BFLOAT16_CHANNELS_LAST : Compute.FLOAT32_CHANNELS_LAST;
        var memory = variants.forecast(who, variant, settings, asked.batchSize(), Stream.concat(onProcessor.stream(), Stream.of(onGpu)).collect(Collectors.toSet()));
        var host = onProcessor.stream().map(memory::get).filter(Objects::nonNull).max(Comparator.comparingLong(MemoryForecast::hostMegabytes)).orElseThrow();
        return forecast(host, Objects.requireNonNull(memory.get(onGpu)));
    }

    /// What a job needs of memory where nobody has said it. Never more than the largest machine or GPU there is, so that
    /// a forecast by itself keeps nothing from being launched.
    Needs filled(Person who, String variant, Map<String, ?> settings, Map<String, ?> training, Needs asked) {
        if (asked.hostMemory() > 0 && asked.deviceMemory() > 0) {
            return asked;
        }
        try {
            return filled(asked, forecast(who, variant, settings, training));
        } catch (ProblemException unforeseen) {
            log.warn("The memory of a training of {} is not known: {}", variant, unforeseen.getMessage());
            return asked;
        }
    }

    private Needs filled(Needs asked, Forecast forecast) {
        var suitable = devices.list().stream().filter(device -> asked.hardware() == Hardware.ANY || device.isGpu() == (asked.hardware() == Hardware.GPU)).toList();
        boolean onGpu = suitable.stream().anyMatch(Device::isGpu);
        long host = Math.min(onGpu ? MemoryForecast.PROCESS / MEGABYTE : forecast.hostMemory(), most(suitable, Device::hostMemory));
        long device = onGpu ? Math.min(forecast.deviceMemory(), most(suitable, Device::memory)) : 0;
        return new Needs(asked.priority(), asked.devices(), asked.hardware(), asked.deviceMemory() > 0 ? asked.deviceMemory() : (int) device,
                asked.hostMemory() > 0 ? asked.hostMemory() : (int) host, asked.timeLimit(), asked.preemptible());
    }

    private static long most(List<Device> devices, ToLongFunction<Device> memory) { return devices.stream().mapToLong(memory).max().orElse(0); }

    /// Which format AUTO takes is known on the worker's machine only.
    private static List<Compute> onProcessor(Training.Precision precision) {
        return switch (precision) {
            case AUTO -> List.of(Compute.FLOAT32_CHANNELS_LAST, Compute.BFLOAT16_CHANNELS_LAST);
            case FLOAT32 -> List.of(Compute.FLOAT32_CHANNELS_LAST);
            case BFLOAT16 -> List.of(Compute.BFLOAT16_CHANNELS_LAST);
        };
    }

    private Forecast forecast(MemoryForecast host, MemoryForecast device) {
        var peak = host.peak();
        var networks = peak.parts().stream().map(part -> new Forecast.Network(part.network(), megabytes(part.weights()), megabytes(part.gradients()),
                megabytes(part.optimizer()), megabytes(host.batch() * part.perExample()))).toList();
        return new Forecast(host.batch(), peak.phase(), networks, megabytes(host.weights()), megabytes(host.gradients()), megabytes(host.optimizers()),
                megabytes(host.activations()), megabytes(host.rest()), host.hostMegabytes(), device.deviceMegabytes(), places(host, device));
    }

    private static long megabytes(long bytes) { return Math.ceilDiv(bytes, MEGABYTE); }

    /// Every GPU, and every machine whose processor may train.
    private List<Forecast.Place> places(MemoryForecast host, MemoryForecast device) {
        var machines = new LinkedHashMap<Object, Forecast.Place>();
        var all = devices.list();
        boolean several = all.stream().map(Device::server).distinct().count() > 1;
        all.stream().filter(one -> !one.isGpu() && one.hostMemory() > 0).forEach(one -> machines.putIfAbsent(one.server(),
                place(several ? one.serverName() : "this machine", false, host.hostMegabytes(), one.hostMemory(), host.largestHostBatch(one.hostMemory()))));
        var gpus = all.stream().filter(one -> one.isGpu() && one.memory() > 0)
                .map(one -> place(one.label(), true, device.deviceMegabytes(), one.memory(), device.largestDeviceBatch(one.memory())));
        return Stream.concat(gpus, machines.values().stream()).toList();
    }

    private static Forecast.Place place(String name, boolean gpu, long needed, long memory, int batch) {
        return new Forecast.Place(name, gpu, needed, memory, Math.min(LARGEST_BATCH, batch), needed <= memory);
    }
}
