package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The strip at the foot of a run's page: one latent over time, and the knob for the step at which everything stands.
@Tag("gannet-step")
@JsModule("./progress/gannet-step.ts")
public final class StepStrip extends Component implements HasStyle {}
