package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.QueryParameters;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.server.account.Policy.Action;
import gannet.server.dataset.DataSet;
import gannet.server.experiment.Experiments;
import gannet.server.experiment.ForkPoint;
import gannet.server.experiment.Launch;
import gannet.server.plugin.VariantCard;
import gannet.server.queue.Hardware;
import gannet.server.queue.Needs;
import gannet.ui.PageHead;
import gannet.ui.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The form of one variant: data, settings, what follows from them, and the way to the queue.
final class LaunchForm extends Div {
    private static final String NO_PRESET = "";
    private static final Schema TRAINING = Schema.of(Training.class);
    private static final Schema NEEDS = Schema.of(Needs.class);

    private final transient Visitor visitor;
    private final transient VariantCard card;
    private final SettingsForm settings;
    private final DataChoice data;
    private final Segments<String> presets;
    private final Paragraph presetHelp = new Paragraph();
    private final NetworkSummary networks = new NetworkSummary();
    private final MemoryBar memory = new MemoryBar(this::takeBatch);
    private final SweepPanel sweep;
    private final LaunchFacts facts;
    private final LaunchSummary summary;
    private final Optional<ForkPoint> from;
    private String preset;

    LaunchForm(Visitor visitor, VariantCard card, LaunchAddress address) {
        this.visitor = visitor;
        this.card = card;
        from = address.from();
        var dataSets = visitor.services().dataSets().list(visitor.person(), visitor.project().id());
        settings = new SettingsForm(card.settings(), Stream.concat(TRAINING.parameters().stream(), NEEDS.parameters().stream()).toList(), this::changed);
        data = new DataChoice(dataSets, card.title(), this::fit, this::changed, (setting, value) -> {
            settings.set(setting, value);
            changed();
        });
        sweep = new SweepPanel(Experiments.sweepable(card), Metrics.of(visitor, card), this::changed);
        facts = new LaunchFacts(visitor, card);
        summary = new LaunchSummary(card, visitor.may(Action.LAUNCH), this::keep, this::launch);
        presets = new Segments<>("Start from", this::take);
        preset = address.preset();
        if (card.presets().stream().noneMatch(one -> one.changes().isEmpty() && one.training().isEmpty())) {
            presets.choice(NO_PRESET, "Defaults", "Every setting as its author set it");
        }
        card.presets().forEach(one -> presets.choice(one.name(), SettingField.words(one.name()), one.help()));
        restore(address, dataSets);
        lay();
        judge();
    }

    private void restore(LaunchAddress address, List<DataSet> dataSets) {
        var values = presetChanges(preset);
        values.putAll(address.changes());
        values.keySet().removeIf(key -> !settings.has(key));
        settings.reset(values);
        sweep.restore(address.changes());
        summary.name(address.name());
        dataSets.stream().filter(set -> address.data().filter(set.id()::equals).isPresent()).findFirst()
                .or(() -> dataSets.stream().filter(set -> fit(set).fits()).findFirst())
                .ifPresent(data::choose);
        showPreset();
    }

    private SortedMap<String, String> presetChanges(String wanted) {
        return card.presets().stream().filter(one -> one.name().equals(wanted)).findFirst()
                .map(LaunchForm::changes).orElseGet(TreeMap::new);
    }

    /// A preset changes the variant's settings, and those that every run has.
    private static SortedMap<String, String> changes(VariantCard.Preset preset) {
        var changes = new TreeMap<>(preset.changes());
        changes.putAll(preset.training());
        return changes;
    }

    private void take(String wanted) {
        preset = wanted;
        settings.reset(presetChanges(wanted));
        changed();
    }

    /// A preset is shown as chosen only as long as the settings are its own.
    private void showPreset() {
        var changes = settings.changes();
        var same = card.presets().stream().filter(one -> settings.withoutDefaults(changes(one)).equals(changes)).findFirst();
        presets.show(same.map(VariantCard.Preset::name).orElse(changes.isEmpty() ? NO_PRESET : null));
        presetHelp.setText(same.map(VariantCard.Preset::help).orElse(""));
    }

    /* ---- the look ---- */

    private void lay() {
        var idea = new Paragraph(card.idea() + " ");
        idea.addClassName("idea");
        if (!card.paper().isEmpty()) {
            var paper = new Anchor(card.paper(), "The paper, " + card.year());
            paper.setTarget("_blank");
            paper.getElement().setAttribute("rel", "noopener");
            idea.add(paper);
        }
        var head = new PageHead("New run with " + card.title()).under("Launch", LaunchPage.class);
        var main = new Div();
        from.ifPresent(point -> main.add(new ForkNote(point, anew())));
        main.add(section("Data set", data));
        main.addClassName("questions");
        if (!card.presets().isEmpty()) {
            presetHelp.addClassNames("hint", "preset-help");
            main.add(section("Start from", presets, presetHelp));
        }
        main.add(settings);
        summary.lay(networks, memory, sweep, facts);
        var columns = new Div(main, summary);
        columns.addClassName("columns");
        add(head, idea, columns);
    }

    private static Div section(String heading, Component... content) {
        var section = new Div(new H2(heading));
        section.add(content);
        section.addClassName("group");
        return section;
    }

    /* ---- what follows from a change ---- */

    private void changed() {
        settings.mark();
        showPreset();
        judge();
        keep();
    }

