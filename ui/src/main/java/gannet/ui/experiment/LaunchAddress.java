package gannet.ui.experiment;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// The launch form as an address: only what differs from the defaults stands in it.
///
/// @param data the data set, if one is chosen    @param preset its name, empty if none    @param name of the experiment, empty to be named by Gannet
/// @param changes settings, as they were typed
record LaunchAddress(Optional<UUID> data, String preset, String name, SortedMap<String, String> changes) {
    LaunchAddress {
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    static LaunchAddress of(QueryParameters query) {
        var changes = new TreeMap<String, String>();
        query.getParameters().forEach((key, values) -> changes.put(key, values.getFirst()));
        var data = Optional.ofNullable(changes.remove("data")).flatMap(LaunchAddress::id);
        var preset = Optional.ofNullable(changes.remove("preset")).orElse("");
        var name = Optional.ofNullable(changes.remove("name")).orElse("");
        return new LaunchAddress(data, preset, name, changes);
    }

    Location location(String variant) {
        var query = new TreeMap<>(changes);
        data.ifPresent(id -> query.put("data", id.toString()));
        if (!preset.isEmpty()) {
            query.put("preset", preset);
        }
        if (!name.isEmpty()) {
            query.put("name", name);
        }
        Map<String, List<String>> parameters = query.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return new Location("launch/" + variant, new QueryParameters(parameters));
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
