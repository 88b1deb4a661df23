package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.compute.Device;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID HERE = new UUID(0, 1);
    private static final UUID THERE = new UUID(0, 2);

    @Test void aJobTakesTheDeviceThatIsFreeWhenItShouldStart() {
        var devices = List.of(gpu(HERE, 0, 80, false), gpu(HERE, 1, 80, false));
        var jobs = List.of(live("gpu-0", at(60)), live("gpu-1", at(30)), waiting(1, "GPU", 1, 0, at(30), at(90)), waiting(2, "GPU", 1, 0, at(60), null));
        assertThat(seats(devices, jobs)).containsExactly(List.of("gpu-1"), List.of("gpu-0"));
    }

    @Test void theSmallestDeviceThatDoesIsTakenAndAGpuBeforeAProcessorSlot() {
        var devices = List.of(gpu(HERE, 0, 80, false), gpu(HERE, 1, 24, false), cpu(HERE, 0));
        var jobs = List.of(waiting(1, "ANY", 1, 12_000, at(0), at(60)), waiting(2, "ANY", 1, 40_000, at(0), at(60)), waiting(3, "CPU", 1, 0, at(0), at(60)));
        assertThat(seats(devices, jobs)).containsExactly(List.of("gpu-1"), List.of("gpu-0"), List.of("cpu-0"));
    }

    @Test void severalDevicesAreOfOneServer() {
        var devices = List.of(gpu(HERE, 0, 80, false), gpu(THERE, 0, 80, false), gpu(THERE, 1, 80, false));
        assertThat(Seats.foreseen(devices, List.of(waiting(1, "GPU", 2, 0, at(0), at(60)))).values())
                .containsExactly(List.of(new Device.Key(THERE, "gpu-0"), new Device.Key(THERE, "gpu-1")));
    }

    @Test void nothingIsForeseenOnADrainedDeviceNorBehindAJobOfUnknownLength() {
        var devices = List.of(gpu(HERE, 0, 80, true), gpu(HERE, 1, 80, false));
        assertThat(seats(devices, List.of(live("gpu-1", null), waiting(1, "GPU", 1, 0, at(60), at(90)), waiting(2, "GPU", 1, 0, null, null)))).isEmpty();
    }

    private static List<List<String>> seats(List<Device> devices, List<Job> jobs) {
        return Seats.foreseen(devices, jobs).values().stream().map(seat -> seat.stream().map(Device.Key::id).toList()).toList();
    }

    private static Instant at(long minutes) { return NOW.plusSeconds(minutes * 60); }

    private static Device gpu(UUID server, int index, long gigabytes, boolean drained) {
        return new Device(server, "house", "gpu-" + index, "cuda:0", "GPU " + index, 4, gigabytes * 1024, 64_000, drained, "", true, 0);
    }

    private static Device cpu(UUID server, int index) { return new Device(server, "house", "cpu-" + index, "cpu", "CPU slot", 2, 0, 64_000, false, "", true, 0); }

    private static Job live(String device, @Nullable Instant end) { return Jobs.of(State.RUNNING, 0, QueueHouse.needs("hardware", "GPU"), HERE, List.of(device), null, end); }

    private static Job waiting(int place, String hardware, int devices, int memory, @Nullable Instant start, @Nullable Instant end) {
        var needs = QueueHouse.needs("hardware", hardware, "devices", Integer.toString(devices), "deviceMemory", Integer.toString(memory));
        return Jobs.of(State.QUEUED, place, needs, null, List.of(), start, end);
    }
}
