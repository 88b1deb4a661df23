package gannet.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Settings;
import gannet.run.Exit.Fault;
import gannet.server.queue.Job;
import gannet.server.queue.Needs;
import gannet.server.queue.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacesTest {
    /// Mine but the second.
    private final List<Job> jobs = List.of(job(1, true, "NORMAL"), job(2, false, "NORMAL"), job(3, true, "NORMAL"), job(4, true, "LOW"));

    @Test void anAdministratorLetsAJobFallRightBeforeAnyOther() {
        assertThat(dropped(true, 3, 1, false)).isEqualTo(move(3, 1));
        assertThat(dropped(true, 0, 2, true)).isEqualTo(move(0, 3));
        assertThat(dropped(true, 2, 0, false)).isEqualTo(Optional.of(new Places.Move(jobs.get(2), null)));
        assertThat(dropped(true, 1, 0, true)).isEmpty(); // it stands there already
    }

    @Test void behindTheLastOnlyItsNeighbourCanGo() {
        assertThat(dropped(true, 2, 3, true)).isEqualTo(move(3, 2));
        assertThat(dropped(true, 0, 3, true)).isEmpty();
    }

    @Test void everybodyElseChangesPlacesWithTheNearestOwnOneOfThePriority() {
        assertThat(dropped(false, 2, 1, false)).isEmpty(); // between there is none of theirs
        assertThat(dropped(false, 2, 0, false)).isEqualTo(move(2, 0));
        assertThat(dropped(false, 0, 3, true)).isEqualTo(move(0, 2));
        assertThat(dropped(false, 3, 0, false)).isEmpty(); // a lower priority goes before no higher one
    }

    @Test void theMenuMovesByOnePlace() {
        var all = places(true);
        assertThat(all.up(jobs.get(2))).isEqualTo(move(2, 1));
        assertThat(all.down(jobs.get(1))).isEqualTo(move(2, 1));
        assertThat(all.top(jobs.get(0))).isEmpty();
        assertThat(all.top(jobs.get(3))).isPresent();
        assertThat(places(false).up(jobs.get(2))).isEqualTo(move(2, 0));
        assertThat(places(false).down(jobs.get(2))).isEmpty();
        assertThat(places(false).top(jobs.get(2))).isEmpty();
    }

    private Optional<Places.Move> dropped(boolean administrator, int job, int target, boolean below) { return places(administrator).dropped(jobs.get(job), jobs.get(target), below); }

    private Places places(boolean administrator) { return Places.of(new ArrayList<>(jobs), 5, administrator); }

    private Optional<Places.Move> move(int job, int before) { return Optional.of(new Places.Move(jobs.get(job), jobs.get(before).id())); }

    private static Job job(int place, boolean own, String priority) {
        @Nullable Instant nobodyKnows = null;
        return new Job(new UUID(1, place), place, "Run " + place, new UUID(2, 2), new UUID(3, 3), "Reef", State.QUEUED, Settings.bind(Needs.class, Map.of("priority", priority)), own, false,
                place, 1, 4, null, List.of(), "", Fault.NONE, "Ada", 0, 100, Instant.EPOCH, Instant.EPOCH, null, null, 0, nobodyKnows, nobodyKnows, List.of());
    }
}
