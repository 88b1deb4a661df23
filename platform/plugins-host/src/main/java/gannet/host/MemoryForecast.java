package gannet.host;

import gannet.layers.Compute;
import gannet.layers.Plan;
import gannet.spi.Adam;
import gannet.spi.AdamW;
import gannet.spi.Blueprint;
import gannet.spi.Optimizer;
import gannet.spi.RmsProp;
import gannet.spi.Sgd;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What the tensors of a variant's networks take while it trains, counted from their plans before anything runs. The
/// process itself, pools, data and what kernels need for a moment are not in it, and it was not held against measured
/// memory: it orders settings and batches, it does not promise that they fit.
///
/// Activations are every row of a plan once for each example, as one pass keeps them for the way back. A step that passes
/// through a network several times keeps more.
public record MemoryForecast(int batch, List<Part> parts) {
    private static final long MEGABYTE = 1 << 20;
    private static final int FLOAT32 = 4;
    private static final int BFLOAT16 = 2;

    /// One network, in bytes.
    ///
    /// @param weights parameters and buffers, with copies in bfloat16 and running averages
    /// @param perExample activations of one example in one pass
    public record Part(String network, long weights, long gradients, long optimizer, long perExample) {
        long fixed() { return weights + gradients + optimizer; }
    }

    public MemoryForecast {
        if (batch < 1) {
            throw new IllegalArgumentException("A batch has at least one example, not " + batch + ".");
        }
        parts = List.copyOf(parts);
    }

    static MemoryForecast of(List<Blueprint.Entry> networks, int batch, Compute compute) {
        return new MemoryForecast(batch, networks.stream().map(entry -> part(entry, compute == Compute.BFLOAT16_CHANNELS_LAST)).toList());
    }

    private static Part part(Blueprint.Entry entry, boolean bfloat16) {
        var plan = entry.plan();
        long parameters = plan.parameterCount();
        long buffers = plan.buffers().stream().mapToLong(buffer -> buffer.shape().count()).sum();
        long weights = FLOAT32 * (parameters + buffers) * (1 + entry.averages()) + (bfloat16 ? BFLOAT16 * parameters : 0);
        return new Part(entry.name(), weights, entry.learns() ? FLOAT32 * parameters : 0, FLOAT32 * parameters * moments(entry.optimizer()),
                (bfloat16 ? BFLOAT16 : FLOAT32) * values(plan));
    }

    private static long values(Plan plan) { return plan.rows().stream().mapToLong(row -> row.output().count()).sum(); }

    /// How many numbers an optimizer remembers of each parameter.
    private static int moments(@Nullable Optimizer optimizer) {
        return switch (optimizer) {
            case null -> 0;
            case Adam _, AdamW _ -> 2;
            case RmsProp rms -> rms.momentum() == 0 ? 1 : 2;
            case Sgd sgd -> sgd.momentum() == 0 ? 0 : 1;
        };
    }

    public long weights() { return sum(Part::weights); }
    public long gradients() { return sum(Part::gradients); }
    public long optimizers() { return sum(Part::optimizer); }
    public long activations() { return batch * sum(Part::perExample); }

    /// In bytes.
    public long total() { return sum(Part::fixed) + activations(); }

    /// In MB of 2²⁰ bytes, rounded up.
    public long megabytes() { return Math.ceilDiv(total(), MEGABYTE); }

    /// The largest batch whose tensors fit; 0 if one example does not.
    public int largestBatch(long megabytes) {
        long left = megabytes * MEGABYTE - sum(Part::fixed);
        long each = Math.max(1, sum(Part::perExample));
        return left < each ? 0 : (int) Math.min(Integer.MAX_VALUE, left / each);
    }

    private long sum(ToLongFunction<Part> bytes) { return parts.stream().mapToLong(bytes).sum(); }
}
