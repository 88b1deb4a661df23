package gannet.ui.experiment;

import gannet.server.queue.State;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// States as people look for them.
enum StateGroup {
    ALL("All", EnumSet.noneOf(State.class)),
    WAITING("Waiting", EnumSet.of(State.QUEUED, State.PAUSED)),
    RUNNING("Running", EnumSet.copyOf(State.LIVE)),
    DONE("Done", EnumSet.of(State.SUCCEEDED)),
    STOPPED("Stopped", EnumSet.of(State.STOPPED)),
    FAILED("Failed", EnumSet.of(State.FAILED));

    private final String title;
    private final Set<State> states;

    StateGroup(String title, Set<State> states) {
        this.title = title;
        this.states = Set.copyOf(states);
    }

    String title() { return title; }

    Set<State> states() { return states; }

    String address() { return name().toLowerCase(Locale.ROOT); }

    static StateGroup of(String address) {
        return Arrays.stream(values()).filter(group -> group.address().equals(address)).findFirst().orElse(ALL);
    }
}
