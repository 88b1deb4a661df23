package gannet.ui.plugin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadHandler;
import gannet.parameters.Problem;
import gannet.ui.FileUploads;
import gannet.ui.Glyph;
import gannet.ui.PageTroubles;
import gannet.ui.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A drop zone, and a button, for one bundle, which is inspected as soon as it is there.
final class PluginUpload extends Upload {
    /// @param taken hears the SHA-256 of what waits now    @param refused hears all that is wrong
    PluginUpload(Visitor visitor, Consumer<String> taken, Consumer<List<String>> refused) {
        addClassName("plugin-upload");
        setAcceptedFileExtensions(".jar");
        getElement().setProperty("maxFileSize", visitor.uploads().limit());
        var choose = new NativeButton("Choose a bundle…");
        choose.addClassName("btn");
        setUploadButton(choose);
        setDropLabel(new Span("or drop a plugin's jar here"));
        setDropLabelIcon(Glyph.UPLOAD.icon());
        setI18n(new UploadI18N()
                .setDropFiles(new UploadI18N.DropFiles().setOne("Drop the bundle here").setMany("Drop the bundle here"))
                .setAddFiles(new UploadI18N.AddFiles().setOne("Choose a bundle…").setMany("Choose a bundle…"))
                .setError(new UploadI18N.Error().setTooManyFiles("One bundle at a time.").setFileIsTooBig("This file is larger than the server takes.")
                        .setIncorrectFileType("This is no bundle: its name ends in .jar.")));
        setUploadHandler(UploadHandler.toFile((metadata, uploaded) -> {
            var ui = UI.getCurrent();
            Thread.ofVirtual().name("inspect " + metadata.fileName()).start(() -> inspect(visitor, ui, metadata.fileName(), uploaded.toPath(), taken, refused));
        }, metadata -> FileUploads.expect(visitor.uploads(), metadata)));
        addFileRejectedListener(event -> refused.accept(List.of(event.getFileName() + " is refused: " + event.getErrorMessage())));
    }

    private void inspect(Visitor visitor, UI ui, String name, Path uploaded, Consumer<String> taken, Consumer<List<String>> refused) {
        try {
            var plugin = visitor.services().plugins().upload(visitor.person(), name, uploaded);
            ui.access(() -> {
                clearFileList();
                taken.accept(plugin.sha256());
            });
        } catch (RuntimeException e) {
            var problems = PageTroubles.problems(e).stream().map(Problem::message).toList();
            var sentences = problems.isEmpty() ? List.of(PageTroubles.sentence(e)) : problems;
            ui.access(() -> {
                clearFileList();
                refused.accept(sentences);
            });
        } finally {
            try {
                Files.deleteIfExists(uploaded);
            } catch (IOException e) {
                throw new UncheckedIOException("The uploaded file " + uploaded + " cannot be removed", e);
            }
        }
    }
}
