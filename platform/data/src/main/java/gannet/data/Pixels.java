package gannet.data;

/// A decoded picture: 8-bit values row by row, the channels of a pixel side by side.
///
/// @param channels 1 for grey, 3 for red, green and blue, 4 with alpha
record Pixels(int width, int height, int channels, byte[] values) {
    /// Alpha is laid on white; grey becomes colour by repeating, colour grey by its brightness (BT.601).
    Pixels as(int wanted) {
        if (channels == wanted) {
            return this;
        }
        var n = width * height;
        var out = new byte[n * wanted];
        for (var i = 0; i < n; i++) {
            var from = i * channels;
            var r = values[from] & 255;
            var g = channels == 1 ? r : values[from + 1] & 255;
            var b = channels == 1 ? r : values[from + 2] & 255;
            if (channels == 4) {
                var alpha = values[from + 3] & 255;
                r = onWhite(r, alpha);
                g = onWhite(g, alpha);
                b = onWhite(b, alpha);
            }
            if (wanted == 1) {
                out[i] = (byte) ((r * 299 + g * 587 + b * 114 + 500) / 1000);
                continue;
            }
            out[i * wanted] = (byte) r;
            out[i * wanted + 1] = (byte) g;
            out[i * wanted + 2] = (byte) b;
            if (wanted == 4) {
                out[i * wanted + 3] = (byte) 255;
            }
        }
        return new Pixels(width, height, wanted, out);
    }

    static int onWhite(int value, int alpha) { return (value * alpha + 255 * (255 - alpha) + 127) / 255; }

    /// The largest square around the middle.
    Pixels square() {
        var side = Math.min(width, height);
        return cut((width - side) / 2, (height - side) / 2, side, side);
    }

    Pixels cut(int left, int top, int wide, int high) {
        if (wide == width && high == height) {
            return this;
        }
        var out = new byte[wide * high * channels];
        for (var y = 0; y < high; y++) {
            System.arraycopy(values, ((top + y) * width + left) * channels, out, y * wide * channels, wide * channels);
        }
        return new Pixels(wide, high, channels, out);
    }

    /// The same values, one channel after the other.
    byte[] planes() {
        if (channels == 1) {
            return values;
        }
        var planes = new byte[values.length];
        var plane = width * height;
        for (var i = 0; i < plane; i++) {
            for (var c = 0; c < channels; c++) {
                planes[c * plane + i] = values[i * channels + c];
            }
        }
        return planes;
    }

    /// Bilinear, with the filter widened to the area that each new pixel covers, so that shrinking does not alias
    /// (what PIL and torchvision call bilinear with antialias). Has to be without alpha.
    Pixels resized(int wide, int high) {
        if (wide == width && high == height) {
            return this;
        }
        var across = Taps.of(width, wide);
        var down = Taps.of(height, high);
        var rows = new float[height * wide * channels];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < wide; x++) {
                var weights = across.weights[x];
                for (var c = 0; c < channels; c++) {
                    var sum = 0f;
                    var from = (y * width + across.first[x]) * channels + c;
                    for (var weight : weights) {
                        sum += weight * (values[from] & 255);
                        from += channels;
                    }
                    rows[(y * wide + x) * channels + c] = sum;
                }
            }
        }
        var out = new byte[wide * high * channels];
        var line = wide * channels;
        for (var y = 0; y < high; y++) {
            var weights = down.weights[y];
            for (var i = 0; i < line; i++) {
                var sum = 0f;
                var from = down.first[y] * line + i;
                for (var weight : weights) {
                    sum += weight * rows[from];
                    from += line;
                }
                out[y * line + i] = (byte) Math.clamp((int) (sum + 0.5f), 0, 255);
            }
        }
        return new Pixels(wide, high, channels, out);
    }

    /// Which old pixels make a new one, and with what weights, which sum to 1.
    private record Taps(int[] first, float[][] weights) {
        static Taps of(int from, int to) {
            var scale = (double) from / to;
            var reach = Math.max(1, scale);
            var first = new int[to];
            var weights = new float[to][];
            for (var i = 0; i < to; i++) {
                var centre = (i + 0.5) * scale;
                var low = Math.max(0, (int) (centre - reach + 0.5));
                var high = Math.min(from, (int) (centre + reach + 0.5));
                var triangle = new double[high - low];
                var sum = 0.0;
                for (var k = low; k < high; k++) {
                    triangle[k - low] = Math.max(0, 1 - Math.abs((k + 0.5 - centre) / reach));
                    sum += triangle[k - low];
                }
                first[i] = low;
                weights[i] = new float[high - low];
                for (var k = 0; k < triangle.length; k++) {
                    weights[i][k] = (float) (triangle[k] / sum);
                }
            }
            return new Taps(first, weights);
        }
    }
}
