package gannet.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What Java's reader does not tell of a JPEG.
///
/// @param components 1 grey, 3 colour, 4 for print (CMYK), 0 if the file ends before it says
/// @param orientation EXIF's: 1 upright, 2 to 8 turned or mirrored by the camera
record JpegHeader(int components, int orientation) {
    static JpegHeader of(byte[] file) {
        var orientation = 1;
        var at = 2;
        while (at + 4 <= file.length && (file[at] & 255) == 0xFF) {
            var marker = file[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            var length = (file[at + 2] & 255) << 8 | file[at + 3] & 255;
            var body = at + 4;
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return new JpegHeader(body + 5 < file.length ? file[body + 5] & 255 : 0, orientation);
            }
            if (marker == 0xE1 && orientation == 1) {
                orientation = exif(file, body, Math.min(file.length, at + 2 + length));
            }
            at += 2 + Math.max(2, length);
        }
        return new JpegHeader(0, orientation);
    }

    /// Whether it ends as a JPEG does.
    static boolean isWhole(byte[] file) { return (file[file.length - 2] & 255) == 0xFF && (file[file.length - 1] & 255) == 0xD9; }

    private static int exif(byte[] file, int from, int to) {
        var header = 6; // "Exif", 0, 0
        if (to - from < header + 8 || file[from] != 'E' || file[from + 1] != 'x' || file[from + 2] != 'i' || file[from + 3] != 'f') {
            return 1;
        }
        var tiff = ByteBuffer.wrap(file, from + header, to - from - header).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.capacity() - 2) {
            return 1;
        }
        var entries = Math.min(tiff.getShort(directory) & 0xFFFF, (tiff.capacity() - directory - 2) / 12);
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == 0x0112) {
                var value = tiff.getShort(entry + 8) & 0xFFFF;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    /// The picture as the camera's owner sees it.
    static Pixels upright(Pixels pixels, int orientation) {
        if (orientation == 1) {
            return pixels;
        }
        var swap = orientation >= 5;
        var width = swap ? pixels.height() : pixels.width();
        var height = swap ? pixels.width() : pixels.height();
        var n = pixels.channels();
        var out = new byte[pixels.values().length];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var right = pixels.width() - 1;
                var bottom = pixels.height() - 1;
                var fromX = switch (orientation) {
                    case 2, 3 -> right - x;
                    case 5, 6 -> y;
                    case 7, 8 -> right - y;
                    default -> x;
                };
                var fromY = switch (orientation) {
                    case 3, 4 -> bottom - y;
                    case 5, 8 -> x;
                    case 6, 7 -> bottom - x;
                    default -> y;
                };
                System.arraycopy(pixels.values(), (fromY * pixels.width() + fromX) * n, out, (y * width + x) * n, n);
            }
        }
        return new Pixels(width, height, n, out);
    }
}
