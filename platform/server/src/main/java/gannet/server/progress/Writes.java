package gannet.server.progress;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Statements that go to the database together, in their order: one way there and back, however many they are.
final class Writes {
    private final Connection connection;
    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Writes(Connection connection) { this.connection = connection; }

    /// @param given numbers, words, ids, and arrays of this, one for each `?`
    void add(String statement, @Nullable Object... given) {
        statements.add(statement);
        parameters.addAll(Arrays.asList(given));
    }

    /// An array for `unnest`, in which a row is what stands at one place of all arrays.
    Array array(String type, @Nullable Object[] values) throws SQLException { return connection.createArrayOf(type, values); }

    void send() throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(String.join(";\n", statements))) {
            int place = 1;
            for (var parameter : parameters) {
                statement.setObject(place++, parameter);
            }
            statement.execute();
        }
    }
}
