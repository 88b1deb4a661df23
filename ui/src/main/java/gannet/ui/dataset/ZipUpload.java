package gannet.ui.dataset;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadMetadata;
import gannet.ui.FileUploads;
import gannet.ui.Glyph;
import gannet.ui.UploadFolder;
import gannet.ui.Words;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A drop zone, and a button, for one zip. What arrived lies in a temporary file until it is cleared.
final class ZipUpload extends Upload {
    private @Nullable Path file;
    /// What an upload that breaks off leaves behind.
    private volatile @Nullable Path coming;

    ZipUpload(UploadFolder uploads, Consumer<String> arrived, Runnable gone, Consumer<String> rejected) {
        setMaxFiles(1);
        setAcceptedFileExtensions(".zip");
        getElement().setProperty("maxFileSize", uploads.limit());
        var choose = new NativeButton("Choose a file…");
        choose.addClassName("btn");
        setUploadButton(choose);
        setDropLabel(new Span("or drop a zip of pictures here: PNG or JPEG, folders become labels"));
        setDropLabelIcon(Glyph.UPLOAD.icon());
        setI18n(words());
        setUploadHandler(UploadHandler.toFile((metadata, uploaded) -> {
            coming = null;
            keep(uploaded.toPath());
            arrived.accept(metadata.fileName());
        }, metadata -> expect(uploads, metadata)));
        addFileRemovedListener(event -> {
            clear();
            gone.run();
        });
        addFileRejectedListener(event -> rejected.accept(reason(event.getFileName(), uploads)));
    }

    private File expect(UploadFolder uploads, UploadMetadata metadata) throws IOException {
        remove(coming);
        coming = null;
        FileUploads.refuseUnlessItFits(uploads, metadata);
        var next = Files.createTempFile(uploads.folder(), "import-", ".zip");
        coming = next;
        return next.toFile();
    }

    private static String reason(String fileName, UploadFolder uploads) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".zip")
                ? fileName + " is too large: the server takes at most " + Words.bytes(uploads.limit()) + ". Split it, or ask whoever runs the server for more."
                : fileName + " is not a zip. Put the pictures into a zip first, folders and all.";
    }

    Optional<Path> file() { return Optional.ofNullable(file); }

    /// Removes the file, and what has come of the next one.
    void clear() {
        keep(null);
        remove(coming);
        coming = null;
    }

    private void keep(@Nullable Path next) {
        if (file != null && !file.equals(next)) {
            remove(file);
        }
        file = next;
    }

    private static void remove(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file " + file + " cannot be removed", e);
        }
    }

    private static UploadI18N words() {
        return new UploadI18N()
                .setDropFiles(new UploadI18N.DropFiles().setOne("Drop the zip here").setMany("Drop the zip here"))
                .setAddFiles(new UploadI18N.AddFiles().setOne("Choose a file…").setMany("Choose a file…"))
                .setError(new UploadI18N.Error().setTooManyFiles("One zip at a time.").setFileIsTooBig("This file is larger than the server takes.")
                        .setIncorrectFileType("This is not a zip."))
                .setUploading(new UploadI18N.Uploading()
                        .setStatus(new UploadI18N.Uploading.Status().setConnecting("Starting").setStalled("Nothing moves").setProcessing("Almost there")
                                .setHeld("Waiting"))
                        .setRemainingTime(new UploadI18N.Uploading.RemainingTime().setPrefix("about ").setUnknown("no telling yet how long"))
                        .setError(new UploadI18N.Uploading.Error().setServerUnavailable("The server did not answer. Try again when it is back.")
                                .setUnexpectedServerError("The upload broke off. Try again; if that does not help, the server's disk may be full.").setForbidden("The server refused this file.")))
                .setUnits(List.of("B", "kB", "MB", "GB", "TB"), 1000);
    }
}
