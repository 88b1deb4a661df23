package gannet.ui;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Span;
import gannet.server.queue.State;
import java.util.Locale;

/// A state as its own shape and word, so that its colour is never alone.
public final class StateMark extends Span {
    public StateMark(State state) { this(state, word(state)); }

    public StateMark(State state, String text) {
        addClassNames("st", "st-" + state.name().toLowerCase(Locale.ROOT));
        add(new Html("<svg width=\"12\" height=\"12\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><g>" + shape(state) + "</g></svg>"));
        if (text.isEmpty()) {
            getElement().setAttribute("role", "img").setAttribute("aria-label", word(state)).setAttribute("title", word(state));
        } else {
            add(new Span(text));
        }
    }

    public static String word(State state) {
        return switch (state) {
            case QUEUED -> "Waiting";
            case STARTING -> "Starting";
            case RUNNING -> "Running";
            case STOPPING -> "Stopping";
            case SUCCEEDED -> "Done";
            case FAILED -> "Failed";
            case STOPPED -> "Stopped";
        };
    }

    private static String shape(State state) {
        return switch (state) {
            case QUEUED -> "<circle cx='6' cy='6' r='4.2' fill='none' stroke='currentColor' stroke-width='1.6' stroke-dasharray='2 1.8'/>";
            case STARTING -> "<path d='M6 1.8a4.2 4.2 0 0 1 0 8.4' fill='none' stroke='currentColor' stroke-width='1.6' stroke-linecap='round'/>";
            case RUNNING -> "<circle cx='6' cy='6' r='4.2' fill='none' stroke='currentColor' stroke-width='1.6'/>"
                    + "<circle class='pulse' cx='6' cy='6' r='2.2' fill='currentColor'/>";
            case STOPPING -> "<path d='M4 2.5v7M8 2.5v7' stroke='currentColor' stroke-width='2' stroke-linecap='round'/>";
            case SUCCEEDED -> "<path d='M2 6.5l2.8 2.7L10 3.2' fill='none' stroke='currentColor' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'/>";
            case FAILED -> "<path d='M2.5 2.5l7 7M9.5 2.5l-7 7' stroke='currentColor' stroke-width='1.8' stroke-linecap='round'/>";
            case STOPPED -> "<rect x='2.5' y='2.5' width='7' height='7' rx='1.5' fill='currentColor'/>";
        };
    }
}
