package gannet.server.doctor;

/// The chart lines that a worker measures of its samples, as shares of the training data's own.
final class Samples {
    static final String DIVERSITY = "samples, diversity";
    static final String NOVELTY = "samples, novelty";
    static final String CHECKERBOARD = "checkerboard";
    static final String WEIGHTS = "weights, ";
    static final String GRADIENT = "gradient, ";

    private Samples() {}
}
