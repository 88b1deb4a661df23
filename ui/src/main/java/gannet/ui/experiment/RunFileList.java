package gannet.ui.experiment;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import gannet.server.experiment.Runs;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What is in the run's directory, to be taken home; read when somebody opens it.
final class RunFileList extends Details {
    private static final int MOST = 300;

    private final Div content = new Div();

    RunFileList(Visitor visitor, Runs runs, long run) {
        super("Files");
        addClassName("quiet");
        content.addClassName("files");
        add(content);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                show(runs, visitor, run);
            }
        });
    }

    private void show(Runs runs, Visitor visitor, long run) {
        content.removeAll();
        var files = runs.files(visitor.person(), run);
        if (files.isEmpty()) {
            content.setText("There are none: the worker has not begun yet, or somebody has deleted the run's directory.");
            return;
        }
        var body = new NativeTableBody();
        files.stream().limit(MOST).forEach(file -> {
            var link = new Anchor("/api/v1/runs/" + run + "/files/content?path=" + URLEncoder.encode(file.path(), StandardCharsets.UTF_8), file.path());
            link.setRouterIgnore(true);
            link.getElement().setAttribute("download", true);
            var size = new NativeTableCell(Words.bytes(file.bytes()));
            size.addClassName("n");
            body.add(new NativeTableRow(new NativeTableCell(link), size));
        });
        var table = new NativeTable(body);
        table.addClassName("pairs");
        long bytes = files.stream().mapToLong(Runs.File::bytes).sum();
        content.add(table, new Div("%s file%s, %s%s".formatted(Words.count(files.size()), files.size() == 1 ? "" : "s", Words.bytes(bytes),
                files.size() > MOST ? "; the first " + MOST + " are shown" : "")));
    }
}
