package gannet.server.queue;

import gannet.spi.Param;

/// What a job asks for, and how it may be treated.
public record Needs(
        @Param(value = "NORMAL", label = "Priority", group = "Queue",
                help = "Who goes first; HIGH and URGENT are for maintainers and may take the place of lower runs") Priority priority,
        @Param(value = "1", min = 1, max = 64, label = "Devices", group = "Queue",
                help = "GPUs or processor slots of one machine; the run starts when all of them are free") int devices,
        @Param(value = "ANY", label = "Hardware", group = "Queue", advanced = true,
                help = "What it may train on; ANY takes a GPU where there is one") Hardware hardware,
        @Param(value = "0", min = 0, max = 10_000_000, label = "Device memory", group = "Queue", unit = "MB", advanced = true,
                help = "Memory that each GPU must have; 0 takes the forecast") int deviceMemory,
        @Param(value = "0", min = 0, max = 10_000_000, label = "Host memory", group = "Queue", unit = "MB", advanced = true,
                help = "Memory of the machine that is kept free for it; 0 takes the forecast") int hostMemory,
        @Param(value = "0", min = 0, max = 525_600, label = "Time limit", group = "Queue", unit = "min", advanced = true,
                help = "After so long on its devices it saves a checkpoint and stops; 0 for no limit") int timeLimit,
        @Param(value = "true", label = "May be preempted", group = "Queue", advanced = true,
                help = "Whether a run of a higher priority may take its place; it then goes on later exactly where it was") boolean preemptible) {}
