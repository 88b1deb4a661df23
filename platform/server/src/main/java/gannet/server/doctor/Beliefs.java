package gannet.server.doctor;

import java.util.Optional;

/// How much a discriminator has believed lately in real and in generated examples.
///
/// @param since the first step looked at    @param real mean    @param fake mean    @param lowestGap of single points: real less fake    @param highestGap likewise
record Beliefs(long since, double real, double fake, double lowestGap, double highestGap) {
    static final String REAL = "D(real)";
    static final String FAKE = "D(fake)";

    /// Nothing while there are fewer points.
    static Optional<Beliefs> lately(Recent recent, int points) {
        var real = recent.line(REAL);
        var fake = recent.line(FAKE);
        if (Math.min(real.count(), fake.count()) < points) {
            return Optional.empty();
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int back = 0; back < points; back++) {
            double gap = real.value(back) - fake.value(back);
            lowest = Math.min(lowest, gap);
            highest = Math.max(highest, gap);
        }
        return Optional.of(new Beliefs(fake.step(points - 1), real.mean(points), fake.mean(points), lowest, highest));
    }
}
