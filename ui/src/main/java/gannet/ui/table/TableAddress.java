package gannet.ui.table;

import com.vaadin.flow.router.QueryParameters;
import gannet.server.table.Look;
import gannet.server.table.query.QueryParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What the address of the table of runs says. Everything that a person chose stands in it.
///
/// @param query as typed    @param state "" or a group of states    @param experiment "" or an id    @param sort a column's address, "-" before it for descending
/// @param columns settings and metrics, by address    @param group the column by which is grouped, or ""
public record TableAddress(String query, String state, String experiment, String sort, List<String> columns, String group) {
    public TableAddress {
        columns = List.copyOf(columns);
    }

    public static TableAddress of(QueryParameters parameters) {
        return new TableAddress(one(parameters, "q"), one(parameters, "state"), one(parameters, "experiment"),
                parameters.getSingleParameter("sort").filter(sort -> !sort.isBlank()).map(sort -> sort.replaceFirst("created$", "number")).orElse(Look.NEWEST),
                Arrays.stream(one(parameters, "cols").split(",", -1)).map(String::strip).filter(name -> !name.isEmpty()).distinct().toList(), one(parameters, "group"));
    }

    private static String one(QueryParameters parameters, String name) { return parameters.getSingleParameter(name).orElse(""); }

    public TableAddress query(String other) { return new TableAddress(other, state, experiment, sort, columns, group); }

    public TableAddress state(String other) { return new TableAddress(query, other, experiment, sort, columns, group); }

    public TableAddress sort(String other) { return new TableAddress(query, state, experiment, other, columns, group); }

    public TableAddress columns(List<String> other) { return new TableAddress(query, state, experiment, sort, other, group); }

    public TableAddress group(String other) { return new TableAddress(query, state, experiment, sort, columns, other); }

    /// For the server: the segment's states and the experiment are conditions like any other.
    public Look look(UUID project) { return new Look(project, all(), sort, columns); }

    /// The same without what was typed.
    public Look everything(UUID project) { return new Look(project, experiment.isEmpty() ? "" : "experiment:" + QueryParser.written(experiment)); }

    private String all() {
        return query + (state.isEmpty() || state.equals("all") ? "" : " state:" + state) + (experiment.isEmpty() ? "" : " experiment:" + QueryParser.written(experiment));
    }

    /// What follows the question mark.
    public String parameters() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("q", query);
        parts.put("state", state.equals("all") ? "" : state);
        parts.put("experiment", experiment);
        parts.put("sort", sort.equals(Look.NEWEST) ? "" : sort);
        parts.put("cols", String.join(",", columns));
        parts.put("group", group);
        return parts.entrySet().stream().filter(part -> !part.getValue().isEmpty()).map(TableAddress::pair).collect(Collectors.joining("&"));
    }

    public String path() { return parameters().isEmpty() ? "runs" : "runs?" + parameters(); }

    /// Where the same rows come as a file.
    public String csv(UUID project) {
        var all = new LinkedHashMap<String, String>();
        all.put("q", all());
        all.put("sort", sort);
        all.put("columns", String.join(",", columns));
        return "/api/v1/projects/" + project + "/runs.csv?" + all.entrySet().stream().map(TableAddress::pair).collect(Collectors.joining("&"));
    }

    private static String pair(Map.Entry<String, String> part) { return part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8).replace("+", "%20"); }
}
