package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The checkpoints of the surrounding [LiveRun], the newest first.
@Tag("gannet-checkpoints")
@JsModule("./progress/gannet-checkpoints.ts")
public final class CheckpointTable extends Component implements HasStyle {
    /// @param address of the launch form that goes on from this run, without the step
    public void forkAt(String address) { getElement().setAttribute("fork", address); }
}
