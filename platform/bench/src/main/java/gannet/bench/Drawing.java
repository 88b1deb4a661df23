package gannet.bench;

import java.util.Locale;

/// A small SVG that is readable on light and dark ground.
final class Drawing {
    private static final String STYLE = """
            text { font: 12px system-ui, sans-serif; fill: #5d6b76 }
            .ink { fill: #13202a; font-weight: 600 } .end { text-anchor: end } .middle { text-anchor: middle }
            line, polyline { fill: none; stroke: #5d6b76 } .hair { stroke: #d5dce1 } .run { stroke: #13202a; stroke-width: 1.5 }
            .due { stroke: #0b6675; stroke-dasharray: 1 4; stroke-width: 2; stroke-linecap: round }
            .ours { stroke: #0b6675; stroke-width: 3 } circle.ours { fill: #0b6675 } .other { stroke: #8998a3; stroke-width: 3 } circle.other { fill: #8998a3 }
            @media (prefers-color-scheme: dark) {
            text { fill: #8998a3 } .ink { fill: #e9eff2 } .hair { stroke: #2f3b43 } .run { stroke: #e9eff2 } .due { stroke: #4cb9c9 }
            .ours { stroke: #4cb9c9 } circle.ours { fill: #4cb9c9 } .other { stroke: #5d6b76 } circle.other { fill: #5d6b76 } }
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;
    private final String title;

    Drawing(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
    }

    void line(String kind, double fromX, double fromY, double toX, double toY) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, fromX, fromY, toX, toY);
    }

    void path(String kind, String dashes, String points) { add("<polyline class=\"%s\" stroke-dasharray=\"%s\" points=\"%s\"/>", kind, dashes, points); }

    void dot(String kind, double x, double y) { add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", kind, x, y); }

    void text(String kind, double x, double y, String words) { add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", kind, x, y, words); }

    private void add(String format, Object... values) { body.append(String.format(Locale.ROOT, format, values)).append('\n'); }

    String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n<title>%s</title>\n<style>\n%s</style>\n%s</svg>\n"
                .formatted(width, height, title, title, STYLE, body);
    }
}
