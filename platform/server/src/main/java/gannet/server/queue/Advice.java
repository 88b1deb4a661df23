package gannet.server.queue;

import gannet.server.compute.Device;
import gannet.server.queue.Outlook.Overview;
import java.util.ArrayList;
import java.util.List;

/// What would let a waiting job start earlier, in sentences for the one who asks.
public final class Advice {
    private Advice() {}

    /// @param overview as the same reader sees it, the job in it    @param devices all there are
    /// @param hurries whether the reader may give higher priorities    @param administrator whether the reader may change the order
    public static List<String> of(Job job, Overview overview, List<Device> devices, boolean hurries, boolean administrator) {
        var advice = new ArrayList<String>();
        if (!overview.heldBy().isEmpty()) {
            advice.add("Nothing starts until " + overview.heldBy() + " or another administrator releases the queue.");
        }
        var ahead = overview.jobs().stream().filter(other -> other.state() == State.QUEUED && other.place() > 0 && other.place() < job.place()).toList();
        needs(job, devices, advice);
        closed(job, devices, advice);
        long own = ahead.stream().filter(Job::own).filter(other -> other.needs().priority() == job.needs().priority()).count();
        if (job.own() && own > 0) {
            advice.add((own == 1 ? "Another job" : own + " other jobs") + " of yours " + (own == 1 ? "stands" : "stand") + " ahead of it: drag it up, or pause " + (own == 1 ? "that one." : "those."));
        }
        if (!ahead.isEmpty() && administrator) {
            advice.add("You may move it to the top.");
        }
        boolean outranked = ahead.stream().anyMatch(other -> other.needs().priority().compareTo(job.needs().priority()) >= 0);
        if (outranked && job.needs().priority() != Priority.URGENT) {
            advice.add(hurries || job.needs().priority() == Priority.LOW
                    ? "A higher priority than " + word(job.needs().priority()) + " lets it go first."
                    : "A maintainer of its team may give it a higher priority than " + word(job.needs().priority()) + ".");
        }
        return List.copyOf(advice);
    }

    private static void needs(Job job, List<Device> devices, List<String> advice) {
        var open = devices.stream().filter(Device::takesJobs).toList();
        boolean idleSlot = open.stream().anyMatch(device -> device.run() == 0 && !device.isGpu());
        if (job.needs().hardware() == Hardware.GPU && idleSlot) {
            advice.add("A processor slot is free. Launched with hardware ANY it could train there, more slowly.");
        }
        if (job.needs().devices() > 1) {
            advice.add("It waits until %d devices of one machine are free together; with fewer it starts earlier.".formatted(job.needs().devices()));
        }
        long largeEnough = open.stream().filter(Device::isGpu).filter(device -> device.memory() >= job.needs().deviceMemory()).count();
        long gpus = open.stream().filter(Device::isGpu).count();
        if (job.needs().deviceMemory() > 0 && largeEnough < gpus && job.needs().hardware() != Hardware.CPU) {
            advice.add("Only %d of %d GPUs have the %,d MB that it asks for; a smaller batch needs less.".formatted(largeEnough, gpus, job.needs().deviceMemory()));
        }
    }

    private static void closed(Job job, List<Device> devices, List<String> advice) {
        devices.stream().filter(device -> device.drained() && device.alive() && suits(job.needs(), device)).findFirst()
                .ifPresent(device -> advice.add(device.label() + " is drained; it could take this job once an administrator enables it."));
    }

    private static boolean suits(Needs needs, Device device) {
        return (!device.isGpu() || device.memory() >= needs.deviceMemory()) && (needs.hardware() == Hardware.ANY || (needs.hardware() == Hardware.GPU) == device.isGpu());
    }

    private static String word(Priority priority) {
        return switch (priority) {
            case LOW -> "low";
            case NORMAL -> "normal";
            case HIGH -> "high";
            case URGENT -> "urgent";
        };
    }
}
