package gannet.data;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The kinds of picture file that are read, told by their first bytes and never by their names.
enum Format {
    PNG("png", "png"),
    JPEG("jpeg", "jpg"),
    GIF("gif", "gif"),
    BMP("bmp", "bmp");

    static final String READ = "PNG, JPEG, GIF, BMP and idx files are read, and voxels in mat, npy and binvox files";

    private final String reader;
    private final String ending;

    Format(String reader, String ending) {
        this.reader = reader;
        this.ending = ending;
    }

    /// Java's name for what reads it.
    String reader() { return reader; }

    String ending() { return ending; }

    static Optional<Format> of(byte[] file) {
        if (starts(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (starts(file, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (starts(file, 0, "GIF87a") || starts(file, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        return starts(file, 0, "BM") && file.length > 26 && file[6] == 0 && file[8] == 0 ? Optional.of(BMP) : Optional.empty();
    }

    /// What a file that is not read is instead, with what to do about it.
    static String other(byte[] file) {
        if (file.length == 0) {
            return "is empty";
        }
        if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
            return "is a WebP picture, which is not read: save it as PNG or JPEG";
        }
        if (starts(file, 0, "II*\0") || starts(file, 0, "MM\0*")) {
            return "is a TIFF picture, which is not read: save it as PNG or JPEG";
        }
        if (starts(file, 4, "ftyp")) {
            return "is a HEIC or AVIF picture or a film, which are not read: save it as PNG or JPEG";
        }
        if (starts(file, 0, "8BPS")) {
            return "is a Photoshop document, which is not read: save it as PNG or JPEG";
        }
        if (starts(file, 0, "PK\3\4") || starts(file, 0, "\u001f\u008b") || starts(file, 0, "7z\u00bc\u00af") || starts(file, 0, "Rar!")) {
            return "is an archive inside the archive, which is not opened: unpack it and add its pictures";
        }
        if (starts(file, 0, "MATLAB 7.3") || starts(file, 0, "\u0089HDF")) {
            return "is a MATLAB 7.3 or HDF5 file, which is not read: save it with -v7";
        }
        if (isText(file)) {
            return "is text, not a picture";
        }
        return "is not a picture (" + READ + ")";
    }

    private static boolean isText(byte[] file) {
        for (var i = 0; i < Math.min(file.length, 512); i++) {
            var b = file[i] & 255;
            if (b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 27) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] file, int at, String magic) {
        var bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (file.length < at + bytes.length) {
            return false;
        }
        for (var i = 0; i < bytes.length; i++) {
            if (file[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
