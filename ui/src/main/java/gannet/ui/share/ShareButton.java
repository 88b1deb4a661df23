package gannet.ui.share;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;

/// Opens a dialog that makes, lists and revokes links to what the page shows. It speaks to the server's REST by itself.
@Tag("gannet-share")
@JsModule("./share/gannet-share.ts")
@CssImport("./together/together.css")
public final class ShareButton extends Component implements HasStyle {
    private ShareButton(String what) { getElement().setProperty("what", what); }

    public static ShareButton forRun() { return new ShareButton("run"); }

    /// To the runs that the page's address names.
    public static ShareButton forComparison() { return new ShareButton("compare"); }

    /// To the board that the page's address names.
    public static ShareButton forBoard() { return new ShareButton("board"); }

    public void run(long number) { getElement().setProperty("run", number); }
}
