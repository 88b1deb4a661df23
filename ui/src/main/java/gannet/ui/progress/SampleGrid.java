package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The pictures that the surrounding [LiveRun] made by its step.
@Tag("gannet-samples")
@JsModule("./progress/gannet-samples.ts")
public final class SampleGrid extends Component implements HasStyle {
    /// @param address of a sheet of the pictures it learns from
    public void real(String address) { getElement().setProperty("real", address); }

    /// @param sentence what stands in the place of the pictures while there are none
    public void waiting(String sentence) { getElement().setProperty("waiting", sentence); }
}
