package gannet.server.table;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A statement that grows, and what is bound to its question marks. No text of a person's ever becomes part of it.
record Sql(StringBuilder text, List<Object> bound) {
    /// A text array, to be made where there is a connection.
    record Texts(List<String> all) {}

    record Numbers(List<Double> all) {}

    record Wholes(List<Long> all) {}

    Sql() { this(new StringBuilder(), new ArrayList<>()); }

    Sql add(String words, Object... values) {
        text.append(words);
        bound.addAll(List.of(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        bound.addAll(other.bound);
        return this;
    }

    static Texts texts(Collection<String> all) { return new Texts(List.copyOf(all)); }

    PreparedStatement prepared(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < bound.size(); i++) {
            switch (bound.get(i)) {
                case Texts(var all) -> statement.setArray(i + 1, array(connection, "text", all));
                case Numbers(var all) -> statement.setArray(i + 1, array(connection, "float8", all));
                case Wholes(var all) -> statement.setArray(i + 1, array(connection, "bigint", all));
                default -> statement.setObject(i + 1, bound.get(i));
            }
        }
        return statement;
    }

    private static Array array(Connection connection, String type, List<?> all) throws SQLException { return connection.createArrayOf(type, all.toArray()); }
}
