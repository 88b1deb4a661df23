package gannet.server.progress;

import gannet.run.Event;
import gannet.server.sheet.Pixels;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;

/// A few tiles cut out of a sheet, small, for film strips and tables: a page of fifty runs need not load fifty sheets. Of
/// pictures that stand side by side in a tile it is the middle one, which the networks made.
final class Strip {
    private Strip() {}

    /// @param side what the longer edge of a tile becomes    @throws IOException if the sheet is smaller than it was said to be
    static byte[] of(BufferedImage sheet, Event.Picture media, int first, int count, int side) throws IOException {
        var face = Pixels.face(sheet, media, first);
        int longer = Math.max(face.getWidth(), face.getHeight());
        int width = Math.max(1, side * face.getWidth() / longer);
        int height = Math.max(1, side * face.getHeight() / longer);
        var strip = new BufferedImage(width * count, height, sheet.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = strip.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < count; i++) {
            pen.drawImage(Pixels.face(sheet, media, first + i), i * width, 0, width, height, null);
        }
        pen.dispose();
        return Pixels.png(strip);
    }
}
