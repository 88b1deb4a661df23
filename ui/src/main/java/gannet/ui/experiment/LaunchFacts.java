package gannet.ui.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.server.dataset.DataSet;
import gannet.server.plugin.VariantCard;
import gannet.ui.DataWords;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long a training should take, and how often it sees each example.
final class LaunchFacts extends Div {
    private static final Schema TRAINING = Schema.of(Training.class);

    private final transient Visitor visitor;
    private final transient VariantCard card;

    LaunchFacts(Visitor visitor, VariantCard card) {
        this.visitor = visitor;
        this.card = card;
        addClassName("facts");
    }

    /// @param typed every setting with one value
    void show(SortedMap<String, String> typed, boolean several, Optional<DataSet> chosen) {
        removeAll();
        TimeEstimate.of(visitor, card, typed).ifPresent(estimate -> {
            var run = new Anchor("runs/" + estimate.run(), "run " + estimate.run());
            run.addClassName("more");
            var from = new Span(new Span("at the pace of "), run);
            from.addClassNames("s", "m3");
            add(fact(several ? "Time of each" : "Time", "about " + Words.duration(estimate.whole())), from);
        });
        chosen.ifPresent(set -> epochs(set, typed).ifPresent(epochs -> add(fact("Each " + DataWords.one(set) + " is seen", epochs))));
        setVisible(getComponentCount() > 0);
    }

    private static Optional<String> epochs(DataSet set, SortedMap<String, String> typed) {
        var ofTraining = new TreeMap<>(typed);
        ofTraining.keySet().retainAll(TRAINING.parameters().stream().map(Parameter::name).toList());
        var checked = TRAINING.check(ofTraining);
        if (!checked.problems().isEmpty() || set.count() == 0
                || !(checked.values().get("steps") instanceof Number steps) || !(checked.values().get("batchSize") instanceof Number batch)) {
            return Optional.empty();
        }
        double times = steps.doubleValue() * batch.doubleValue() / set.count();
        return Optional.of(times < 1 ? "less than once" : Words.count(Math.round(times), "time", "times"));
    }

    private static Div fact(String what, String value) {
        var figure = new Span(value);
        figure.addClassName("b");
        var name = new Span(what);
        name.addClassName("m3");
        var fact = new Div(name, figure);
        fact.addClassName("line");
        return fact;
    }
}
