package gannet.server.queue;

import gannet.server.compute.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Where waiting jobs should start, found from when they should: at its start a job takes the smallest devices that do, on the
/// server that has the fewest to spare, as the order itself does.
final class Seats {
    private static final Comparator<Device> SMALLEST = Comparator.comparingLong(Device::memory).thenComparing(Device::id);

    private final Map<UUID, List<Device>> servers = new LinkedHashMap<>();
    private final Map<Device.Key, Instant> free = new HashMap<>();

    private Seats(List<Device> devices) {
        devices.stream().filter(Device::takesJobs).sorted(SMALLEST).forEach(device -> servers.computeIfAbsent(device.server(), _ -> new ArrayList<>()).add(device));
    }

    /// @param jobs those at work and those that wait, which know when they should start    @return the devices of each that is known to fit, the first to start first
    static Map<Job, List<Device.Key>> foreseen(List<Device> devices, List<Job> jobs) {
        var seats = new Seats(devices);
        jobs.stream().filter(job -> job.state().isLive()).forEach(seats::hold);
        var foreseen = new LinkedHashMap<Job, List<Device.Key>>();
        jobs.stream().filter(job -> job.state() == State.QUEUED && job.expectedStart() != null).sorted(Comparator.comparing(Seats::start).thenComparingInt(Job::place))
                .forEach(job -> seats.seat(job).ifPresent(seat -> foreseen.put(job, seat)));
        return foreseen;
    }

    private static Instant start(Job job) { return Objects.requireNonNull(job.expectedStart()); }

    private static Instant end(Job job) { return Objects.requireNonNullElse(job.expectedEnd(), Instant.MAX); }

    private void hold(Job job) {
        var server = job.server();
        if (server != null) {
            // one that is leaving has no estimate of its own; whoever comes next was told when it should be gone
            var until = job.state().isLeaving() ? Instant.MIN : end(job);
            job.devices().forEach(device -> free.put(new Device.Key(server, device), until));
        }
    }

    private Optional<List<Device.Key>> seat(Job job) {
        return Stream.of(true, false).flatMap(gpu -> seat(job, gpu).stream()).findFirst().map(seat -> {
            seat.forEach(device -> free.put(device.key(), end(job)));
            return seat.stream().map(Device::key).toList();
        });
    }

    private Optional<List<Device>> seat(Job job, boolean gpu) {
        int wanted = job.needs().devices();
        return servers.values().stream().map(all -> all.stream().filter(device -> device.isGpu() == gpu && suits(job.needs(), device) && isFree(device, start(job))).toList())
                .filter(fitting -> fitting.size() >= wanted).min(Comparator.comparingInt(List::size)).map(fitting -> fitting.subList(0, wanted));
    }

    /// Two estimates of one moment may differ by a rounding.
    private boolean isFree(Device device, Instant then) { return !free.getOrDefault(device.key(), Instant.MIN).isAfter(then.plusSeconds(1)); }

    private static boolean suits(Needs needs, Device device) {
        return (!device.isGpu() || device.memory() >= needs.deviceMemory()) && switch (needs.hardware()) {
            case ANY -> true;
            case GPU -> device.isGpu();
            case CPU -> !device.isGpu();
        };
    }
}
