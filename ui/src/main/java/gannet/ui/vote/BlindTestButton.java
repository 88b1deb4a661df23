package gannet.ui.vote;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;

/// Opens a dialog that makes a blind test: of one run, or of those that the page's address names.
@Tag("gannet-blind-button")
@JsModule("./vote/gannet-blind-button.ts")
@CssImport("./together/together.css")
public final class BlindTestButton extends Component implements HasStyle {
    public void run(long number) { getElement().setProperty("run", number); }
}
