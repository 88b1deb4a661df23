package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.streams.UploadMetadata;
import gannet.server.file.StoredFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that are uploaded on a page, on their way to the project's shelf.
public final class FileUploads {
    private static final Logger LOG = LoggerFactory.getLogger(FileUploads.class);

    private FileUploads() {}

    /// An empty file for an upload that begins.
    public static File expect(UploadFolder uploads, UploadMetadata metadata) throws IOException {
        refuseUnlessItFits(uploads, metadata);
        return Files.createTempFile(uploads.folder(), "file-", "").toFile();
    }

    /// Before a byte of it is written: what breaks off in the middle has filled the disk for everybody else.
    public static void refuseUnlessItFits(UploadFolder uploads, UploadMetadata metadata) throws IOException {
        long bytes = metadata.contentLength();
        if (bytes < 0 || bytes > uploads.limit()) {
            throw new IOException("Refused an upload of " + bytes + " bytes; at most " + uploads.limit() + " are taken");
        }
        long free = uploads.folder().toFile().getUsableSpace();
        if (bytes > free) {
            throw new IOException("Refused an upload of " + bytes + " bytes: only " + free + " are free in " + uploads.folder());
        }
    }

    /// Puts it on the shelf beside the page, since it may be large, and removes what was uploaded. The listeners are called
    /// with the page's lock held.
    public static void keep(Visitor visitor, String name, Path uploaded, Consumer<StoredFile> kept, Consumer<String> refused) {
        var ui = UI.getCurrent();
        Thread.ofVirtual().name("keep " + name).start(() -> {
            try {
                var file = visitor.services().files().add(visitor.person(), visitor.project().id(), name, uploaded);
                ui.access(() -> kept.accept(file));
            } catch (RuntimeException e) {
                var sentence = PageTroubles.sentence(e);
                ui.access(() -> refused.accept(sentence));
            } finally {
                remove(uploaded);
            }
        });
    }

    private static void remove(Path uploaded) {
        try {
            Files.deleteIfExists(uploaded);
        } catch (IOException e) {
            LOG.warn("The upload {} could not be removed: {}", uploaded, e.getMessage());
        }
    }
}
