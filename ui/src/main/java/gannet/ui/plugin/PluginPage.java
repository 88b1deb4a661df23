package gannet.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.server.plugin.PluginVersion;
import gannet.server.plugin.VariantCard;
import gannet.ui.Live;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/plugins/<SHA-256>`: one version of a plugin, live while it is verified.
@Route(value = "plugins/:sha256", layout = Shell.class)
@StyleSheet("plugin.css")
public final class PluginPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;
    private String sha256 = "";
    private String title = "Plugin";

    public PluginPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("plugins");
        Live.withPlugins(this, visitor, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        sha256 = event.getRouteParameters().get("sha256").orElse("");
        show(visitor.services().plugins().find(visitor.person(), sha256));
    }

    private void refresh() {
        try {
            show(visitor.services().plugins().find(visitor.person(), sha256));
        } catch (ProblemException gone) {
            getUI().ifPresent(ui -> ui.getPage().setLocation("plugins")); // perhaps somebody else removed it, which no request of ours tells
        }
    }

    private void show(PluginVersion plugin) {
        title = PluginWords.name(plugin);
        var plugins = visitor.services().plugins();
        removeAll();
        var head = new PageHead(title).title(title, plugin.version()).under("Plugins", PluginsPage.class).status(PluginWords.mark(plugin));
        if (plugins.administers(visitor.person())) {
            head.actions(new PluginActions(visitor, plugin, this::refresh));
        }
        add(head, new PluginReport(plugin));
        plugin.variants().forEach(variant -> add(variant(plugin, variant)));
        var versions = plugins.versions(visitor.person(), plugin.id());
        if (versions.size() > 1) {
            var list = new UnorderedList();
            versions.forEach(version -> list.add(new ListItem(new Anchor("plugins/" + version.sha256(), version.version()), new Span(" "), PluginWords.mark(version))));
            list.addClassName("versions");
            add(new Section(new H2("Versions"), list));
        }
    }

    private Component variant(PluginVersion plugin, VariantCard variant) {
        var section = new Section(new H2(variant.title()), new Paragraph(variant.summary() + "."), new Paragraph(variant.idea()));
        section.addClassName("variant");
        if (visitor.services().plugins().sample(visitor.person(), plugin.sha256(), variant.id()).isPresent()) {
            var picture = new Image("/api/v1/plugins/" + plugin.sha256() + "/samples/" + variant.id(), "What " + variant.title() + " drew after a few steps on waves");
            var caption = new Span("What it drew after a few steps, at its smallest settings: noise is what is expected here");
            caption.addClassNames("s", "m3");
            var figure = new Div(picture, caption);
            figure.addClassName("sample");
            section.add(figure);
        }
        var paper = new Anchor(variant.paper(), variant.paper());
        paper.getElement().setAttribute("rel", "noopener noreferrer");
        paper.setTarget("_blank");
        section.add(new Paragraph(paper));
        var settings = new UnorderedList();
        settings.addClassName("settings");
        variant.settings().forEach(parameter -> settings.add(setting(parameter)));
        section.add(settings);
        return section;
    }

    private static ListItem setting(Parameter parameter) {
        var name = new Span(parameter.label());
        name.addClassName("b");
        var value = new Span(parameter.value() + (parameter.unit().isEmpty() ? "" : " " + parameter.unit()));
        value.addClassName("mono");
        var help = new Span(parameter.help());
        help.addClassNames("s", "m2");
        return new ListItem(name, value, help);
    }

    @Override
    public String getPageTitle() { return title + " · Gannet"; }
}
