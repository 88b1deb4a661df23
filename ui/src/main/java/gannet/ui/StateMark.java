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
            case PAUSED -> "Paused";
            case STARTING -> "Starting";
            case RUNNING -> "Running";
            case PAUSING -> "Pausing";
            case PREEMPTING -> "Giving way";
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
            case PAUSED, PAUSING -> "<path d='M4 2.5v7M8 2.5v7' stroke='currentColor' stroke-width='2' stroke-linecap='round'/>";
            case PREEMPTING -> "<path d='M4.5 2L2 4.5 4.5 7M2.2 4.5h5a2.6 2.6 0 0 1 0 5.2H5' fill='none' stroke='currentColor' stroke-width='1.6' "
                    + "stroke-linecap='round' stroke-linejoin='round'/>";
            case STOPPING -> "<rect x='2.8' y='2.8' width='6.4' height='6.4' rx='1.4' fill='none' stroke='currentColor' stroke-width='1.6'/>";
            case SUCCEEDED -> "<path d='M2 6.5l2.8 2.7L10 3.2' fill='none' stroke='currentColor' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'/>";
            case FAILED -> "<path d='M2.5 2.5l7 7M9.5 2.5l-7 7' stroke='currentColor' stroke-width='1.8' stroke-linecap='round'/>";
            case STOPPED -> "<rect x='2.5' y='2.5' width='7' height='7' rx='1.5' fill='currentColor'/>";
        };
    }
}
