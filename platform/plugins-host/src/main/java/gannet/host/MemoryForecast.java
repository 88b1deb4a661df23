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
import java.util.Comparator;
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
    private static final long MEGABYTE = 1 << 20;
    private static final int FLOAT32 = 4;
    private static final int BFLOAT16 = 2;

    /// A worker with networks of nothing: Java, the engine's code, its threads and what it keeps ready.
    public static final long PROCESS = 300 * MEGABYTE;

    /// One network at a moment.
    ///
    /// @param weights parameters and buffers, with copies in bfloat16 and running averages
    /// @param perExample what it remembers of one example of the batch, in all passes together
    public record Part(String network, long weights, long gradients, long optimizer, long perExample) {
        long fixed() { return weights + gradients + optimizer; }
    }

    /// @param pools what pools hold when they are full    @param perExample arrays outside of networks, for each example
    public record Moment(String phase, List<Part> parts, long pools, long perExample) {
        public Moment { parts = List.copyOf(parts); }

        long sum(ToLongFunction<Part> bytes) { return parts.stream().mapToLong(bytes).sum(); }
        long fixed() { return sum(Part::fixed) + pools; }
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
        var moments = new ArrayList<Moment>();
        for (var moment : found.moments()) {
            var moving = new HashSet<String>();
            found.moments().stream().filter(other -> other.phase().equals(moment.phase())).forEach(other -> moving.addAll(other.learning()));
            var parts = found.networks().stream().map(entry -> part(entry, found.plans().getOrDefault(entry.name(), entry.plan()), moment, moving, compute)).toList();
            long pools = FLOAT32 * found.pools().values().stream().mapToLong(Long::longValue).sum();
            moments.add(new Moment(moment.phase(), parts, pools, Math.round(FLOAT32 * moment.values())));
        }
        return new MemoryForecast(batch, moments);
    }

    private static Part part(Blueprint.Entry entry, Plan plan, DryRun.Moment moment, Set<String> moving, Compute compute) {
        boolean bfloat16 = compute == Compute.BFLOAT16_CHANNELS_LAST;
        int number = bfloat16 ? BFLOAT16 : FLOAT32;
        long parameters = plan.parameterCount();
        long buffers = plan.buffers().stream().mapToLong(buffer -> buffer.shape().count()).sum();
        double passes = moment.examples().getOrDefault(entry.name(), 0.0);
        boolean learns = moment.learning().contains(entry.name());
        long weights = FLOAT32 * (parameters + buffers) * (1 + entry.averages()) + (bfloat16 && passes > 0 ? BFLOAT16 * parameters : 0);
        long gradients = learns ? (FLOAT32 + (bfloat16 ? BFLOAT16 : 0)) * parameters : 0;
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

    /// The moment that takes most.
    public Moment peak() { return moments.stream().max(Comparator.comparingLong(moment -> moment.total(batch))).orElseThrow(); }

    public long weights() { return peak().sum(Part::weights); }
    public long gradients() { return peak().sum(Part::gradients); }
    public long optimizers() { return peak().sum(Part::optimizer); }
    public long activations() { return batch * peak().each(); }

    /// What the worker's process takes besides, and pools.
    public long rest() { return PROCESS + peak().pools(); }

    /// What the worker's process takes on the processor, in MB of 2²⁰ bytes, rounded up.
    public long hostMegabytes() { return Math.ceilDiv(PROCESS + peak().total(batch), MEGABYTE); }

    /// What there must be on a GPU, without the process; never measured.
    public long deviceMegabytes() { return Math.ceilDiv(peak().total(batch), MEGABYTE); }

    /// The largest batch with which a worker on the processor fits into so many megabytes; 0 if one example does not.
    public int largestHostBatch(long megabytes) { return largest(megabytes * MEGABYTE - PROCESS); }

    /// The same for a GPU's own memory.
    public int largestDeviceBatch(long megabytes) { return largest(megabytes * MEGABYTE); }

    private int largest(long bytes) { return moments.stream().mapToInt(moment -> largest(moment, bytes)).min().orElse(0); }

    private static int largest(Moment moment, long bytes) {
        long left = bytes - moment.fixed();
        long each = Math.max(1, moment.each());
        return left < each ? 0 : (int) Math.min(Integer.MAX_VALUE, left / each);
    }
}
