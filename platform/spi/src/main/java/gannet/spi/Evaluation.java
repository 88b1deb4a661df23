package gannet.spi;

/// Measures a GAN in training on examples that it does not learn from. It runs whenever samples are drawn and draws no
/// random number of the training, so that it changes nothing.
@FunctionalInterface
public interface Evaluation {
    void measure(Exam exam);

    static Evaluation none() { return exam -> { }; }
}
