package gannet.bench;

import gannet.server.queue.Priority;
import java.util.List;
import java.util.Locale;

/// Waits by class under two orders: from the median to the worst, with a mark where 95 of 100 are over.
final class WaitsPicture {
    private static final double[] HOURS = {0.1, 1, 10, 100};

    private WaitsPicture() {}

    static String of(Waits ours, Waits fifo) {
        var drawing = new Drawing(720, 280, "Waits by class under Gannet's order and under first come, first served");
        for (var hours : HOURS) {
            drawing.line("hair", x(hours), 20, x(hours), 232);
            drawing.text("axis middle", x(hours), 250, hours < 1 ? "6 min" : "%.0f h".formatted(hours));
        }
        drawing.text("axis middle", x(0.01), 250, "at once");
        int row = 0;
        for (var priority : List.of(Priority.values()).reversed()) {
            double y = 38 + 52 * row++;
            drawing.text("ink", 12, y + 13, priority.name().charAt(0) + priority.name().substring(1).toLowerCase(Locale.ROOT));
            bar(drawing, "ours", y, ours.of(priority));
            bar(drawing, "other", y + 18, fifo.of(priority));
        }
        drawing.text("axis", 12, 272, "Upper bars: Gannet; lower: first come, first served. From the median (dot) by 95 % (tick) to the worst wait (end)");
        return drawing.svg();
    }

    private static void bar(Drawing drawing, String kind, double y, List<Double> waits) {
        double median = x(Stopwatch.median(waits));
        double most = x(Stopwatch.quantile(waits, 0.95));
        drawing.line(kind, median, y, x(Stopwatch.quantile(waits, 1)), y);
        drawing.line(kind, most, y - 5, most, y + 5);
        drawing.dot(kind, median, y);
    }

    private static double x(double hours) { return 130 + 135 * Math.log10(Math.max(hours, 0.01) / 0.01); }
}
