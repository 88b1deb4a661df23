package gannet.ui.queue;

import gannet.server.queue.Hardware;
import gannet.server.queue.Job;
import gannet.server.queue.Needs;
import gannet.server.queue.Priority;
import gannet.ui.Words;

/// What is said of a job.
final class JobWords {
    private JobWords() {}

    /// Its run's name; one of a project that is not shared with the reader has none.
    static String name(long run, String name, String team) { return run != 0 ? name : team.isEmpty() ? "A job of another team" : "A job of " + team; }

    static String name(Job job) { return name(job.run(), job.runName(), job.teamName()); }

    static String who(Job job) { return job.run() == 0 ? "Another team" : job.launchedBy(); }

    /// "1 GPU, 12 GB"
    static String needs(Needs needs) {
        var hardware = needs.hardware();
        var devices = hardware == Hardware.GPU ? Words.count(needs.devices(), "GPU", "GPUs")
                : hardware == Hardware.CPU ? Words.count(needs.devices(), "CPU slot", "CPU slots") : Words.count(needs.devices(), "device", "devices");
        long memory = needs.deviceMemory() > 0 && hardware != Hardware.CPU ? needs.deviceMemory() : needs.hostMemory();
        return devices + (memory == 0 ? "" : ", " + memory(memory));
    }

    private static String memory(long megabytes) {
        if (megabytes < 1000) {
            return megabytes + " MB";
        }
        long tenths = Math.round(megabytes / 102.4);
        return (tenths % 10 == 0 || tenths >= 100 ? Words.count(Math.round(tenths / 10.0)) : tenths / 10.0) + " GB";
    }

    static String priority(Priority priority) {
        return switch (priority) {
            case LOW -> "Low";
            case NORMAL -> "Normal";
            case HIGH -> "High";
            case URGENT -> "Urgent";
        };
    }

    static String progress(Job job) {
        return (job.run() == 0 ? "train" : "run " + job.run()) + " · " + Words.count(job.steps(), "step", "steps") + (job.step() > 0 ? ", goes on from " + Words.count(job.step()) : "");
    }
}
