package gannet.data;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A picture that a person hands to a trained network, upright, its alpha laid on white.
public final class PictureFile {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    private final Path file;
    private final Pixels pixels;

    private PictureFile(Path file, Pixels pixels) {
        this.file = file;
        this.pixels = pixels;
    }

    /// @throws ProblemException of kind USER if it is none that can be read
    public static PictureFile read(Path file) {
        try {
            return new PictureFile(file, Decoder.pixels(Files.readAllBytes(file), Integer.MAX_VALUE));
        } catch (IOException e) {
            throw ProblemException.user(file.toString(), "The picture " + file + " cannot be read: " + e + ".");
        } catch (UnreadableException e) {
            throw ProblemException.user(file.toString(), "The picture " + file + " " + e.what() + ".");
        }
    }

    /// Whether its name is that of a picture.
    public static boolean isNamedSo(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    public Path file() { return file; }
    public int width() { return pixels.width(); }
    public int height() { return pixels.height(); }

    /// Cut to its middle, then resized, as training reads pictures: `[channels, side, side]`, values from -1 to 1.
    public float[] square(int channels, int side) { return values(pixels.square().as(channels).resized(side, side)); }

    /// As it is: `[channels, height, width]`, values from -1 to 1.
    public float[] whole(int channels) { return values(pixels.as(channels)); }

    private static float[] values(Pixels from) {
        int plane = from.width() * from.height();
        var values = new float[plane * from.channels()];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < from.channels(); c++) {
                values[c * plane + i] = (from.values()[i * from.channels() + c] & 255) / 127.5f - 1;
            }
        }
        return values;
    }
}
