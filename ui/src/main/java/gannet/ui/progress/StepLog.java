package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// What happened around the step of the surrounding [LiveRun].
@Tag("gannet-log")
@JsModule("./progress/gannet-log.ts")
public final class StepLog extends Component implements HasStyle {}
