package gannet.ui.compare;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// Several runs beside each other. It reads them from the server's REST by itself and keeps what is looked at in the address, so that
/// going through steps, curves and settings costs this side nothing.
@Tag("gannet-compare")
@JsModule("./compare/gannet-compare.ts")
@NpmPackage(value = "uplot", version = "1.6.32")
final class CompareBoard extends Component implements HasStyle {
    /// @param query of the address: `runs=3,5,9&tab=curves`
    CompareBoard(String query) { getElement().setProperty("query", query); }

    void add(long run) { getElement().callJsFunction("addRun", (double) run); }
}
