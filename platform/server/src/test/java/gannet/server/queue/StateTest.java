package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class StateTest {
    @Test void everyStateButTheLastOnesLeadsToAnEnd() {
        for (var state : State.values()) {
            assertThat(state.next().isEmpty()).as(state.name()).isEqualTo(state.isOver());
            assertThat(reachable(state).stream().anyMatch(State::isOver)).as(state.name()).isTrue();
        }
    }

    @Test void aWaitingJobCannotFinishWithoutStarting() { assertThat(State.QUEUED.next()).doesNotContain(State.SUCCEEDED, State.RUNNING); }

    @Test void aStoppingJobDoesNotGoBackToTheQueue() { assertThat(State.STOPPING.next()).doesNotContain(State.QUEUED, State.RUNNING); }

    @Test void noStateLeadsWhereItsVerdictsCannotGo() {
        for (var state : State.LIVE) {
            assertThat(state.next()).as(state.name()).contains(State.SUCCEEDED, State.FAILED);
        }
        assertThat(State.PAUSING.next()).contains(State.PAUSED).doesNotContain(State.QUEUED);
        assertThat(State.PREEMPTING.next()).contains(State.QUEUED);
    }

    private static EnumSet<State> reachable(State from) {
        var seen = EnumSet.of(from);
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            open.remove().next().stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }
}
