package gannet.ui.experiment;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.ui.Visitor;

/// What the worker printed, read when somebody opens it or looks for words in it.
final class RunOutput extends Details {
    private static final int LINES = 500;
    private static final int PAUSE = 250; // ms

    private final transient Visitor visitor;
    private final Pre lines = new Pre();
    private final TextField words = new TextField();
    private final long run;

    RunOutput(Visitor visitor, long run) {
        super("What the worker printed");
        this.visitor = visitor;
        this.run = run;
        addClassName("quiet");
        lines.addClassName("output");
        lines.getElement().setAttribute("tabindex", "0");
        words.setPlaceholder("Find lines with…");
        words.setAriaLabel("Find lines in what the worker printed");
        words.setClearButtonVisible(true);
        words.setWidthFull();
        words.setMaxLength(200);
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setValueChangeTimeout(PAUSE);
        words.addValueChangeListener(change -> read());
        add(words, lines);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                read();
            }
        });
    }

    private void read() {
        var sought = words.getValue().strip();
        var printed = visitor.services().runs().log(visitor.person(), run, LINES, sought);
        lines.setText(!printed.isEmpty() ? String.join("\n", printed) : sought.isEmpty() ? "Nothing yet." : "No line has “" + sought + "” in it.");
        lines.getElement().executeJs("this.scrollTop = this.scrollHeight");
    }
}
