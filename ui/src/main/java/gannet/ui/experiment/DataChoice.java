package gannet.ui.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Glyph;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The data set of a launch: its pictures, whether it fits, and what would make it fit better.
final class DataChoice extends Div {
    private final transient List<DataSet> all;
    private final String variant;
    private final transient Runnable onChange;
    private final transient BiConsumer<String, String> change;
    private transient @Nullable DataSet chosen;
    private final transient Function<DataSet, Suitability> judge;
    private String problem = "";

    /// @param judge by the settings of the moment    @param change sets a setting to a value, as advised
    DataChoice(List<DataSet> all, String variant, Function<DataSet, Suitability> judge, Runnable onChange, BiConsumer<String, String> change) {
        this.all = all;
        this.variant = variant;
        this.judge = judge;
        this.onChange = onChange;
        this.change = change;
        addClassNames("card", "data-choice");
    }

    Optional<DataSet> chosen() { return Optional.ofNullable(chosen); }

    void choose(DataSet data) {
        chosen = data;
        problem = "";
        draw();
    }

    /// The settings changed, and with them perhaps the verdict.
    void judgeAgain() { draw(); }

    void complain(String message) {
        problem = message;
        draw();
    }

    void open() { picker().open(); }

    private DataPicker picker() {
        return new DataPicker(all, judge, data -> {
            choose(data);
            onChange.run();
        });
    }

    private void draw() {
        removeAll();
        var data = chosen;
        if (data == null) {
            var words = new Paragraph(all.isEmpty() ? "There are no pictures to learn from yet." : "Choose the pictures it should learn from.");
            words.addClassName(problem.isEmpty() ? "m2" : "bad");
            var bring = new Anchor("data", "Bring pictures");
            bring.addClassName("btn");
            add(words, all.isEmpty() ? bring : new Button("Choose…", click -> open()));
            return;
        }
        var name = new Span(data.name());
        name.addClassName("b");
        var version = new Span(" version " + data.version());
        version.addClassName("m3");
        var facts = new Paragraph(DataWords.facts(data));
        facts.addClassNames("s", "m2");
        var text = new Div(new Div(name, version), facts, verdict(data));
        text.addClassName("text");
        var address = new Anchor("data/" + data.id(), Pictures.image(Pictures.wall(data, 3, 1, 112), "Pictures of " + data.name(), "wall"));
        address.setTitle("Look at the data set");
        add(address, text, new Button("Change…", click -> open()));
    }

    private Div verdict(DataSet data) {
        var verdict = new Div();
        verdict.addClassName("verdict");
        var fit = judge.apply(data);
        if (!problem.isEmpty() || !fit.fits()) {
            verdict.add(line(Glyph.ALERT, problem.isEmpty() ? fit.reason() : problem, "bad"));
            return verdict;
        }
        var line = line(Glyph.CHECK, fit.note().isEmpty() ? "Fits " + variant + ". Nothing to fix." : "Fits " + variant + ". " + fit.note(), "ok");
        // Where the pictures are taken as they are, there is nothing to improve.
        for (var advice : fit.note().isEmpty() ? List.<Suitability.Advice>of() : fit.advice()) {
            var button = new Button(advice.label(), click -> change.accept(advice.setting(), advice.value()));
            button.addThemeNames("small");
            line.add(button);
        }
        verdict.add(line);
        return verdict;
    }

    private static Div line(Glyph glyph, String sentence, String colour) {
        var line = new Div(glyph.icon(13), new Span(sentence));
        line.addClassNames("s", colour, "line");
        return line;
    }
}
