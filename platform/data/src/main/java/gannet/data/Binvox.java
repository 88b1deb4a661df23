package gannet.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Patrick Min's `.binvox` files: a short text, then runs of equal voxels. https://www.patrickmin.com/binvox/binvox.html
///
/// In such a file y points up and runs fastest, then z, then x. A [Solid] has it turned about x so that up is its third axis:
/// x stays, the second axis is z backwards, the third is y.
public final class Binvox {
    private static final int LONGEST_HEAD = 4_096;

    private Binvox() {}

    static Solid read(byte[] file) throws UnreadableException {
        var head = new String(file, 0, Math.min(file.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        var end = head.indexOf("\ndata\n");
        if (end < 0) {
            throw file.length < LONGEST_HEAD ? cutShort(file) : new UnreadableException("is damaged: its header has no end");
        }
        var cube = Cube.of(dimensions(head.substring(0, end)), false);
        var side = cube.side();
        var place = 0;
        for (var at = end + 6; place < cube.size(); at += 2) {
            if (at + 1 >= file.length) {
                throw cutShort(file);
            }
            var run = file[at + 1] & 255;
            if (run > cube.size() - place) {
                throw new UnreadableException("is damaged: its runs hold more than the %s voxels that its header names".formatted(Words.count(cube.size())));
            }
            for (var i = 0; i < run; i++, place++) {
                cube.set(turned(place, side), file[at] & 255);
            }
        }
        return cube.solid();
    }

    /// A file that others read.
    public static byte[] write(Solid solid) {
        var side = solid.side();
        var values = solid.values();
        var out = new ByteArrayOutputStream();
        out.writeBytes("#binvox 1\ndim %1$d %1$d %1$d\ntranslate 0.0 0.0 0.0\nscale 1.0\ndata\n".formatted(side).getBytes(StandardCharsets.US_ASCII));
        var run = 0;
        var of = values[turned(0, side)];
        for (var place = 0; place < values.length; place++) {
            var value = values[turned(place, side)];
            if (value != of || run == 255) {
                out.write(of);
                out.write(run);
                of = value;
                run = 0;
            }
            run++;
        }
        out.write(of);
        out.write(run);
        return out.toByteArray();
    }

    /// From a place in the file, x · side² + z · side + y, to one in a solid, and back.
    private static int turned(int place, int side) {
        var x = place / side / side;
        var z = place / side % side;
        return (x * side + side - 1 - z) * side + place % side;
    }

    private static long[] dimensions(String head) throws UnreadableException {
        var line = head.lines().filter(text -> text.startsWith("dim ")).findFirst()
                .orElseThrow(() -> new UnreadableException("is damaged: its header does not say how large it is"));
        try {
            return Arrays.stream(line.substring(4).strip().split(" +")).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new UnreadableException("is damaged: its header says “" + line + "”", e);
        }
    }

    private static UnreadableException cutShort(byte[] file) { return new UnreadableException("is cut short after " + Words.bytes(file.length)); }
}
