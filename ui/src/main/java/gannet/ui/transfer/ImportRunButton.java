package gannet.ui.transfer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.UUID;

/// Opens a dialog that brings in a run which another Gannet exported. It speaks to the server's REST by itself.
@Tag("gannet-import-run")
@JsModule("./transfer/gannet-import-run.ts")
@CssImport("./together/together.css")
public final class ImportRunButton extends Component implements HasStyle {
    public ImportRunButton(UUID project) { getElement().setProperty("project", project.toString()); }
}
