package gannet.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/// The list of pages in the drawer, with how many things wait there.
final class Navigation extends Nav {
    private final Map<String, Anchor> links = new LinkedHashMap<>();
    private final Map<String, Span> counts = new LinkedHashMap<>();

    /// @param launches whether the visitor may launch anything in the project that is shown
    Navigation(boolean launches) {
        addClassName("pages");
        getElement().setAttribute("aria-label", "Pages");
        if (launches) {
            page("launch", "Launch", Glyph.LAUNCH, "G L");
        }
        page("runs", "Runs", Glyph.RUNS, "G R");
        page("queue", "Queue", Glyph.QUEUE, "G Q");
        page("gallery", "Gallery", Glyph.GALLERY, "G G");
        page("compare", "Compare", Glyph.COMPARE, "G C");
        add(new Hr());
        page("data", "Data sets", Glyph.DATA, "G D");
        page("activity", "Activity", Glyph.WAVE, "G A");
        page("plugins", "Plugins", Glyph.PLUGINS, "G P");
        page("team", "Team", Glyph.TEAM, "G T");
    }

    private void page(String path, String name, Glyph glyph, String keys) {
        var word = new Span(name);
        word.addClassName("word");
        var count = new Span();
        count.addClassName("count");
        var link = new Anchor(path, glyph.icon(), word, count);
        link.getElement().setAttribute("title", name + " (" + keys + ")");
        links.put(path, link);
        counts.put(path, count);
        add(link);
    }

    void at(String path) {
        links.forEach((itsPath, link) -> {
            if (itsPath.equals(path)) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }

    void count(String path, long number) {
        var count = counts.get(path);
        if (count != null) {
            count.setText(number == 0 ? "" : Words.count(number));
        }
    }
}
