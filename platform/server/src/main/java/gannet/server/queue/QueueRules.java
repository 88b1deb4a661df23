package gannet.server.queue;

import gannet.spi.Param;
import java.time.Duration;

/// How the queue decides, as administrators set it.
public record QueueRules(
        @Param(value = "168", min = 1, max = 8760, label = "Use halves after", group = "Fair share", unit = "h",
                help = "How fast device time of the past stops to count against those who used it") int halfLife,
        @Param(value = "10", min = 2, max = 1000, label = "Overdue start every", group = "Patience", unit = "starts",
                help = "One start in so many goes to the job that has waited longest beyond its patience, so that nothing waits for ever") int agedEvery,
        @Param(value = "2", min = 1, max = 8760, label = "Patience of URGENT", group = "Patience", unit = "h", help = "Waiting longer than this is overdue") int urgentPatience,
        @Param(value = "8", min = 1, max = 8760, label = "Patience of HIGH", group = "Patience", unit = "h", help = "Waiting longer than this is overdue") int highPatience,
        @Param(value = "24", min = 1, max = 8760, label = "Patience of NORMAL", group = "Patience", unit = "h", help = "Waiting longer than this is overdue") int normalPatience,
        @Param(value = "72", min = 1, max = 8760, label = "Patience of LOW", group = "Patience", unit = "h", help = "Waiting longer than this is overdue") int lowPatience,
        @Param(value = "60", min = 0, max = 86_400, label = "Preempt after", group = "Preemption", unit = "s",
                help = "A run is not preempted if enough devices should come free by themselves within this time") int preemptAfter,
        @Param(value = "300", min = 1, max = 86_400, label = "Grace", group = "Preemption", unit = "s",
                help = "How long a preempted run has to save its checkpoint before its worker is killed") int grace,
        @Param(value = "0", min = 0, max = 100_000, label = "Devices of a person", group = "Limits", help = "How many devices one person's runs may hold at once; 0 for no limit") int personRunning,
        @Param(value = "2000", min = 0, max = 1_000_000, label = "Waiting runs of a person", group = "Limits", help = "How many of one person's runs may wait at once; 0 for no limit") int personQueued,
        @Param(value = "0", min = 0, max = 100_000, label = "Devices of a team", group = "Limits", help = "How many devices one team's runs may hold at once; 0 for no limit") int teamRunning,
        @Param(value = "0", min = 0, max = 1_000_000, label = "Waiting runs of a team", group = "Limits", help = "How many of one team's runs may wait at once; 0 for no limit") int teamQueued) {

    Duration patience(Priority priority) {
        return Duration.ofHours(switch (priority) {
            case URGENT -> urgentPatience;
            case HIGH -> highPatience;
            case NORMAL -> normalPatience;
            case LOW -> lowPatience;
        });
    }

    Duration halfLifeTime() { return Duration.ofHours(halfLife); }
}
