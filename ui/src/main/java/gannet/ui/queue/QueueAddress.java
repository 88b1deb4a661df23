package gannet.ui.queue;

import com.vaadin.flow.router.QueryParameters;
import gannet.server.compute.Device;
import gannet.server.queue.History;
import gannet.server.queue.Job;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the address of the queue's page says: whose jobs, on which device, over how much time.
///
/// @param who "" for everybody, "mine", or a team's id    @param device "" for all, or "cpu-0", with its server's id before it where there are several
record QueueAddress(String who, String device, Window window) {
    static final String MINE = "mine";

    static QueueAddress of(QueryParameters query) {
        return new QueueAddress(query.getSingleParameter("who").orElse(""), query.getSingleParameter("device").orElse(""), Window.of(query.getSingleParameter("time").orElse("")));
    }

    QueueAddress who(String other) { return new QueueAddress(other, device, window); }

    QueueAddress device(String other) { return new QueueAddress(who, other, window); }

    QueueAddress window(Window other) { return new QueueAddress(who, device, other); }

    boolean isMine() { return who.equals(MINE); }

    Optional<UUID> team() {
        try {
            return who.isEmpty() || isMine() ? Optional.empty() : Optional.of(UUID.fromString(who));
        } catch (IllegalArgumentException nobody) { // somebody typed it
            return Optional.empty();
        }
    }

    boolean concerns(Job job) { return isMine() ? job.own() : team().map(job.team()::equals).orElse(true); }

    /// How a device is called in the address.
    static String name(Device device, List<Device> all) {
        boolean several = all.stream().map(Device::server).distinct().count() > 1;
        return several ? device.server() + "/" + device.id() : device.id();
    }

    Optional<Device> device(List<Device> all) { return all.stream().filter(one -> name(one, all).equals(device)).findFirst(); }

    History.Filter filter(UUID person, List<Device> all) {
        return new History.Filter(isMine() ? person : null, team().orElse(null), device(all).map(Device::key).orElse(null));
    }

    String path() {
        var query = new ArrayList<String>();
        if (!who.isEmpty()) {
            query.add("who=" + encoded(who));
        }
        if (!device.isEmpty()) {
            query.add("device=" + encoded(device));
        }
        if (window != Window.DAY) {
            query.add("time=" + window.address());
        }
        return query.isEmpty() ? "queue" : "queue?" + String.join("&", query);
    }

    private static String encoded(String value) { return URLEncoder.encode(value, StandardCharsets.UTF_8); }
}
