package gannet.ui.queue;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import gannet.server.compute.Device;
import gannet.server.queue.State;
import gannet.server.queue.Timetable;
import gannet.server.queue.Timetable.Tense;
import gannet.ui.StateMark;
import gannet.ui.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The devices over time: what each held, holds and should hold next. The browser draws them and keeps the clock.
@Tag("gannet-lanes")
@JsModule("./queue/gannet-lanes.ts")
final class LaneBoard extends Component implements HasStyle {
    /// @param closed why it takes no new runs, empty if it does    @param chosen whether the page shows it alone
    public record Shown(String key, String name, String about, String closed, boolean open, boolean drained, boolean chosen, List<Bar> entries) {}

    /// Times are milliseconds since 1970.
    ///
    /// @param to 0 if nobody knows    @param done part of its steps    @param dim whether it is none of those that the page is about
    public record Bar(String job, long run, String name, String who, Tense tense, State state, String word, boolean stoppable, boolean dim, long from, long to, double done) {}

    LaneBoard() {
        getElement().setAttribute("role", "region").setAttribute("aria-label", "Devices");
    }

    /// @param what "stop", "drain", "enable" or "choose", with the job's id or the device's name
    void onAsk(BiConsumer<String, String> asked) {
        getElement().addEventListener("ask", event -> asked.accept(
                event.getEventData().get("event.detail.what").asString(), event.getEventData().get("event.detail.key").asString()))
                .addEventData("event.detail.what").addEventData("event.detail.key");
    }

    /// A few seconds have gone by on a page that somebody looks at.
    void onBeat(Runnable refresh) { getElement().addEventListener("beat", event -> refresh.run()); }

    /// Beats once, after this time.
    void beatIn(Duration pause) {
        getElement().executeJs("clearTimeout(this.soon); this.soon = setTimeout(() => this.dispatchEvent(new CustomEvent('beat')), $0)", (int) pause.toMillis());
    }

    /// @param concerns which of them the page is about
    void show(List<Timetable.Lane> lanes, QueueAddress address, boolean administrator, Predicate<Timetable.Entry> concerns) {
        var devices = lanes.stream().map(Timetable.Lane::device).toList();
        var chosen = address.device(devices);
        var all = lanes.stream().filter(lane -> chosen.isEmpty() || lane.device().equals(chosen.get())).toList();
        var gangs = all.stream().flatMap(lane -> lane.entries().stream()).filter(entry -> entry.tense() != Tense.PAST).collect(Collectors.groupingBy(Timetable.Entry::job, Collectors.counting()));
        var counted = new HashMap<UUID, Integer>();
        getElement().setProperty("back", address.window().back().toMillis());
        getElement().setProperty("ahead", address.window().ahead().toMillis());
        getElement().setProperty("administrator", administrator);
        getElement().setPropertyList("lanes", all.stream().map(lane -> shown(lane, devices, chosen.isPresent(), gangs, counted, concerns)).toList());
        getElement().setProperty("at", Instant.now().toEpochMilli());
    }

    private static Shown shown(
            Timetable.Lane lane, List<Device> devices, boolean chosen, Map<UUID, Long> gangs, Map<UUID, Integer> counted, Predicate<Timetable.Entry> concerns) {
        var device = lane.device();
        var parts = device.label().replace(" on " + device.serverName(), "").split(" · ", 2);
        var about = parts.length > 1 ? parts[1] : Words.count(device.threads(), "thread", "threads");
        boolean several = devices.stream().map(Device::server).distinct().count() > 1;
        return new Shown(QueueAddress.name(device, devices), parts[0], several ? about + " · " + device.serverName() : about, closed(device), device.takesJobs(), device.drained(), chosen,
                lane.entries().stream().map(entry -> bar(entry, gangs, counted, concerns)).toList());
    }

    private static String closed(Device device) { return !device.alive() ? "Silent: its server is not heard of" : device.drained() ? device.drainedWhy() : ""; }

    private static Bar bar(Timetable.Entry entry, Map<UUID, Long> gangs, Map<UUID, Integer> counted, Predicate<Timetable.Entry> concerns) {
        long parts = entry.tense() == Tense.PAST ? 1 : gangs.getOrDefault(entry.job(), 1L);
        var part = parts == 1 ? "" : " (%d of %d)".formatted(counted.merge(entry.job(), 1, Integer::sum), parts);
        var to = entry.to();
        return new Bar(entry.job().toString(), entry.run(), JobWords.name(entry.run(), entry.name(), entry.teamName()) + part, entry.who(), entry.tense(), entry.state(), word(entry),
                entry.steerable() && !entry.state().isLeaving(), !concerns.test(entry), entry.from().toEpochMilli(), to == null ? 0 : to.toEpochMilli(), entry.done());
    }

    private static String word(Timetable.Entry entry) {
        return switch (entry.tense()) {
            case PAST -> entry.state() == State.PREEMPTING ? "Went back to the queue" : StateMark.word(entry.state());
            case PRESENT -> StateMark.word(entry.state());
            case FUTURE -> "Should come next";
        };
    }
}
