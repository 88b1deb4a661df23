package gannet.ui.queue;

import com.vaadin.flow.component.html.Section;
import gannet.server.compute.Device;
import gannet.server.queue.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The devices, and on each what it trains and how far that is.
final class Lanes extends Section {
    private final Cancelling cancelling;
    private final Map<Device.Key, Lane> lanes = new LinkedHashMap<>();

    Lanes(Cancelling cancelling) {
        this.cancelling = cancelling;
        addClassName("lanes");
        getElement().setAttribute("aria-label", "Devices");
    }

    void show(List<Device> devices, List<Job> running) {
        if (!List.copyOf(lanes.keySet()).equals(devices.stream().map(Device::key).toList())) {
            lanes.clear();
            removeAll();
            for (var device : devices) {
                var lane = new Lane(device, cancelling);
                lanes.put(device.key(), lane);
                add(lane);
            }
        }
        lanes.forEach((device, lane) -> lane.show(running.stream().filter(job -> device.server().equals(job.server()) && job.devices().contains(device.id())).findFirst()));
    }
}
