package gannet.server.film;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The 256 colours that stand best for a picture's own, by median cut (P. Heckbert, "Color image quantization for frame buffer
/// display", 1982): the box of colours that differ most is cut where half of its pixels lie on either side.
final class Palette {
    private static final int MOST = 256;
    private static final int BITS = 5; // of each channel, by which colours are counted
    private static final int KEYS = 1 << 3 * BITS;

    private Palette() {}

    /// Colours that share a place in the table of counted ones.
    private record Counted(int key, int pixels, long red, long green, long blue) {
        int channel(int which) { return key >> (2 - which) * BITS & (1 << BITS) - 1; }
    }

    private record Box(List<Counted> colours, int channel, int range, long pixels) {
        static Box of(List<Counted> colours) {
            int widest = 0;
            int range = -1;
            for (int channel = 0; channel < 3; channel++) {
                int which = channel;
                var found = colours.stream().mapToInt(colour -> colour.channel(which)).summaryStatistics();
                if (found.getMax() - found.getMin() > range) {
                    range = found.getMax() - found.getMin();
                    widest = channel;
                }
            }
            return new Box(colours, widest, range, colours.stream().mapToLong(Counted::pixels).sum());
        }

        long weight() { return colours.size() < 2 ? -1 : pixels * range; }

        List<Box> cut() {
            var sorted = new ArrayList<>(colours);
            sorted.sort(Comparator.comparingInt(colour -> colour.channel(channel)));
            long passed = 0;
            int at = 0;
            while (at < sorted.size() - 1 && passed + sorted.get(at).pixels() <= pixels / 2) {
                passed += sorted.get(at++).pixels();
            }
            at = Math.max(1, at);
            return List.of(of(List.copyOf(sorted.subList(0, at))), of(List.copyOf(sorted.subList(at, sorted.size()))));
        }

        int mean() {
            long red = 0;
            long green = 0;
            long blue = 0;
            for (var colour : colours) {
                red += colour.red();
                green += colour.green();
                blue += colour.blue();
            }
            return (int) (red / pixels) << 16 | (int) (green / pixels) << 8 | (int) (blue / pixels);
        }
    }

    /// @param picture of TYPE_INT_RGB
    static BufferedImage reduced(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var boxes = boxes(counted(pixels));
        var colours = new int[boxes.size()];
        var places = new byte[KEYS];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = boxes.get(i).mean();
            for (var colour : boxes.get(i).colours()) {
                places[colour.key()] = (byte) i;
            }
        }
        var table = new int[MOST]; // a whole one, so that every film's frames are written alike
        System.arraycopy(colours, 0, table, 0, colours.length);
        var reduced = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, MOST, table, 0, false, -1, 0));
        var indices = ((DataBufferByte) reduced.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = places[key(pixels[i])];
        }
        return reduced;
    }

    private static List<Counted> counted(int[] pixels) {
        var counts = new int[KEYS];
        var sums = new long[3][KEYS];
        for (int pixel : pixels) {
            int key = key(pixel);
            counts[key]++;
            sums[0][key] += pixel >> 16 & 255;
            sums[1][key] += pixel >> 8 & 255;
            sums[2][key] += pixel & 255;
        }
        var found = new ArrayList<Counted>();
        for (int key = 0; key < KEYS; key++) {
            if (counts[key] > 0) {
                found.add(new Counted(key, counts[key], sums[0][key], sums[1][key], sums[2][key]));
            }
        }
        return found;
    }

    private static List<Box> boxes(List<Counted> colours) {
        var boxes = new PriorityQueue<Box>(Comparator.comparingLong(Box::weight).reversed());
        boxes.add(Box.of(colours));
        while (boxes.size() < MOST && boxes.element().weight() > 0) {
            boxes.addAll(boxes.remove().cut());
        }
        return List.copyOf(boxes);
    }

    private static int key(int pixel) { return (pixel >> 19 & 31) << 2 * BITS | (pixel >> 11 & 31) << BITS | pixel >> 3 & 31; }
}
