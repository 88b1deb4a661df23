package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.Exit;
import gannet.run.Exit.Fault;
import gannet.run.Exit.Outcome;
import gannet.server.queue.Verdict.Again;
import gannet.server.queue.Verdict.NoRoom;
import gannet.server.queue.Verdict.Over;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Shortage SHORTAGE = new Shortage(3 << 20, 64 << 20, 52 << 20, 1200, 24 << 20);

    @Test void aKilledWorkerIsStartedAgain() {
        assertThat(of(State.RUNNING, null, 1)).isEqualTo(new Again("Its worker was killed in attempt 1 of 4. It goes on from its last checkpoint.", true));
    }

    @Test void aWorkerKilledTooOftenFailsAndTheReasonSaysWhatToDo() {
        assertThat(of(State.RUNNING, null, 4)).isInstanceOfSatisfying(Over.class, over -> {
            assertThat(over.state()).isEqualTo(State.FAILED);
            assertThat(over.fault()).isEqualTo(Fault.MACHINE);
            assertThat(over.reason()).startsWith("Its worker was killed in attempt 4 of 4.").contains("smaller batch").contains("Resume");
        });
    }

    @Test void aWorkerKilledWhileItStoppedIsStopped() {
        assertThat(of(State.STOPPING, null, 1)).isInstanceOfSatisfying(Over.class, over -> assertThat(over.state()).isEqualTo(State.STOPPED));
    }

    @Test void aPausedWorkerIsHeldAndAPreemptedOneWaitsAgain() {
        assertThat(of(State.PAUSING, exit(Outcome.STOPPED, Fault.NONE, ""), 1)).isEqualTo(new Over(State.PAUSED, "Stopped by Ada."));
        assertThat(of(State.PREEMPTING, exit(Outcome.STOPPED, Fault.NONE, ""), 4))
                .isEqualTo(new Again("Stopped by Ada. It goes on exactly from step 100.", false));
    }

    @Test void whoIsKilledOnTheWayOutLosesNoAttempt() {
        assertThat(of(State.PAUSING, null, 4)).isInstanceOfSatisfying(Over.class, over -> assertThat(over.state()).isEqualTo(State.PAUSED));
        assertThat(of(State.PREEMPTING, null, 4)).isInstanceOfSatisfying(Again.class, again -> assertThat(again.counts()).isFalse());
    }

    @Test void aFinishedWorkerSucceedsEvenIfItWasAskedToStop() {
        assertThat(of(State.STOPPING, exit(Outcome.FINISHED, Fault.NONE, ""), 1)).isEqualTo(new Over(State.SUCCEEDED, ""));
    }

    @Test void aStopThatSomebodyAskedForKeepsTheirReason() {
        assertThat(of(State.STOPPING, exit(Outcome.STOPPED, Fault.NONE, ""), 1)).isEqualTo(new Over(State.STOPPED, "Stopped by Ada."));
    }

    @Test void aStopThatNobodyAskedForGoesOnWithoutUsingUpAnAttempt() {
        assertThat(of(State.RUNNING, exit(Outcome.STOPPED, Fault.NONE, ""), 4)).isInstanceOfSatisfying(Again.class, again -> assertThat(again.counts()).isFalse());
    }

    @Test void aFaultOfTheMachineIsTriedAgain() {
        assertThat(of(State.RUNNING, exit(Outcome.FAILED, Fault.MACHINE, "The device ran out of memory."), 2))
                .isEqualTo(new Again("The device ran out of memory in attempt 2 of 4. It goes on from its last checkpoint.", true));
    }

    @Test void aFaultOfThePersonOrThePluginIsNotTriedAgain() {
        for (var fault : new Fault[] {Fault.USER, Fault.PLUGIN, Fault.INTERNAL}) {
            assertThat(of(State.RUNNING, exit(Outcome.FAILED, fault, "The loss is no number since step 12. Try a smaller learningRate."), 1))
                    .isEqualTo(new Over(State.FAILED, fault, "The loss is no number since step 12. Try a smaller learningRate."));
        }
    }

    @Test void aRunWithoutRoomWaitsAndLosesNoAttempt() {
        assertThat(Verdict.of(State.RUNNING, "", exit(Outcome.FAILED, Fault.NO_ROOM, "The disk is full."), 4, 4, SHORTAGE)).isEqualTo(new NoRoom(
                "The disk filled up: 3.0 MB of 64 MB were free where runs are kept. It goes on from step 1,200 when there is room for its next checkpoint (about 24 MB)."));
    }

    @Test void aWorkerThatHadNoRoomForALastWordWaitsToo() {
        assertThat(Verdict.of(State.RUNNING, "", null, 4, 4, SHORTAGE)).isInstanceOf(NoRoom.class);
    }

    @Test void aDiskThatIsFullForAnotherReasonThanRoomIsNotTriedForEver() {
        var full = exit(Outcome.FAILED, Fault.NO_ROOM, "The disk is full.");
        assertThat(of(State.RUNNING, full, 2)).isEqualTo(new Again(
                "The disk was full in attempt 2 of 4, and has room again. It goes on from its last checkpoint.", true));
        assertThat(of(State.RUNNING, full, 4)).isInstanceOfSatisfying(Over.class, over -> {
            assertThat(over.state()).isEqualTo(State.FAILED);
            assertThat(over.reason()).contains("quota");
        });
    }

    @Test void aStopOnAFullDiskIsAStop() {
        assertThat(Verdict.of(State.STOPPING, "Stopped by Ada.", exit(Outcome.FAILED, Fault.NO_ROOM, "The disk is full."), 1, 4, SHORTAGE)).isEqualTo(new Over(
                State.STOPPED, "Stopped by Ada. The disk was full, so resuming goes on from the last checkpoint that fitted."));
    }

    private static Verdict of(State before, @Nullable Exit exit, int attempt) { return Verdict.of(before, "Stopped by Ada.", exit, attempt, 4, null); }

    private static Exit exit(Outcome outcome, Fault fault, String reason) { return new Exit(outcome, fault, 100, reason, Instant.EPOCH); }
}
