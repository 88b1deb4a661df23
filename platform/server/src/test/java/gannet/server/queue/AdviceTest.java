package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.Device;
import gannet.server.queue.Outlook.Overview;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final UUID HERE = new UUID(0, 1);

    @Test void whoeverHoldsTheQueueIsNamed() {
        assertThat(advice(job(1), "Ada", List.of(), List.of())).containsExactly("Nothing starts until Ada or another administrator releases the queue.");
    }

    @Test void aDrainedDeviceThatWouldDoIsNamedAndOneThatWouldNotIsNot() {
        var large = waiting(1, "hardware", "GPU", "deviceMemory", "40000");
        assertThat(advice(large, "", List.of(gpu(0, 24, true), gpu(1, 80, false)), List.of())).isEmpty();
        assertThat(advice(large, "", List.of(gpu(0, 24, false), gpu(1, 80, false)), List.of())).containsExactly("Only 1 of 2 GPUs have the 40,000 MB that it asks for; a smaller batch needs less.");
        assertThat(advice(large, "", List.of(gpu(0, 80, true)), List.of())).containsExactly("GPU 0 is drained; it could take this job once an administrator enables it.");
    }

    @Test void aFreeProcessorSlotIsNamedToWhomAsksForAGpu() {
        var slot = new Device(HERE, "house", "cpu-0", "cpu", "CPU slot 1", 2, 0, 64_000, false, "", true, 0);
        assertThat(advice(waiting(1, "hardware", "GPU"), "", List.of(slot), List.of())).containsExactly("A processor slot is free. Launched with hardware ANY it could train there, more slowly.");
        assertThat(advice(waiting(1, "hardware", "ANY"), "", List.of(slot), List.of())).isEmpty();
    }

    @Test void onesOwnJobsAheadAreCountedAndAHigherPriorityIsForThoseWhoMay() {
        var ahead = List.of(job(1), job(2));
        assertThat(advice(job(3), "", List.of(), ahead)).containsExactly(
                "2 other jobs of yours stand ahead of it: drag it up, or pause those.", "A maintainer of its team may give it a higher priority than normal.");
        assertThat(Advice.of(job(3), overview("", job(3), ahead), List.of(), true, true)).contains("You may move it to the top.", "A higher priority than normal lets it go first.");
    }

    @Test void severalDevicesAtOnceTakeLonger() {
        assertThat(advice(waiting(1, "devices", "4"), "", List.of(), List.of())).containsExactly("It waits until 4 devices of one machine are free together; with fewer it starts earlier.");
    }

    private static List<String> advice(Job job, String heldBy, List<Device> devices, List<Job> ahead) {
        return Advice.of(job, overview(heldBy, job, ahead), devices, false, false);
    }

    private static Overview overview(String heldBy, Job job, List<Job> ahead) {
        return new Overview(Stream.concat(ahead.stream(), Stream.of(job)).toList(), ahead.size() + 1, heldBy, 0);
    }

    private static Job job(int place) { return waiting(place); }

    private static Job waiting(int place, String... needs) { return Jobs.of(State.QUEUED, place, QueueHouse.needs(needs), null, List.of(), null, null); }

    private static Device gpu(int index, long gigabytes, boolean drained) {
        return new Device(HERE, "house", "gpu-" + index, "cuda:0", "GPU " + index, 4, gigabytes * 1024, 64_000, drained, drained ? "Drained by Ada." : "", true, 0);
    }
}
