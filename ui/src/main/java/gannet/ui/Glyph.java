package gannet.ui;

import com.vaadin.flow.component.Html;
import java.util.Locale;

/// The line drawings of buttons and navigation, on a ground of 16 by 16.
public enum Glyph {
    LAUNCH("M8 2.5v11M2.5 8h11"),
    RUNS("M2.5 4h11M2.5 8h11M2.5 12h7"),
    QUEUE("M2.5 3.5h7v3h-7zM6 9.5h7.5v3H6z"),
    COMPARE("M8 2v12M2.5 4h3v8h-3zM10.5 4h3v8h-3z"),
    GALLERY("M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z"),
    PLAY("M3 5h10M3 11h10M6 3.2v3.6M10 9.2v3.6"),
    DATA("M2.5 4c0-2 11-2 11 0v8c0 2-11 2-11 0zM2.5 4c0 2 11 2 11 0M2.5 8c0 2 11 2 11 0"),
    PLUGINS("M6 2v3M10 2v3M4 5h8v3a4 4 0 0 1-8 0zM8 12v2.5"),
    REPORTS("M3.5 2h6l3 3v9h-9zM5.5 8h5M5.5 11h5"),
    TEAM("M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM2 13c0-4 8-4 8 0M10.5 3.3a2.2 2.2 0 0 1 0 4M12 9.8c1.3.6 2 1.6 2 3.2"),
    ADMIN("M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z"),
    SEARCH("M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14"),
    DOWN("M4 6l4 4 4-4"),
    RIGHT("M6 4l4 4-4 4"),
    LEFT("M10 4L6 8l4 4"),
    PAUSE("M5.5 3.5v9M10.5 3.5v9"),
    STOP("M4 4h8v8H4z"),
    FORK("M4.5 2.5v11M4.5 9c0-3 7-1.5 7-5.5M11.5 3.5v-.5"),
    MORE("M3.5 8h.01M8 8h.01M12.5 8h.01"),
    START("M5 3l8 5-8 5z"),
    STAR("M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z"),
    CHECK("M3.5 8.5l3 3 6-7"),
    X("M4 4l8 8M12 4l-8 8"),
    ALERT("M8 2.5L14 13H2zM8 6.5v3M8 11.3v.01"),
    FILTER("M2.5 4h11M4.5 8h7M6.5 12h3"),
    COLS("M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10"),
    UP("M8 13V4M4 7.5L8 3.5l4 4"),
    DICE("M3 3h10v10H3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01"),
    LINK("M7 9a2.5 2.5 0 0 0 3.5 0l2-2A2.5 2.5 0 0 0 9 3.5l-.7.7M9 7a2.5 2.5 0 0 0-3.5 0l-2 2A2.5 2.5 0 0 0 7 12.5l.7-.7"),
    DOC("M8 14c-6-4-6-7-6-8a3 3 0 0 1 6-1 3 3 0 0 1 6 1c0 1 0 4-6 8zM2.5 8.5h3l1-2 2 4 1-2h4"),
    EYE("M1.5 8c3-5.5 10-5.5 13 0-3 5.5-10 5.5-13 0zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z"),
    CUBE("M8 2l5.5 3v6L8 14l-5.5-3V5zM2.5 5L8 8l5.5-3M8 8v6"),
    TEXT("M3 4V3h10v1M8 3v10M6 13h4"),
    SWAP("M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13"),
    ZOOM("M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14M5 7h4M7 5v4"),
    WAVE("M1.5 8c2-7 4-7 6 0s4.5 7 7 0"),
    MENU("M2.5 4.5h11M2.5 8h11M2.5 11.5h11"),
    LOCK("M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"),
    SHIELD("M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4zM5.8 8l1.7 1.7L10.5 6.5"),
    SUN("M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.500v1.500M8 13v1.500M1.500 8h1.500M13 8h1.500M3.400 3.400l1 1M11.600 11.600l1 1M3.400 12.600l1-1M11.600 4.400l1-1"),
    MOON("M13 9.500A5.500 5.500 0 0 1 6.500 3 5.500 5.500 0 1 0 13 9.500z"),
    SYSTEM("M2.500 3.500h11v7.500h-11zM6 13.500h4M8 11v2.500"),
    OUT("M6.500 3h-4v10h4M10 5l3 3-3 3M13 8H6"),
    UPLOAD("M8 10.500V3M5 5.500L8 2.500l3 3M2.500 10.500v3h11v-3"),
    KEYS("M2 4.500h12v7H2zM4.500 7h.01M7 7h.01M9.500 7h.01M12 7h.01M5.500 9.300h5"),
    FOLDER("M2 4h4l1.500 2H14v7H2z"),
    COMMENT("M2.5 3h11v7.500h-6.500L4 13.500v-3H2.500z"),
    BELL("M4 11V7a4 4 0 0 1 8 0v4l1.200 1.500H2.800zM6.800 14.300h2.400");

    private final String path;

    Glyph(String path) { this.path = path; }

    public Html icon() { return icon(16); }

    public Html icon(int size) {
        return new Html("""
                <svg class="glyph %s" width="%d" height="%d" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" \
                stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="%s"/></svg>""".formatted(
                name().toLowerCase(Locale.ROOT), size, size, path));
    }
}
