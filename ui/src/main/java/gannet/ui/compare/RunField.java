package gannet.ui.compare;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.renderer.LitRenderer;
import gannet.server.experiment.Run;
import gannet.server.experiment.Runs;
import gannet.ui.Visitor;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;

/// Finds a run of the project by a part of its name and hands it over, page by page from the server.
final class RunField extends ComboBox<Run> {
    RunField(Visitor visitor, LongConsumer chosen) {
        setPlaceholder("Add a run");
        setAriaLabel("Add a run");
        setWidth("280px");
        setMaxWidth("56vw");
        getElement().setAttribute("data-filter", true);
        setItemLabelGenerator(run -> run.number() + " · " + run.name());
        setRenderer(LitRenderer.<Run>of("<div style=\"display: grid; font-size: 13px; line-height: 18px\"><span>${item.name}</span><small class=\"m3\">${item.what}</small></div>")
                .withProperty("name", Run::name).withProperty("what", run -> run.number() + " · " + run.variantTitle() + " · " + run.state().name().toLowerCase(Locale.ROOT)));
        setItems(query -> visitor.services().runs().page(visitor.person(),
                new Runs.Filter(visitor.project().id(), query.getFilter().orElse(""), Set.of(), "-created"), query.getOffset(), query.getLimit()).runs().stream());
        addValueChangeListener(change -> {
            if (change.getValue() != null) {
                chosen.accept(change.getValue().number());
                clear();
            }
        });
    }
}
