package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import gannet.server.compute.Device;
import gannet.server.queue.History;
import gannet.server.queue.History.Ended;
import gannet.server.queue.State;
import gannet.ui.StateMark;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What has ended, day by day: how it ended, how long it waited and ran. It begins with a few, and goes back as far as one asks.
final class EndedTable extends Section {
    private static final int FIRST = 12;
    private static final int MORE = 50;

    private final transient Visitor visitor;
    private final transient Words words = Words.here();
    private final NativeTableBody body = new NativeTableBody();
    private final Button earlier = new Button("Show earlier", click -> earlier());
    private transient List<Ended> shown = List.of();
    private transient History.Filter filter = History.Filter.ALL;
    private transient List<Device> devices = List.of();
    private int wanted = FIRST;

    EndedTable(Visitor visitor) {
        this.visitor = visitor;
        addClassName("ended-jobs");
        var heads = new NativeTableRow();
        for (var head : List.of("", "Job", "Who", "Waited", "Ran", "On", "How it ended", "Ended")) {
            var cell = new NativeTableHeaderCell(head);
            cell.getElement().setAttribute("scope", "col");
            cell.addClassNames(head.equals("Waited") || head.equals("Ran") || head.equals("Ended") ? "n" : "head-cell");
            heads.add(cell);
        }
        var line = new Div(new H2("Ended"));
        line.addClassName("section");
        earlier.addThemeNames("small");
        earlier.addClassName("earlier");
        add(line, new NativeTable(new NativeTableHeader(heads), body), earlier);
    }

    void show(History.Filter now, List<Device> all) {
        if (!now.equals(filter)) {
            filter = now;
            wanted = FIRST;
        }
        devices = all;
        var first = page(Instant.now(), Math.min(wanted, MORE));
        // what was fetched before stays as it was: it is over
        var jobs = new ArrayList<>(first);
        if (!first.isEmpty()) {
            var last = first.getLast().ended();
            shown.stream().filter(ended -> ended.ended().isBefore(last)).limit(Math.max(0, wanted - first.size())).forEach(jobs::add);
        }
        fill(jobs);
        earlier.setVisible(jobs.size() >= wanted);
        setVisible(!jobs.isEmpty());
    }

    private void earlier() {
        var older = page(shown.getLast().ended(), MORE);
        var jobs = new ArrayList<>(shown);
        jobs.addAll(older);
        wanted = jobs.size();
        fill(jobs);
        earlier.setVisible(older.size() == MORE);
    }

    private List<Ended> page(Instant before, int most) { return visitor.services().history().page(visitor.person(), filter, before, most); }

    private void fill(List<Ended> jobs) {
        if (jobs.equals(shown) && body.getComponentCount() > 0) {
            return;
        }
        shown = List.copyOf(jobs);
        body.removeAll();
        LocalDate day = null;
        for (var ended : jobs) {
            var its = ended.ended().atZone(words.zone()).toLocalDate();
            if (!its.equals(day)) {
                day = its;
                body.add(day(its));
            }
            body.add(row(ended));
        }
    }

    private NativeTableRow day(LocalDate day) {
        var today = LocalDate.now(words.zone());
        var cell = new NativeTableCell(day.equals(today) ? "Today" : day.equals(today.minusDays(1)) ? "Yesterday"
                : DateTimeFormatter.ofPattern(day.isAfter(today.minusDays(7)) ? "EEEE" : "EEEE, d MMMM yyyy", Locale.ENGLISH).format(day));
        cell.getElement().setAttribute("colspan", "8");
        var row = new NativeTableRow(cell);
        row.addClassName("day");
        return row;
    }

    private NativeTableRow row(Ended ended) {
        var name = ended.run() == 0 ? new Span(JobWords.name(0, "", ended.team())) : new Anchor("runs/" + ended.run(), ended.name());
        name.addClassName("b");
        var when = new Span(DateTimeFormatter.ofPattern("HH:mm").format(ended.ended().atZone(words.zone())));
        when.setTitle(words.fullTime(ended.ended()));
        return new NativeTableRow(
                cell("nw", new StateMark(ended.state())), cell("", name), cell("m2", new Span(ended.run() == 0 ? ended.team() : ended.who())),
                cell("n m2", new Span(Words.duration(ended.waited()))), cell("n m2", new Span(ended.ran().isZero() ? "–" : Words.duration(ended.ran()))),
                cell("m2", new Span(place(ended))), cell("m2", new Span(how(ended))), cell("n m3", when));
    }

    private static NativeTableCell cell(String classes, com.vaadin.flow.component.Component content) {
        var cell = new NativeTableCell(content);
        if (!classes.isEmpty()) {
            cell.addClassNames(classes.split(" "));
        }
        return cell;
    }

    private String place(Ended ended) {
        return ended.devices().isEmpty() ? "–" : ended.devices().stream().map(id -> label(id, ended)).collect(Collectors.joining(", "));
    }

    private String label(String id, Ended ended) {
        return devices.stream().filter(device -> device.id().equals(id) && device.server().equals(ended.server())).findFirst()
                .map(device -> device.label().split(" · ", 2)[0]).orElse(id);
    }

    private static String how(Ended ended) {
        if (!ended.reason().isBlank() && ended.state() != State.SUCCEEDED) {
            return ended.reason();
        }
        return ended.run() == 0 ? "" : Words.count(ended.step(), "step", "steps");
    }
}
