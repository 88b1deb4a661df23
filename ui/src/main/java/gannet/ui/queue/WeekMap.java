package gannet.ui.queue;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.dom.Element;
import gannet.server.queue.Rulebook.Share;
import gannet.server.queue.Usage.Hour;
import gannet.ui.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The use of the devices over the week, of all teams or of one.
@JsModule("./queue/gannet-heat.ts")
final class WeekMap extends Section {
    private static final Choice EVERYBODY = new Choice(Optional.empty(), "All teams");

    private final Element map = new Element("gannet-heat");
    private final Select<Choice> team = new Select<>();
    private final Div part = new Div();
    private final transient Words words = Words.here();
    private transient List<Hour> hours = List.of();
    private transient List<Choice> choices = List.of();
    private int devices;

    private record Choice(Optional<UUID> team, String name) {}

    WeekMap() {
        team.setAriaLabel("Team");
        team.addThemeNames("small");
        team.setItemLabelGenerator(Choice::name);
        team.addValueChangeListener(change -> draw());
        part.addClassNames("s", "m3");
        var head = new Div(new H2("Use over the week"), team);
        head.addClassName("use-head");
        add(head);
        getElement().appendChild(map);
        add(part);
    }

    void show(List<Hour> week, List<Share> teams, int count) {
        hours = week;
        devices = count;
        var now = Stream.concat(Stream.of(EVERYBODY), teams.stream().map(one -> new Choice(Optional.of(one.team()), one.name()))).toList();
        if (!now.equals(choices)) {
            var chosen = team.getValue();
            choices = now;
            team.setItems(now);
            team.setValue(chosen != null && now.contains(chosen) ? chosen : EVERYBODY);
            team.setVisible(teams.size() > 1);
        }
        draw();
    }

    private void draw() {
        var chosen = team.getValue() == null ? EVERYBODY : team.getValue();
        var week = Week.of(hours, chosen.team(), devices, Instant.now(), words.zone());
        var sentence = Math.round(week.part() * 100) + " % of the device time" + (chosen.team().isEmpty() ? "" : " by " + chosen.name());
        part.setText(sentence);
        map.setPropertyList("days", week.days());
        map.setProperty("full", devices == 1 ? "busy" : "all " + devices + " busy");
        map.setProperty("summary", "Use of the devices in the last seven days, hour by hour: " + sentence);
    }
}