    private void keep() {
        var base = presetChanges(preset);
        var changes = new TreeMap<>(settings.changes());
        // Under a preset the address tells what differs from that; a setting put back to its default differs too.
        base.forEach((setting, value) -> {
            if (value.equals(changes.get(setting))) {
                changes.remove(setting);
            } else {
                changes.putIfAbsent(setting, settings.typed().getOrDefault(setting, ""));
            }
        });
        changes.putAll(sweep.address());
        var address = new LaunchAddress(data.chosen().map(DataSet::id), preset, summary.name(), from, changes);
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, address.location(card.address())));
    }

    /// The same form without the checkpoint.
    private String anew() {
        var changes = new TreeMap<>(settings.changes());
        changes.putAll(sweep.address());
        return new LaunchAddress(data.chosen().map(DataSet::id), preset, summary.name(), Optional.empty(), changes)
                .location(card.address()).getPathWithQueryParameters();
    }

    private SortedMap<String, String> ofVariant() { return typedOf(card.settings()); }

    private SortedMap<String, String> ofTraining() { return typedOf(TRAINING.parameters()); }

    /// What the queue is told.
    private SortedMap<String, String> ofNeeds() { return typedOf(NEEDS.parameters()); }

    private SortedMap<String, String> typedOf(List<Parameter> parameters) {
        var typed = sweep.single(settings.typed());
        typed.keySet().retainAll(parameters.stream().map(Parameter::name).toList());
        return typed;
    }

    private Suitability fit(DataSet set) {
        return Suitability.of(visitor.services().experiments().verdict(visitor.person(), card.address(), ofVariant(), set), set, sweep.single(settings.typed()));
    }

    private void judge() {
        data.judgeAgain();
        var wrong = new ArrayList<>(visitor.services().variants().check(visitor.person(), card.address(), ofVariant()));
        boolean describable = wrong.isEmpty();
        var training = TRAINING.check(ofTraining());
        wrong.addAll(training.problems());
        wrong.addAll(visitor.services().variants().checkBatch(visitor.person(), card.address(), Settings.bind(Training.class, training.values()).batchSize()));
        wrong.addAll(NEEDS.check(ofNeeds()).problems());
        judgeSweep(wrong, training.values());
        data.chosen().map(this::fit).filter(fit -> !fit.fits())
                .ifPresent(fit -> wrong.add(Problem.user("dataSet", fit.reason())));
        if (!describable) {
            networks.stale();
        } else {
            try {
                networks.show(visitor.services().variants().networks(visitor.person(), card.address(), ofVariant()));
            } catch (ProblemException unbuildable) { // a file that holds no such network, say
                networks.stale();
                wrong.addAll(unbuildable.problems());
            }
        }
        showMemory();
        if (describable && training.problems().isEmpty() && training.values().get("steps") instanceof Number steps) {
            judgeFork(wrong, steps.longValue());
        }
        tell(wrong);
        facts.show(sweep.single(settings.typed()), sweep.sweep(settings.typed()).isPresent(), data.chosen());
    }

    private void judgeFork(List<Problem> wrong, long steps) {
        try {
            from.ifPresent(point -> wrong.addAll(visitor.services().experiments().misforks(visitor.person(), point, card, ofVariant(), steps)));
        } catch (ProblemException refused) {
            wrong.addAll(refused.problems());
        }
    }

    private void judgeSweep(List<Problem> wrong, Map<String, Object> training) {
        summary.launches(1);
        try {
            int runs = sweep.judge(settings.typed(), training.get("seed") instanceof Long seed ? seed : 1);
            summary.launches(runs);
        } catch (ProblemException refused) { // the first value of an axis is judged as the setting's own, too
            refused.problems().stream().filter(problem -> !wrong.contains(problem)).forEach(wrong::add);
        }
    }

    private void showMemory() {
        try {
            var hardware = NEEDS.check(ofNeeds()).values().get("hardware");
            memory.show(visitor.services().forecasts().forecast(visitor.person(), card.address(), ofVariant(), ofTraining()),
                    hardware == null ? Hardware.ANY : Hardware.valueOf(hardware.toString()));
        } catch (ProblemException unforeseen) { // what is wrong with the settings is told elsewhere
            memory.stale();
        }
    }

    private void takeBatch(int batch) {
        settings.set("batchSize", Integer.toString(batch));
        changed();
    }

    /* ---- launching ---- */

    private void launch() {
        var chosen = data.chosen();
        if (chosen.isEmpty()) {
            judge();
            data.complain("Choose the pictures it should learn from.");
            return;
        }
        try {
            var launched = visitor.services().experiments().launch(visitor.person(), new Launch(visitor.project().id(), card.address(), chosen.get().id(),
                    summary.name(), ofVariant(), ofTraining(), ofNeeds(), sweep.sweep(settings.typed()).orElse(null), from.orElse(null)));
            getUI().ifPresent(ui -> {
                if (launched.runs().size() == 1) {
                    ui.navigate("runs/" + launched.runs().getFirst().number());
                } else {
                    ui.navigate("runs", QueryParameters.of("experiment", launched.experiment().toString()));
                }
                ui.getPage().executeJs("window.scrollTo(0, 0)");
            });
        } catch (ProblemException refused) {
            tell(refused.problems());
            focus(refused.problems().getFirst().where());
        }
    }

    /// All problems at once: each at its field, and counted beside the button.
    private void tell(List<Problem> wrong) {
        var others = settings.complain(wrong);
        data.complain(others.stream().filter(problem -> problem.where().equals("dataSet")).map(Problem::message).findFirst().orElse(""));
        summary.tell(wrong, others, settings::inWords, this::focus);
    }

    private void focus(String where) {
        switch (where) {
            case "dataSet" -> data.scrollIntoView();
            case "name" -> summary.focusName();
            default -> {
                if (!sweep.focus(where)) {
                    settings.focusField(where);
                }
            }
        }
    }
}
