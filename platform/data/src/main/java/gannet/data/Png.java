package gannet.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG files, the same to the byte everywhere if stored: compression differs between the zlibs that Java runs on.
final class Png {
    private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
    private static final int PAETH = 4;

    private Png() {}

    /// Without compression, for data whose bytes are hashed.
    static byte[] stored(Pixels pixels) { return file(pixels, Deflater.NO_COMPRESSION); }

    /// For browsers.
    static byte[] small(Pixels pixels) { return file(pixels, 6); }

    private static byte[] file(Pixels pixels, int level) {
        var lines = level == Deflater.NO_COMPRESSION ? plain(pixels) : filtered(pixels);
        var packed = level == Deflater.NO_COMPRESSION ? store(lines) : deflate(lines, level);
        var out = new ByteArrayOutputStream(packed.length + 64);
        out.writeBytes(SIGNATURE);
        var colour = switch (pixels.channels()) {
            case 1 -> 0;
            case 3 -> 2;
            case 4 -> 6;
            default -> throw new IllegalArgumentException("A PNG has 1, 3 or 4 channels, not " + pixels.channels());
        };
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(pixels.width()).putInt(pixels.height())
                .put((byte) 8).put((byte) colour).put((byte) 0).put((byte) 0).put((byte) 0).array());
        chunk(out, "IDAT", packed);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] plain(Pixels pixels) {
        var line = pixels.width() * pixels.channels();
        var lines = new byte[(line + 1) * pixels.height()];
        for (var y = 0; y < pixels.height(); y++) {
            System.arraycopy(pixels.values(), y * line, lines, y * (line + 1) + 1, line);
        }
        return lines;
    }

    private static byte[] filtered(Pixels pixels) {
        var n = pixels.channels();
        var line = pixels.width() * n;
        var from = pixels.values();
        var lines = new byte[(line + 1) * pixels.height()];
        for (var y = 0; y < pixels.height(); y++) {
            var at = y * (line + 1);
            lines[at++] = PAETH;
            for (var i = 0; i < line; i++) {
                var here = y * line + i;
                var left = i < n ? 0 : from[here - n] & 255;
                var up = y == 0 ? 0 : from[here - line] & 255;
                var upLeft = y == 0 || i < n ? 0 : from[here - line - n] & 255;
                lines[at + i] = (byte) (from[here] - paeth(left, up, upLeft));
            }
        }
        return lines;
    }

    private static int paeth(int left, int up, int upLeft) {
        var guess = left + up - upLeft;
        var a = Math.abs(guess - left);
        var b = Math.abs(guess - up);
        var c = Math.abs(guess - upLeft);
        if (a <= b && a <= c) {
            return left;
        }
        return b <= c ? up : upLeft;
    }

    /// A zlib stream of blocks that are not compressed, written by hand.
    private static byte[] store(byte[] lines) {
        var block = 65_535;
        var blocks = (lines.length + block - 1) / block;
        var out = ByteBuffer.allocate(2 + lines.length + 5 * blocks + 4).put((byte) 0x78).put((byte) 1);
        for (var at = 0; at < lines.length; at += block) {
            var length = Math.min(block, lines.length - at);
            out.put((byte) (at + length == lines.length ? 1 : 0));
            out.put((byte) length).put((byte) (length >> 8)).put((byte) ~length).put((byte) (~length >> 8));
            out.put(lines, at, length);
        }
        var check = new Adler32();
        check.update(lines);
        return out.putInt((int) check.getValue()).array();
    }

    private static byte[] deflate(byte[] lines, int level) {
        var deflater = new Deflater(level);
        try {
            deflater.setInput(lines);
            deflater.finish();
            var out = new ByteArrayOutputStream(lines.length / 2);
            var buffer = new byte[16_384];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] body) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
        out.writeBytes(name);
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
