package gannet.ui.gallery;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.share.ShareButton;

/// `/gallery?board=…&starred=true&tag=best&variant=dcgan&data=…&run=12&kind=images&last=true&id=4711-5`: every picture that
/// runs made, and whose picture a file is.
@Route(value = "gallery", layout = Shell.class)
@StyleSheet("gallery.css")
public final class GalleryPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final PictureWall wall;

    public GalleryPage(Visitor visitor) {
        addClassName("gallery");
        wall = new PictureWall(visitor.project().id());
        var find = new NativeButton();
        find.add(Glyph.SEARCH.icon(), new Span("Find a picture’s run…"));
        find.addClassName("btn");
        // in the browser alone: a file may be picked only while it handles the press
        find.getElement().setAttribute("data-find", true);
        add(new PageHead("Gallery").actions(ShareButton.forBoard(), find), wall);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) { wall.show(event.getLocation().getQueryParameters().getQueryString()); }

    @Override
    public String getPageTitle() { return "Gallery · Gannet"; }
}
