package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.PageTitle;
import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;
import gannet.server.team.Project;
import gannet.ui.notification.Bell;
import gannet.ui.team.ProjectDialog;
import java.util.List;
import java.util.Objects;

/// What every page stands in: the drawer at the left, and one panel.
@JsModule("./shell/shell.ts")
public final class Shell extends AppLayout implements AfterNavigationObserver {
    private final Visitor visitor;
    private final Navigation navigation;
    private final DeviceBars devices = new DeviceBars();
    private final Main panel = new Main();
    private final Span shortTitle = new Span();
    private final List<Bell> bells;

    public Shell(Visitor visitor) {
        this.visitor = visitor;
        navigation = new Navigation(visitor.may(Action.LAUNCH));
        setPrimarySection(Section.DRAWER);
        // one where the drawer is, one for the narrow screen that hides it
        var bell = new Bell(visitor, PopoverPosition.END_BOTTOM);
        var topBell = new Bell(visitor, PopoverPosition.BOTTOM_END);
        bells = List.of(bell, topBell);
        var me = new Div(new PersonMenu(visitor), bell);
        me.addClassName("me");
        var foot = new Div(devices, me);
        foot.addClassName("foot");
        var side = new Div(brand(), projects(), navigation, foot);
        side.addClassName("side");
        addToDrawer(side);
        shortTitle.addClassName("title");
        var toggle = new DrawerToggle();
        toggle.setAriaLabel("Menu");
        var mark = new Image("logo.svg", "");
        addToNavbar(mark, shortTitle, topBell, toggle);
        panel.addClassName("panel");
        panel.setId("content");
        var skip = new Anchor("#content", "Skip to the page");
        skip.addClassName("skip");
        skip.getElement().setAttribute("router-ignore", true);
        getElement().insertChild(0, skip.getElement());
        setContent(panel);
        Live.withStates(this, visitor, this::count);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        panel.removeAll();
        panel.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement content) { panel.removeAll(); }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        navigation.at(event.getLocation().getFirstSegment());
        shortTitle.setText(Objects.requireNonNullElse(event.getActiveChain().isEmpty() ? null : title(event), "Gannet"));
        count();
    }

    private static String title(AfterNavigationEvent event) {
        var page = event.getActiveChain().getFirst();
        var fixed = page.getClass().getAnnotation(PageTitle.class);
        var title = page instanceof HasDynamicTitle titled ? titled.getPageTitle() : fixed == null ? "Gannet" : fixed.value();
        return title.replace(" · Gannet", "");
    }

    private void count() {
        navigation.count("queue", visitor.services().queue().countOpen(visitor.person()));
        devices.show(visitor.services().devices().list(visitor.person()));
        long unread = visitor.services().notifications().unread(visitor.person());
        bells.forEach(bell -> bell.show(unread));
    }

    private static Anchor brand() {
        var word = new Span("Gannet");
        word.addClassName("word");
        var brand = new Anchor("launch", new Image("logo.svg", ""), word);
        brand.addClassName("brand");
        return brand;
    }

    /// The project that is shown, and a way to another or a new one.
    private Component projects() {
        var line = new Div(choice());
        line.addClassName("project-switch");
        if (visitor.services().policy().allows(visitor.person(), TeamAction.FOUND, visitor.project().teamId())) {
            var make = new Button(Glyph.LAUNCH.icon(14), click -> ProjectDialog.make(visitor, visitor.services().teams().find(visitor.person(), visitor.project().teamId()),
                    () -> getUI().ifPresent(ui -> ui.getPage().reload())).open());
            make.addThemeNames("tertiary", "small", "icon");
            make.setAriaLabel("New project");
            make.setTooltipText("New project");
            line.add(make);
        }
        return line;
    }

    private Select<Project> choice() {
        var select = new Select<Project>();
        select.setItems(visitor.projects());
        boolean several = visitor.projects().stream().map(Project::teamId).distinct().count() > 1;
        select.setItemLabelGenerator(project -> project.name() + (several ? " · " + project.teamName() : "") + (project.archived() ? " (archived)" : ""));
        select.setValue(visitor.project());
        select.setAriaLabel("Project");
        select.addClassName("projects");
        select.addValueChangeListener(change -> {
            Visitor.choose(change.getValue());
            getUI().ifPresent(ui -> ui.getPage().reload());
        });
        return select;
    }

}
