package gannet.ui.gallery;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.UUID;

/// All pictures of a project. The browser reads them from the server's REST by itself, so that looking through thousands
/// costs this side nothing.
@Tag("gannet-gallery")
@JsModule("./gallery/gannet-gallery.ts")
final class PictureWall extends Component implements HasStyle {
    PictureWall(UUID project) { getElement().setProperty("project", project.toString()); }

    /// @param query what the page's address says behind its question mark
    void show(String query) { getElement().setProperty("address", query); }
}
