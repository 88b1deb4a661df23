package gannet.server.progress;

import java.util.Arrays;

/// A chart line in at most 64 points, which grows with the run: when they are used up, each becomes twice as wide.
public final class Spark {
    private static final int MOST = 64;

    private long width;
    private float[] points;

    public Spark() { this(1, new float[0]); }

    /// @param width steps of a point    @param points NaN where a line has no value
    public Spark(long width, float[] points) {
        this.width = width;
        this.points = points.clone();
    }

    public long width() { return width; }

    public float[] points() { return points.clone(); }

    void add(long step, double value) {
        while (step / width >= MOST) {
            halve();
        }
        int place = Math.toIntExact(Math.max(0, step) / width);
        if (place >= points.length) {
            int before = points.length;
            points = Arrays.copyOf(points, place + 1);
            Arrays.fill(points, before, place, Float.NaN);
        }
        points[place] = (float) value;
    }

    private void halve() {
        var half = new float[(points.length + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            boolean second = 2 * i + 1 < points.length && !Float.isNaN(points[2 * i + 1]);
            half[i] = points[second ? 2 * i + 1 : 2 * i];
        }
        points = half;
        width *= 2;
    }
}
