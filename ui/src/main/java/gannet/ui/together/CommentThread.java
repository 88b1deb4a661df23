package gannet.ui.together;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import gannet.server.together.Comments;
import gannet.server.together.Topic;
import gannet.ui.Visitor;
import org.jspecify.annotations.Nullable;

/// The comments on a run or a data set. It reads and writes them over REST by itself; this side tells it when somebody
/// else has said something, so that two people on one page see each other's words appear.
@Tag("gannet-comments")
@JsModule("./together/gannet-comments.ts")
@CssImport("./together/together.css")
public final class CommentThread extends Component implements HasStyle {
    private final transient Visitor visitor;
    private final transient Topic topic;
    private transient Comments.@Nullable Following following;

    public CommentThread(Visitor visitor, Topic topic) {
        this.visitor = visitor;
        this.topic = topic;
        switch (topic) {
            case Topic.OfRun(long number) -> {
                getElement().setProperty("run", number);
                getElement().setProperty("address", "/runs/" + number + "/comments");
            }
            case Topic.OfDataSet set -> getElement().setProperty("address", "/datasets/" + set.id() + "/comments?project=" + set.project());
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        end();
        var ui = event.getUI();
        following = visitor.services().comments().follow(visitor.person(), topic, () -> ui.access(() -> getElement().callJsFunction("changed")));
    }

    @Override
    protected void onDetach(DetachEvent event) { end(); }

    private void end() {
        if (following != null) {
            following.close();
            following = null;
        }
    }
}
