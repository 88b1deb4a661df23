package gannet.ui.voxel;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// The solids of a run's samples. What draws them is loaded by the browser when the first one is to be seen.
@Tag("gannet-voxels")
@JsModule("./voxel/gannet-voxels.ts")
@NpmPackage(value = "three", version = "0.187.0")
final class VoxelBoard extends Component implements HasStyle {
    /// @param query of the address: `step=400&item=2`
    VoxelBoard(long run, String query) {
        getElement().setProperty("run", run);
        getElement().setProperty("query", query);
    }
}
