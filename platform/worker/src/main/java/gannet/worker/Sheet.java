package gannet.worker;

import gannet.run.Event;
import gannet.spi.Media;
import gannet.spi.Output;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// What a drawing gave, as one PNG: equal tiles, row by row, without gaps. Written without a graphics library, so that
/// equal values give equal bytes.
///
/// @param channels 1 for grey, 3 for colour, 4 with alpha    @param beside files to be kept beside it, by ending: the values
///     themselves where a picture does not say all
record Sheet(Event.Picture media, int channels, byte[] pixels, Map<String, byte[]> beside) {
    static final int WITH_ALPHA = 4;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte GREY = 0;
    private static final byte COLOUR = 2;
    private static final byte COLOUR_AND_ALPHA = 6;

    Sheet(Event.Picture media, int channels, byte[] pixels) { this(media, channels, pixels, Map.of()); }

    /// Nothing for media that are no pictures.
    static Optional<Sheet> of(Output output) {
        return switch (output.media()) {
            case Media.Images(var channels, var size) -> Optional.of(drawn("images", output, channels, size, size, List.of()));
            case Media.ImageStrips(var channels, var size, var titles) -> Optional.of(drawn("strips", output, channels, size, size, titles));
            case Media.Photographs(var channels, var height, var width) -> Optional.of(drawn("photographs", output, channels, height, width, List.of()));
            case Media.Voxels(var channels, var size) when channels == 1 -> Optional.of(VoxelSheet.of(output, size));
            case Media.Points(var dimensions, var _) when dimensions == 2 -> Optional.of(PointSheet.of(output));
            case Media.Voxels _, Media.Points _, Media.Audio _, Media.Video _, Media.Table _ -> Optional.empty();
        };
    }

    /// @param text by keyword, kept in the file
    byte[] png(Map<String, String> text) throws IOException {
        int width = media.columns() * media.tileWidth();
        int height = media.rows() * media.tileHeight();
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        var header = new ByteArrayOutputStream();
        var head = new DataOutputStream(header);
        head.writeInt(width);
        head.writeInt(height);
        head.write(new byte[] {8, channels == 1 ? GREY : channels == WITH_ALPHA ? COLOUR_AND_ALPHA : COLOUR, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        for (var entry : text.entrySet()) {
            chunk(out, "iTXt", (entry.getKey() + "\0\0\0\0\0" + entry.getValue()).getBytes(StandardCharsets.UTF_8));
        }
        var data = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(data)) {
            for (int y = 0; y < height; y++) {
                deflater.write(0);
                deflater.write(pixels, y * width * channels, width * channels);
            }
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    /// @param titles of the pictures side by side in a tile; none if a tile is one picture
    private static Sheet drawn(String kind, Output output, int channels, int height, int width, List<String> titles) {
        float[] values = output.values().toFloatArray();
        int count = Math.toIntExact(output.values().getShape().get(0));
        int across = Math.max(1, titles.size());
        int columns = columns(count, across * width, height);
        int rows = Math.ceilDiv(count, columns);
        int line = columns * across * width;
        var pixels = new byte[line * rows * height * channels];
        int from = 0;
        for (int i = 0; i < count * across; i++) {
            int left = (i / across % columns * across + i % across) * width;
            int top = i / across / columns * height;
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        pixels[((top + y) * line + left + x) * channels + c] = (byte) Math.clamp(Math.round((values[from++] + 1) * 127.5f), 0, 255);
                    }
                }
            }
        }
        return new Sheet(new Event.Picture(kind, columns, rows, across * width, height, count, titles, output.captions()), channels, pixels);
    }

    /// So many that the sheet comes out about as wide as high.
    private static int columns(int count, int tileWidth, int tileHeight) {
        return Math.clamp((int) Math.ceil(Math.sqrt((double) count * tileHeight / tileWidth)), 1, Math.max(1, count));
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        var crc = new CRC32();
        var name = type.getBytes(StandardCharsets.US_ASCII);
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
