package gannet.server.table;

import java.util.List;
import java.util.UUID;

/// What somebody wants to see of a project's runs.
///
/// @param query as in [gannet.server.table.query.QueryParser]; empty for all that are not archived
/// @param sort a column's address, with "-" before it for descending; runs that have nothing there come last, the newest first
/// @param columns settings and metrics, by what people write for them
public record Look(UUID project, String query, String sort, List<String> columns) {
    public static final String NEWEST = "-number";

    public Look {
        columns = List.copyOf(columns);
    }

    public Look(UUID project, String query) { this(project, query, NEWEST, List.of()); }
}
