package gannet.server.progress;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Event;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// A few tiles cut out of a sheet, small, for film strips and tables: a page of fifty runs need not load fifty sheets. Of
/// pictures that stand side by side in a tile it is the middle one, which the networks made.
final class Strip {
    private Strip() {}

    /// @param side what the longer edge of a tile becomes
    static byte[] of(byte[] sheet, Event.Picture media, int first, int count, int side) {
        try {
            var picture = ImageIO.read(new ByteArrayInputStream(sheet));
            if (picture == null) {
                throw new IOException("it is no PNG");
            }
            int parts = Math.max(1, media.titles().size());
            int whole = media.tileWidth() / parts;
            int width = Math.max(1, side * whole / Math.max(whole, media.tileHeight()));
            int height = Math.max(1, side * media.tileHeight() / Math.max(whole, media.tileHeight()));
            var strip = new BufferedImage(width * count, height, picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
            var pen = strip.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            for (int i = 0; i < count; i++) {
                int left = (first + i) % media.columns() * media.tileWidth() + parts / 2 * whole;
                int top = (first + i) / media.columns() * media.tileHeight();
                var tile = picture.getSubimage(left, top, whole, media.tileHeight());
                pen.drawImage(tile, i * width, 0, width, height, null);
            }
            pen.dispose();
            var png = new ByteArrayOutputStream();
            ImageIO.write(strip, "png", png);
            return png.toByteArray();
        } catch (IOException | RuntimeException e) {
            // getSubimage throws a RasterFormatException where a sheet is smaller than it was said to be
            throw new ProblemException(Problem.Kind.PLUGIN, "The samples cannot be cut into tiles: " + e.getMessage(), e);
        }
    }
}
