package gannet.ui.experiment;

import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import gannet.server.file.StoredFile;
import gannet.ui.FileUploads;
import gannet.ui.Glyph;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A setting that names a file: one of the project's, or one that is uploaded here. Its value is what a run's settings say,
/// `<SHA-256>/<name>`, or nothing.
final class FileField extends CustomField<String> {
    private static final String NONE = "";

    private final transient Visitor visitor = Visitor.here();
    private final Select<String> choice = new Select<>();
    private final Span far = new Span();
    private final transient Map<String, String> known = new LinkedHashMap<>();

    FileField(String label) {
        super(NONE);
        setLabel(label);
        addClassName("file-field");
        known.put(NONE, "None");
        visitor.services().files().list(visitor.person(), visitor.project().id()).forEach(this::know);
        choice.setItemLabelGenerator(value -> known.getOrDefault(value, value));
        choice.setAriaLabel(label);
        choice.addValueChangeListener(change -> updateValue());
        far.addClassNames("s", "m2");
        far.getElement().setAttribute("aria-live", "polite");
        far.setVisible(false);
        var row = new Div(choice, upload());
        row.addClassName("row");
        add(row, far);
        offer(NONE);
    }

    private void know(StoredFile file) { known.putIfAbsent(file.value(), file.name() + " · " + Words.bytes(file.bytes())); }

    private void offer(String value) {
        known.computeIfAbsent(value, unlisted -> unlisted.substring(unlisted.lastIndexOf('/') + 1));
        choice.setItems(known.keySet());
        choice.setValue(value);
    }

    private Upload upload() {
        var upload = new Upload();
        var button = new com.vaadin.flow.component.button.Button("Upload…", Glyph.UPLOAD.icon(14));
        upload.setUploadButton(button);
        upload.setDropAllowed(false);
        upload.getElement().setProperty("maxFileSize", visitor.uploads().limit());
        upload.addFileRejectedListener(event -> say(event.getFileName() + " is too large: the server takes at most " + Words.bytes(visitor.uploads().limit()) + "."));
        upload.setUploadHandler(UploadHandler.toFile((metadata, file) -> {
            say("Keeping " + metadata.fileName());
            FileUploads.keep(visitor, metadata.fileName(), file.toPath(), kept -> {
                upload.clearFileList();
                say("");
                know(kept);
                offer(kept.value());
            }, trouble -> {
                say(trouble);
                upload.clearFileList();
            });
        }, metadata -> FileUploads.expect(visitor.uploads(), metadata)));
        return upload;
    }

    private void say(String sentence) {
        far.setText(sentence);
        far.setVisible(!sentence.isEmpty());
    }

    @Override
    protected String generateModelValue() { return Objects.requireNonNullElse(choice.getValue(), NONE); }

    @Override
    protected void setPresentationValue(String value) { offer(value); }

    @Override
    public void focus() { choice.focus(); }
}
