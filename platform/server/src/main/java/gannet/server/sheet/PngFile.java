package gannet.server.sheet;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A PNG as its chunks, read without trust: lengths, checksums and order are checked, and what is packed is unpacked only so
/// far. See the PNG specification, https://www.w3.org/TR/png-3/.
///
/// @param chunks from IHDR to IEND
public record PngFile(int width, int height, List<Chunk> chunks) {
    /// Under which Gannet keeps what it knows of a picture.
    public static final String KEYWORD = "gannet";
    /// Bytes of its signature and its header, which come first.
    static final int HEAD = 33;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MOST_CHUNKS = 20_000;
    private static final int LONGEST_TEXT = 1 << 18;
    private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    public record Chunk(String type, byte[] data) {}

    /// @throws IOException with what is wrong, as the end of a sentence
    public static PngFile read(byte[] file) throws IOException {
        var in = ByteBuffer.wrap(file);
        var head = head(in);
        var chunks = new ArrayList<>(head.chunks());
        while (!chunks.getLast().type().equals("IEND")) {
            chunks.add(chunk(in));
            if (chunks.size() > MOST_CHUNKS) {
                throw new IOException("it has more than " + MOST_CHUNKS + " parts");
            }
        }
        return new PngFile(head.width(), head.height(), List.copyOf(chunks));
    }

    /// Nothing but its header, which says how large it is.
    static PngFile head(ByteBuffer in) throws IOException {
        if (in.remaining() < SIGNATURE.length || !in.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
            throw new IOException("it is no PNG");
        }
        in.position(SIGNATURE.length);
        var header = chunk(in);
        if (!header.type().equals("IHDR") || header.data().length != 13) {
            throw new IOException("its header is damaged");
        }
        var size = ByteBuffer.wrap(header.data());
        return new PngFile(size.getInt(), size.getInt(), List.of(header));
    }

    /// Bits of each colour.
    int depth() { return chunks.getFirst().data()[8]; }

    private static Chunk chunk(ByteBuffer in) throws IOException {
        if (in.remaining() < 12) {
            throw new IOException("it ends too early");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - 8) {
            throw new IOException("it ends too early");
        }
        var body = new byte[4 + length];
        in.get(body);
        var sum = new CRC32();
        sum.update(body);
        if ((int) sum.getValue() != in.getInt()) {
            throw new IOException("a checksum in it is wrong");
        }
        return new Chunk(new String(body, 0, 4, StandardCharsets.US_ASCII), java.util.Arrays.copyOfRange(body, 4, body.length));
    }

    /// Nothing but the picture: no text, no colour profile, nothing packed that a reader might unpack.
    public PngFile bare() { return new PngFile(width, height, chunks.stream().filter(chunk -> PICTURE.contains(chunk.type())).toList()); }

    /// The text under a keyword, if it is there and not longer than any that Gannet writes.
    public Optional<String> text(String keyword) {
        return chunks.stream().flatMap(chunk -> text(chunk, keyword).stream()).findFirst();
    }

    private static Optional<String> text(Chunk chunk, String keyword) {
        var data = chunk.data();
        var key = keyword.getBytes(StandardCharsets.ISO_8859_1);
        if (data.length <= key.length + 2 || data[key.length] != 0 || !ByteBuffer.wrap(data, 0, key.length).equals(ByteBuffer.wrap(key))) {
            return Optional.empty();
        }
        int at = key.length + 1;
        return switch (chunk.type()) {
            case "tEXt" -> data.length - at > LONGEST_TEXT ? Optional.empty() : Optional.of(new String(data, at, data.length - at, StandardCharsets.ISO_8859_1));
            case "zTXt" -> unpacked(data, at + 1).map(text -> new String(text, StandardCharsets.ISO_8859_1));
            case "iTXt" -> international(data, at);
            default -> Optional.empty();
        };
    }

    /// Whether it is packed, how, its language, the keyword in that language, the text.
    private static Optional<String> international(byte[] data, int at) {
        boolean packed = data[at] == 1;
        int text = at + 2;
        for (int zeros = 0; zeros < 2; text++) {
            if (text >= data.length) {
                return Optional.empty();
            }
            zeros += data[text] == 0 ? 1 : 0;
        }
        if (packed) {
            return unpacked(data, text).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }
        return data.length - text > LONGEST_TEXT ? Optional.empty() : Optional.of(new String(data, text, data.length - text, StandardCharsets.UTF_8));
    }

    /// Nothing if it would become too long: a small file may hold gigabytes.
    private static Optional<byte[]> unpacked(byte[] data, int from) {
        if (from >= data.length) {
            return Optional.empty();
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(data, from, data.length - from);
            var text = new byte[LONGEST_TEXT];
            int length = inflater.inflate(text);
            return inflater.finished() ? Optional.of(java.util.Arrays.copyOf(text, length)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /// With texts after the header, instead of those of the same keywords.
    public PngFile with(Map<String, String> texts) {
        var more = new ArrayList<Chunk>();
        more.add(chunks.getFirst());
        texts.forEach((keyword, text) -> more.add(new Chunk("iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8))));
        chunks.stream().skip(1).filter(chunk -> texts.keySet().stream().noneMatch(keyword -> text(chunk, keyword).isPresent())).forEach(more::add);
        return new PngFile(width, height, List.copyOf(more));
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            for (var chunk : chunks) {
                var type = chunk.type().getBytes(StandardCharsets.US_ASCII);
                var sum = new CRC32();
                sum.update(type);
                sum.update(chunk.data());
                out.writeInt(chunk.data().length);
                out.write(type);
                out.write(chunk.data());
                out.writeInt((int) sum.getValue());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
