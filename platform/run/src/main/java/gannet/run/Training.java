package gannet.run;

import gannet.spi.Param;

/// What every run has, whatever its variant.
public record Training(
        @Param(value = "20000", min = 1, max = 100_000_000, label = "Steps", group = "Training",
                help = "Batches to learn from before the run ends") long steps,
        @Param(value = "64", min = 1, max = 4096, label = "Batch", group = "Training", unit = "examples",
                help = "Examples in a batch") int batchSize,
        @Param(value = "1", min = 0, max = Integer.MAX_VALUE, label = "Seed", group = "Training",
                help = "The same seed, data and settings give the same run, to the bit") long seed,
        @Param(value = "200", min = 1, max = 1_000_000, label = "Sample every", group = "Training", unit = "steps", advanced = true,
                help = "Steps between two sample pictures") int sampleEvery,
        @Param(value = "500", min = 1, max = 1_000_000, label = "Checkpoint every", group = "Training", unit = "steps", advanced = true,
                help = "Steps between two checkpoints; a crash loses at most these") int checkpointEvery,
        @Param(value = "10", min = 1, max = 10_000, label = "Report every", group = "Training", unit = "steps", advanced = true,
                help = "Steps between two points of a curve; a point is their mean") int reportEvery,
        @Param(value = "AUTO", label = "Precision", group = "Training", advanced = true,
                help = "How networks calculate inside; AUTO takes what is fastest on this machine and is recorded in the run") Precision precision) {

    public enum Precision { AUTO, FLOAT32, BFLOAT16 }
}
