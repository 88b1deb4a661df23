package gannet.ui.progress;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import gannet.server.experiment.Run;

/// One run and its one step. What stands inside it (pictures, charts, tables, the strip) reads curves, samples,
/// checkpoints and history from the server's REST by itself and follows the run live, so that going through time costs this side nothing.
@Tag("gannet-run")
@JsModule("./progress/gannet-run.ts")
@NpmPackage(value = "uplot", version = "1.6.32")
public final class LiveRun extends Component implements HasComponents, HasStyle {
    /// @param query of the address: `step=400`, without which it follows the newest step
    public LiveRun(long number, String query) {
        getElement().setProperty("number", number);
        getElement().setProperty("query", query);
    }

    public void show(Run run) {
        getElement().setProperty("steps", run.steps());
        getElement().setProperty("over", run.state().isOver());
        getElement().setProperty("shown", run.state().name());
    }

    /// The browser heard of another state than the one that is shown.
    public void onStale(Runnable refresh) { getElement().addEventListener("stale", event -> refresh.run()); }
}
