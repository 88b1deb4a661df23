package gannet.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import gannet.parameters.Problem;
import jakarta.servlet.http.HttpServletResponse;

/// A page that could not be made, and why.
@ParentLayout(Shell.class)
public final class TroublePage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var problems = PageTroubles.problems(parameter.getException());
        boolean absent = !problems.isEmpty() && problems.getFirst().kind() == Problem.Kind.ABSENT;
        add(new PageHead(absent ? "There is no such thing" : "This page cannot be shown"),
                new Empty(PageTroubles.sentence(parameter.getException())).way("Go to Launch", "launch"));
        if (!problems.isEmpty() && problems.getFirst().kind() == Problem.Kind.FORBIDDEN) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        return absent ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() { return "Gannet"; }
}
