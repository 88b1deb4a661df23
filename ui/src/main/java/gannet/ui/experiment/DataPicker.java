package gannet.ui.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Glyph;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Chooses a data set by its pictures. Those that do not fit stand below, with the reason.
final class DataPicker extends Dialog {
    private final transient Function<DataSet, Suitability> fit;

    DataPicker(List<DataSet> dataSets, Function<DataSet, Suitability> fit, Consumer<DataSet> chosen) {
        this.fit = fit;
        setHeaderTitle("Which data set?");
        addClassName("data-picker");
        setWidth("680px");
        var grid = new Grid<DataSet>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.addComponentColumn(this::row).setFlexGrow(1);
        grid.setItems(dataSets.stream().sorted(Comparator.comparing(data -> !fit.apply(data).fits())).toList());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        if (dataSets.size() <= 5) {
            grid.setAllRowsVisible(true);
        } else {
            grid.setHeight("460px");
        }
        grid.addItemClickListener(click -> choose(click.getItem(), chosen));
        var bring = new Anchor("data", Glyph.UPLOAD.icon(14), new Span("Bring your own pictures"));
        bring.addClassName("btn");
        var cancel = new Button("Cancel", click -> close());
        getFooter().add(bring, cancel);
        add(grid);
    }

    private void choose(DataSet data, Consumer<DataSet> chosen) {
        if (fit.apply(data).fits()) {
            chosen.accept(data);
            close();
        }
    }

    private Div row(DataSet data) {
        var verdict = fit.apply(data);
        var name = new Span(data.name());
        name.addClassName("b");
        var version = new Span(" version " + data.version());
        version.addClassName("m3");
        var title = new Div(name, version);
        var facts = new Span(DataWords.facts(data));
        facts.addClassNames("s", "m2");
        var words = new Span(verdict.fits() ? "Fits" : verdict.reason());
        words.addClassNames("s", verdict.fits() ? "ok" : "warn");
        var text = new Div(title, facts, words);
        text.addClassName("text");
        var row = new Div(Pictures.image(Pictures.wall(data, 3, 1, 112), "", "wall"), text);
        row.addClassName("data-row");
        row.getElement().getClassList().set("unfit", !verdict.fits());
        return row;
    }
}
