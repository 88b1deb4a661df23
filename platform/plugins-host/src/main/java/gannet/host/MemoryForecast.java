package gannet.host;

import gannet.layers.Compute;
import gannet.layers.Plan;
import gannet.spi.Adam;
import gannet.spi.AdamW;
import gannet.spi.Blueprint;
import gannet.spi.Optimizer;
import gannet.spi.RmsProp;
import gannet.spi.Sgd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What a training takes of memory, counted from a dry run before anything is trained. Everything is in bytes but where it is
/// said. Held against measured memory by `./gannet bench forecast`.
///
/// @param moments all those in which something is learnt; the one that takes most decides
public record MemoryForecast(int batch, List<Moment> moments) {
    /// How many examples a data set of some size holds out to be measured with.
    public static final int USUALLY_HELD_OUT = 64;

    private static final long MEGABYTE = 1 << 20;
    private static final int FLOAT32 = 4;
    private static final int BFLOAT16 = 2;

    /// A worker with networks of nothing: Java, the engine's code, its threads and what it keeps ready.
    public static final long PROCESS = 290 * MEGABYTE;

    /// One network at a moment.
    ///
    /// @param weights parameters and buffers, with copies in bfloat16 and running averages
    /// @param perExample what it remembers of one example of the batch, in all passes together
    public record Part(String network, long weights, long gradients, long optimizer, long perExample) {
        long fixed() { return weights + gradients + optimizer; }
    }

    /// @param pools what pools hold when they are full    @param looking what a drawing or a measurement holds, between steps
    /// @param perExample arrays outside of networks, for each example
    public record Moment(String phase, List<Part> parts, long pools, long looking, long perExample) {
        public Moment { parts = List.copyOf(parts); }

        long sum(ToLongFunction<Part> bytes) { return parts.stream().mapToLong(bytes).sum(); }
        long fixed() { return sum(Part::fixed) + pools + looking; }

        /// What a checkpoint copies at once: the weights of a network, or what its optimizer remembers.
        long copy() { return parts.stream().mapToLong(part -> Math.max(part.weights(), part.optimizer())).max().orElse(0); }

        long each() { return sum(Part::perExample) + perExample; }
        long total(int batch) { return fixed() + batch * each(); }
    }

    public MemoryForecast {
        if (batch < 1) {
            throw new IllegalArgumentException("A batch has at least one example, not " + batch + ".");
        }
        moments = List.copyOf(moments);
    }

    static MemoryForecast of(DryRun.Found found, int batch, Compute compute) {
        var plans = new HashMap<String, Plan>();
        found.networks().forEach(entry -> plans.put(entry.name(), entry.architecture().plan(entry.name(), compute)));
        var moments = new ArrayList<Moment>();
        for (var moment : found.moments()) {
            var moving = new HashSet<String>();
            found.moments().stream().filter(other -> other.phase().equals(moment.phase())).forEach(other -> moving.addAll(other.learnt()));
            var parts = found.networks().stream().map(entry -> part(entry, plans.getOrDefault(entry.name(), entry.plan()), moment, moving, compute)).toList();
            long pools = FLOAT32 * found.pools().values().stream().mapToLong(Long::longValue).sum();
            moments.add(new Moment(moment.phase(), parts, pools, 0, Math.round(FLOAT32 * moment.values())));
        }
        moments.add(looking(moments, FLOAT32 * found.looking()));
        return new MemoryForecast(batch, moments);
    }

    /// Between steps there are networks and optimizers, and what is drawn or measured, whatever the batch is.
    private static Moment looking(List<Moment> moments, long bytes) {
        var most = moments.stream().max(Comparator.comparingLong(moment -> moment.sum(Part::optimizer))).orElseThrow();
        var parts = most.parts().stream().map(part -> new Part(part.network(), part.weights(), 0, part.optimizer(), 0)).toList();
        return new Moment("drawing and measuring", parts, most.pools(), bytes, 0);
    }

    private static Part part(Blueprint.Entry entry, Plan plan, DryRun.Moment moment, Set<String> moving, Compute compute) {
        boolean bfloat16 = compute == Compute.BFLOAT16_CHANNELS_LAST;
        int number = bfloat16 ? BFLOAT16 : FLOAT32;
        long parameters = plan.parameterCount();
        long buffers = plan.buffers().stream().mapToLong(buffer -> buffer.shape().count()).sum();
        double passes = moment.examples().getOrDefault(entry.name(), 0.0);
        int learnt = Collections.frequency(moment.learnt(), entry.name());
        long weights = FLOAT32 * (parameters + buffers) * (1 + entry.averages()) + (bfloat16 && passes > 0 ? BFLOAT16 * parameters : 0);
        long gradients = learnt * (FLOAT32 + (bfloat16 ? BFLOAT16 : 0)) * parameters;
        return new Part(entry.name(), weights, gradients, moving.contains(entry.name()) ? FLOAT32 * parameters * moments(entry.optimizer()) : 0,
                Math.round(passes * number * plan.rows().stream().mapToLong(Plan.Row::kept).sum()));
    }

    /// How many numbers an optimizer remembers of each parameter.
    private static int moments(@Nullable Optimizer optimizer) {
        return switch (optimizer) {
            case null -> 0;
            case Adam _, AdamW _ -> 2;
            case RmsProp rms -> rms.momentum() == 0 ? 1 : 2;
            case Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
        };
    }

    /// The moment in which a worker on the processor takes most.
    public Moment peak() { return moments.stream().max(Comparator.comparingLong(moment -> moment.copy() + moment.total(batch))).orElseThrow(); }

    public long weights() { return peak().sum(Part::weights); }
    public long gradients() { return peak().sum(Part::gradients); }
    public long optimizers() { return peak().sum(Part::optimizer); }
    public long activations() { return batch * peak().each(); }

    /// What the worker's process takes besides, pools, and pictures that are drawn or measured.
    public long rest() { return PROCESS + peak().copy() + peak().pools() + peak().looking(); }

    /// What the worker's process takes on the processor, in MB of 2²⁰ bytes, rounded up.
    public long hostMegabytes() { return Math.ceilDiv(PROCESS + peak().copy() + peak().total(batch), MEGABYTE); }

    /// What there must be on a GPU, without the process; never measured.
    public long deviceMegabytes() { return Math.ceilDiv(moments.stream().mapToLong(moment -> moment.total(batch)).max().orElseThrow(), MEGABYTE); }

    /// The largest batch with which a worker on the processor fits into so many megabytes; 0 if one example does not.
    public int largestHostBatch(long megabytes) { return largest(moment -> megabytes * MEGABYTE - PROCESS - moment.copy()); }

    /// The same for a GPU's own memory.
    public int largestDeviceBatch(long megabytes) { return largest(_ -> megabytes * MEGABYTE); }

    private int largest(ToLongFunction<Moment> room) { return moments.stream().mapToInt(moment -> largest(moment, room.applyAsLong(moment))).min().orElse(0); }

    private static int largest(Moment moment, long bytes) {
        long left = bytes - moment.fixed();
        long each = Math.max(1, moment.each());
        return left < each ? 0 : (int) Math.min(Integer.MAX_VALUE, left / each);
    }
}
