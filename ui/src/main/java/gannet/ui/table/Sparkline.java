package gannet.ui.table;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A curve without axes, as wide as a word.
final class Sparkline extends Span {
    private static final double WIDTH = 76;
    private static final double HEIGHT = 22;

    /// @param points from the first step on; null where there is no value    @param words for those who do not see it
    Sparkline(List<@Nullable Float> points, String words) {
        addClassName("spark");
        add(new Html("<svg width=\"%.0f\" height=\"%.0f\" role=\"img\" aria-label=\"%s\"><path d=\"%s\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.2\" stroke-linejoin=\"round\"/></svg>"
                .formatted(WIDTH, HEIGHT, words.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"), path(points))));
    }

    static String path(List<@Nullable Float> points) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (var point : points) {
            if (point != null) {
                lowest = Math.min(lowest, point);
                highest = Math.max(highest, point);
            }
        }
        var path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            if (point == null) {
                continue; // the line goes on behind a gap
            }
            double x = 1 + i * (WIDTH - 2) / Math.max(1, points.size() - 1);
            double y = highest == lowest ? HEIGHT / 2 : 2 + (HEIGHT - 4) * (highest - point) / (highest - lowest);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", x, y));
            down = true;
        }
        return path.toString();
    }
}
