package gannet.ui.dataset;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import gannet.server.dataset.DataSet.Finding;
import gannet.ui.Glyph;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// What was wrong with which file: one row for each kind of thing, with its files.
final class FindingList extends Section {
    private static final int FILES_AT_ONCE = 6;
    private static final int FILES_AT_MOST = 500;

    FindingList(List<Finding> findings, int notListed) {
        addClassName("findings");
        var line = new Div(new H2("What was found"),
                new Span(findings.isEmpty() ? "" : Words.count(findings.size() + notListed, "file has a remark", "files have remarks")));
        line.addClassName("section");
        add(line);
        if (findings.isEmpty()) {
            add(row(Glyph.CHECK, "ok", "Every file could be used", List.of()));
            return;
        }
        var kinds = new LinkedHashMap<String, List<String>>();
        for (var finding : findings) {
            var files = kinds.computeIfAbsent(withoutFile(finding), message -> new ArrayList<>());
            if (!finding.file().isEmpty()) {
                files.add(finding.file());
            }
        }
        kinds.forEach((message, files) -> add(row(Glyph.ALERT, "warn", message, files)));
        if (notListed > 0) {
            add(row(Glyph.ALERT, "warn", "%s not listed here".formatted(Words.count(notListed, "more remark is", "more remarks are")), List.of()));
        }
    }

    /// The name stands below, among the others of its kind.
    private static String withoutFile(Finding finding) {
        return finding.file().isEmpty() ? finding.message() : finding.message().replaceFirst("^" + Pattern.quote(finding.file()) + ":? ", "");
    }

    private static Div row(Glyph glyph, String verdict, String message, List<String> files) {
        var icon = new Span(glyph.icon());
        icon.addClassName(verdict);
        var sentence = new Paragraph(message);
        sentence.addClassName("b");
        var words = new Div(sentence);
        if (!files.isEmpty()) {
            words.add(list(files.subList(0, Math.min(FILES_AT_ONCE, files.size()))));
        }
        if (files.size() > FILES_AT_ONCE) {
            var more = new Details("Show " + (files.size() > FILES_AT_MOST ? "the first " + FILES_AT_MOST + " of " : "all ") + Words.count(files.size()) + " files",
                    list(files.subList(FILES_AT_ONCE, Math.min(FILES_AT_MOST, files.size()))));
            words.add(more);
        }
        var count = new Span(files.size() > 1 ? Words.count(files.size()) : "");
        count.addClassName("m3");
        var row = new Div(icon, words, count);
        row.addClassName("finding");
        return row;
    }

    private static UnorderedList list(List<String> files) {
        var list = new UnorderedList();
        list.addClassName("mono");
        files.forEach(file -> list.add(new ListItem(file)));
        return list;
    }
}
