package gannet.ui.experiment;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import gannet.server.experiment.ForkPoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The launch form as an address: only what differs from the defaults stands in it.
///
/// @param data the data set, if one is chosen    @param preset its name, empty if none    @param name of the experiment, empty to be named by Gannet
/// @param from where it goes on, if not anew    @param changes settings, as they were typed
record LaunchAddress(Optional<UUID> data, String preset, String name, Optional<ForkPoint> from, SortedMap<String, String> changes) {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

    LaunchAddress {
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    static LaunchAddress of(QueryParameters query) {
        var changes = new TreeMap<String, String>();
        query.getParameters().forEach((key, values) -> changes.put(key, values.getFirst()));
        var data = Optional.ofNullable(changes.remove("data")).flatMap(LaunchAddress::id);
        var preset = Optional.ofNullable(changes.remove("preset")).orElse("");
        var name = Optional.ofNullable(changes.remove("name")).orElse("");
        return new LaunchAddress(data, preset, name, point(changes.remove("from"), changes.remove("at")), changes);
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
        from.ifPresent(point -> {
            query.put("from", Long.toString(point.run()));
            query.put("at", Long.toString(point.step()));
        });
        Map<String, List<String>> parameters = query.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return new Location("launch/" + variant, new QueryParameters(parameters));
    }

    private static Optional<ForkPoint> point(@Nullable String run, @Nullable String step) {
        return run != null && step != null && WHOLE.matcher(run).matches() && WHOLE.matcher(step).matches()
                ? Optional.of(new ForkPoint(Long.parseLong(run), Long.parseLong(step))) : Optional.empty();
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
