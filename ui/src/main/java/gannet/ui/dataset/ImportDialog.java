package gannet.ui.dataset;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.parameters.Problem;
import gannet.server.dataset.DataSet;
import gannet.ui.Glyph;
import gannet.ui.PageTroubles;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a zip of pictures in: choose, name, wait with a number, read what was found.
final class ImportDialog extends Dialog {
    private final Visitor visitor;
    private final Runnable imported;
    private final Div place = new Div();
    private final TextField name = new TextField("Name");
    private final Div result = new Div();
    private final Div progress = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Span far = new Span();
    private final Button cancel = new Button("Cancel", click -> close());
    private final Button go = new Button("Import", click -> begin());
    private ZipUpload upload;
    private @Nullable Importing importing;

    ImportDialog(Visitor visitor, Runnable imported) {
        this.visitor = visitor;
        this.imported = imported;
        this.upload = freshUpload();
        addClassName("import");
        setHeaderTitle("Import a data set");
        setCloseOnOutsideClick(false);
        setWidth("520px");
        name.setWidthFull();
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setHelperText("A name that exists already makes its next version.");
        name.addValueChangeListener(change -> ready());
        name.addKeyPressListener(Key.ENTER, press -> { if (go.isEnabled()) begin(); });
        far.addClassNames("s", "m2");
        far.getElement().setAttribute("aria-live", "polite");
        progress.addClassName("progress");
        progress.add(bar, far);
        progress.setVisible(false);
        result.getElement().setAttribute("role", "alert");
        var content = new Div(place, name, progress, result);
        content.addClassName("content");
        add(content);
        go.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(cancel, go);
        addOpenedChangeListener(change -> { if (!change.isOpened()) leave(); });
        addDetachListener(event -> leave());
        ready();
    }

    /// An upload that has had its file takes no other.
    private ZipUpload freshUpload() {
        var fresh = new ZipUpload(visitor.uploads(), this::arrived, this::ready, this::rejected);
        place.removeAll();
        place.add(fresh);
        return fresh;
    }

    private void arrived(String fileName) {
        result.removeAll();
        if (name.isEmpty()) {
            name.setValue(fileName.replaceFirst("(?i)\\.zip$", "").replace('_', ' ').strip());
        }
        ready();
    }

    private void rejected(String sentence) {
        result.removeAll();
        result.add(banner("bad", Glyph.ALERT, sentence, List.of()));
    }

    private void ready() { go.setEnabled(importing == null && upload.file().isPresent() && !name.getValue().isBlank()); }

    private void begin() {
        var zip = upload.file();
        if (zip.isEmpty() || importing != null) {
            return;
        }
        result.removeAll();
        bar.setIndeterminate(true);
        far.setText("Reading the zip");
        progress.setVisible(true);
        place.setVisible(false);
        name.setReadOnly(true);
        importing = Importing.start(visitor, name.getValue().strip(), zip.get(), this::progressed, this::done, this::failed);
        ready();
    }

    private void progressed(Importing.Far at) {
        bar.setIndeterminate(at.inAll() == 0);
        if (at.inAll() > 0) {
            bar.setValue(Math.min(1, at.done() / (double) at.inAll()));
            far.setText(Words.count(at.done()) + " of " + Words.count(at.inAll(), "file", "files")
                    + at.left().map(left -> ", about " + Words.duration(left) + " left").orElse(""));
        } else {
            far.setText("Another import goes first. This one begins by itself.");
        }
    }

    private void done(DataSet set) {
        importing = null;
        progress.setVisible(false);
        name.setVisible(false);
        setHeaderTitle(set.name() + (set.version() > 1 ? ", version " + set.version() : ""));
        var wall = Walls.wall(set, 6, 2, 96);
        var sentence = Words.count(set.count(), "picture is", "pictures are") + " ready. "
                + (set.findings().isEmpty() ? "Every file could be used." : Words.count(set.findings().size() + set.moreFindings(), "file has a remark:", "files have remarks:"));
        result.removeAll();
        result.add(wall, banner(set.findings().isEmpty() ? "ok" : "warn", set.findings().isEmpty() ? Glyph.CHECK : Glyph.ALERT, sentence,
                set.findings().stream().limit(100).map(finding -> finding.message().contains(finding.file()) ? finding.message() : finding.file() + ": " + finding.message()).toList()));
        getFooter().removeAll();
        var open = new Button("Open the data set", click -> {
            close();
            click.getSource().getUI().ifPresent(ui -> ui.navigate("data/" + set.id()));
        });
        open.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Close", click -> close()), open);
        imported.run();
    }

    private void failed(Throwable thrown) {
        importing = null;
        progress.setVisible(false);
        upload.clear();
        upload = freshUpload();
        place.setVisible(true);
        name.setReadOnly(false);
        result.removeAll();
        var problems = PageTroubles.problems(thrown);
        boolean areFiles = problems.size() > 1;
        result.add(banner("bad", Glyph.ALERT, areFiles ? "Nothing was imported, for " + problems.size() + " reasons:" : PageTroubles.sentence(thrown),
                areFiles ? problems.stream().map(ImportDialog::line).toList() : List.of()));
        ready();
    }

    private static String line(Problem problem) {
        return problem.where().isBlank() || problem.message().contains(problem.where()) ? problem.message() : problem.where() + ": " + problem.message();
    }

    private static Div banner(String verdict, Glyph glyph, String sentence, List<String> lines) {
        var words = new Div(new Paragraph(sentence));
        if (!lines.isEmpty()) {
            var list = new UnorderedList();
            list.addClassName("lines");
            lines.forEach(line -> list.add(new ListItem(line)));
            words.add(list);
        }
        var banner = new Div(glyph.icon(), words);
        banner.addClassNames("banner", verdict);
        return banner;
    }

    private void leave() {
        if (importing != null) {
            importing.cancel();
        }
        upload.clear();
    }
}
