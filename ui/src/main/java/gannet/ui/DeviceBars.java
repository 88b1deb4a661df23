package gannet.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.compute.Device;
import java.util.List;

/// How many devices are busy: one bar each. Leads to the queue.
final class DeviceBars extends Anchor {
    private final Span name = new Span();
    private final Span busy = new Span();
    private final Div bars = new Div();

    DeviceBars() {
        super("queue");
        addClassName("devices");
        bars.addClassName("bars");
        var line = new Div(name, busy);
        line.addClassName("line");
        add(line, bars);
    }

    void show(List<Device> devices) {
        long working = devices.stream().filter(device -> device.run() != 0).count();
        boolean onlyGpus = !devices.isEmpty() && devices.stream().allMatch(device -> device.id().startsWith("gpu"));
        boolean onlyCpus = devices.stream().allMatch(device -> device.id().startsWith("cpu"));
        name.setText(onlyGpus ? "GPUs" : onlyCpus ? "CPU" : "Devices");
        busy.setText(working == 0 ? "free" : devices.size() == 1 ? "busy" : working + " of " + devices.size() + " busy");
        if (bars.getComponentCount() != devices.size()) {
            bars.removeAll();
            devices.forEach(device -> bars.add(new Span()));
        }
        for (int i = 0; i < devices.size(); i++) {
            bars.getComponentAt(i).getElement().getClassList().set("busy", devices.get(i).run() != 0);
        }
        setVisible(!devices.isEmpty());
    }
}
