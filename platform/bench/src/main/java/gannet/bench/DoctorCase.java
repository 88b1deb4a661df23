package gannet.bench;

import java.util.List;

/// A training that is made to have an illness, or none.
///
/// @param illness the rule that must find it; empty for a healthy one, in which no rule may find anything
/// @param pictures so many painted ones to learn from    @param settings flags of `./gannet train`
record DoctorCase(String illness, int pictures, int steps, List<String> settings) {
    private static final int MANY = 2048;

    static final List<DoctorCase> ALL = List.of(
            new DoctorCase("", MANY, 1500, List.of()),
            new DoctorCase("divergence", MANY, 60, List.of("learningRate=1")),
            new DoctorCase("no-learning", MANY, 80, List.of("learningRate=0")),
            new DoctorCase("discriminator-too-strong", MANY, 400, List.of("discriminatorRatio=40", "learningRate=0.00002")),
            new DoctorCase("discriminator-too-weak", MANY, 300, List.of("discriminatorRatio=0")),
            new DoctorCase("mode-collapse", MANY, 400, List.of("discriminatorRatio=0", "learningRate=0.002")),
            new DoctorCase("memorising", 4, 1500, List.of("learningRate=0.001")),
            new DoctorCase("checkerboard", MANY, 800, List.of("upsamplingKernel=3", "learningRate=0.001")));

    String name() { return illness.isEmpty() ? "healthy" : illness; }
}
