package gannet.ui.queue;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import gannet.server.compute.Device;
import gannet.server.team.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// What the page is about, as links to its other addresses: whose jobs, how much time, which device.
final class Choices {
    /// Whoever is in more teams reaches the others by their address.
    private static final int MOST_TEAMS = 3;

    private final Div who = segments("Whose jobs");
    private final Div time = segments("How much time the lanes show");
    private final Div device = new Div();

    Choices() { device.addClassName("chips"); }

    private static Div segments(String label) {
        var segments = new Div();
        segments.addClassName("seg");
        segments.getElement().setAttribute("role", "group").setAttribute("aria-label", label);
        return segments;
    }

    Div who() { return who; }

    Div time() { return time; }

    /// Seen while one device is chosen.
    Div device() { return device; }

    /// @param mine the projects that the visitor sees
    void show(QueueAddress address, List<Project> mine, List<Device> devices) {
        var teams = new LinkedHashMap<UUID, String>();
        mine.forEach(project -> teams.putIfAbsent(project.teamId(), project.teamName()));
        who.removeAll();
        who.add(choice(address.who(""), "Everyone", address.who().isEmpty()));
        teams.entrySet().stream().limit(MOST_TEAMS).forEach(team ->
                who.add(choice(address.who(team.getKey().toString()), team.getValue(), address.team().filter(team.getKey()::equals).isPresent())));
        who.add(choice(address.who(QueueAddress.MINE), "Mine", address.isMine()));
        time.removeAll();
        for (var window : Window.values()) {
            time.add(choice(address.window(window), window.title(), address.window() == window));
        }
        device.removeAll();
        address.device(devices).ifPresent(chosen -> {
            var chip = new Anchor(address.device("").path(), chosen.label() + " ×");
            chip.addClassName("chip");
            chip.setTitle("Show all devices");
            device.add(chip);
        });
        device.setVisible(device.getComponentCount() > 0);
    }

    private static Anchor choice(QueueAddress to, String text, boolean chosen) {
        var choice = new Anchor(to.path(), text);
        if (chosen) {
            choice.getElement().setAttribute("aria-current", "true");
        }
        return choice;
    }
}
