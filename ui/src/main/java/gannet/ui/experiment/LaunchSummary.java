package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.parameters.Problem;
import gannet.server.plugin.VariantCard;
import gannet.ui.Tip;
import gannet.ui.Words;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What stands beside the form: a picture, what would be trained and with how much memory, what is still wrong, and the button.
final class LaunchSummary extends Aside {
    private final Div problems = new Div();
    private final TextField name = new TextField("Name");
    private final Button launch = new Button("Launch");

    /// @param named called when another name was typed    @param launch by the button, or Ctrl and Enter
    LaunchSummary(VariantCard card, boolean mayLaunch, Runnable named, Runnable launch) {
        addClassNames("card", "launch-summary");
        if (card.hasPicture()) {
            add(Pictures.image(Pictures.ofVariant(card), "What " + card.title() + " makes", "cover"));
        }
        problems.addClassName("problems");
        problems.getElement().setAttribute("role", "status");
        name.setPlaceholder("Named after what differs");
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> named.run());
        this.launch.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        this.launch.addClassName("go");
        this.launch.setVisible(mayLaunch);
        this.launch.setDisableOnClick(true);
        Tip.on(this.launch, "Launch", "Ctrl + Enter");
        this.launch.addClickListener(click -> {
            try {
                launch.run();
            } finally {
                this.launch.setEnabled(true);
            }
        });
        this.launch.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
    }

    /// @param facts what stands between the picture and the button
    void lay(Component... facts) {
        add(facts);
        add(name, problems, launch);
    }

    /// What was typed, empty for a name made of what differs.
    String name() { return name.getValue().strip(); }

    void name(String value) { name.setValue(value); }

    void focusName() { name.focus(); }

    void launches(int runs) { launch.setText(runs == 1 ? "Launch" : "Launch " + Words.count(runs, "run", "runs")); }

    /// All problems at once, counted beside the button, each a way to its field.
    ///
    /// @param others those that no setting shows
    void tell(List<Problem> wrong, List<Problem> others, Function<Problem, String> inWords, Consumer<String> focus) {
        name.setErrorMessage(others.stream().filter(problem -> problem.where().equals("name")).map(Problem::message).findFirst().orElse(""));
        name.setInvalid(!name.getErrorMessage().isEmpty());
        problems.removeAll();
        if (wrong.isEmpty()) {
            return;
        }
        var count = new Span(Words.count(wrong.size(), "thing", "things") + " to mend before this can be launched");
        count.addClassNames("s", "bad", "b");
        problems.add(count);
        for (var problem : wrong) {
            var link = new NativeButton(inWords.apply(problem), click -> focus.accept(problem.where()));
            link.addClassName("problem");
            problems.add(link);
        }
    }
}
