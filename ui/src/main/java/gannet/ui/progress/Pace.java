package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// How far the surrounding [LiveRun] is, and how long it should still take.
@Tag("gannet-pace")
@JsModule("./progress/gannet-pace.ts")
public final class Pace extends Component implements HasStyle {
    /// @param device where it runs: "on GPU 1"; empty if nothing is to be said
    public void device(String device) { getElement().setProperty("device", device); }
}
