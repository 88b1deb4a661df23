package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// All curves of the surrounding [LiveRun].
@Tag("gannet-charts")
@JsModule("./progress/gannet-charts.ts")
public final class Charts extends Component implements HasStyle {}
