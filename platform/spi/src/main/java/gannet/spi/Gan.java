package gannet.spi;

import java.util.List;

/// A GAN in training or in use: how it learns, phase after phase, how it answers a request, and how it is measured.
public record Gan<Q extends Record>(List<Phase> phases, Drawing<Q> drawing, Evaluation evaluation) {
    public Gan {
        phases = List.copyOf(phases);
        if (phases.isEmpty() || phases.stream().map(Phase::name).distinct().count() < phases.size()) {
            throw new PluginException("A GAN has one phase or several with different names, not " + phases.stream().map(Phase::name).toList());
        }
    }

    /// Trains as long as the run says.
    public static <Q extends Record> Gan<Q> of(Training training, Drawing<Q> drawing) {
        return of(Phase.steps("training", Phase.AS_THE_RUN_SAYS, Schedule.constant(), training), drawing);
    }

    public static <Q extends Record> Gan<Q> of(Phase only, Drawing<Q> drawing) { return of(List.of(only), drawing); }

    public static <Q extends Record> Gan<Q> of(Phase first, Phase second, Drawing<Q> drawing) { return of(List.of(first, second), drawing); }

    public static <Q extends Record> Gan<Q> of(List<Phase> phases, Drawing<Q> drawing) { return new Gan<>(phases, drawing, Evaluation.none()); }

    /// The same, measured whenever samples are drawn.
    public Gan<Q> evaluated(Evaluation measure) { return new Gan<>(phases, drawing, measure); }

    /// One step on one batch; every array made in it is freed when it ends. Always called on the same thread.
    @FunctionalInterface
    public interface Training { void step(Batch batch, Step step); }

    /// Answers a request; everything random comes from the sampler, so that equal seeds draw equal pictures.
    @FunctionalInterface
    public interface Drawing<Q extends Record> { Output draw(Q request, Sampler sampler); }
}
