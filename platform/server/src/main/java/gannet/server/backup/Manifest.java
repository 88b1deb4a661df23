package gannet.server.backup;

import java.time.Instant;
import java.util.List;

/// What a backup holds and how it is checked. It is written last, so a backup that has one is whole.
///
/// @param schema the version of the schema, as its migrations count it
/// @param listing the file with a line of JSON, a [Content], for each file of the backup that is not of the database
record Manifest(int format, Instant made, String schema, List<Table> tables, List<Sequence> sequences, long files, Content listing) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";
    static final String LISTING = "files.jsonl";

    Manifest {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /// @param path below the backup, with "/"
    record Content(String path, long bytes, String sha256) {}

    record Table(String name, List<String> columns, long rows, Content content) {
        Table {
            columns = List.copyOf(columns);
        }
    }

    record Sequence(String name, long value) {}
}
