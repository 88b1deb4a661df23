package gannet.server.queue.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param weight its due part is this among the sum of those who want something    @param use recent device-seconds
/// @param mostRunning devices that it may hold at once, null for no limit
public record TeamShare(UUID team, double weight, double use, @Nullable Integer mostRunning) {}
