package gannet.ui.doctor;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The findings of the surrounding [gannet.ui.progress.LiveRun], which it reads and follows by itself.
@Tag("gannet-doctor")
@JsModule("./doctor/gannet-doctor.ts")
public final class DoctorPanel extends Component implements HasStyle {
    /// @param address of the launch form with this run's settings
    public void launchAt(String address) { getElement().setAttribute("launch", address); }
}
