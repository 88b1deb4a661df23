package gannet.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/account?tab=me|sessions|tokens`: one's own account.
@Route(value = "account", layout = Shell.class)
@StyleSheet("account.css")
@StyleSheet("notification.css")
public final class AccountPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private enum Tab {
        ME("You"), SESSIONS("Sessions"), TOKENS("API tokens");

        private final String words;

        Tab(String words) { this.words = words; }

        private String address() { return "account" + (this == ME ? "" : "?tab=" + name().toLowerCase(java.util.Locale.ROOT)); }

        private static Tab of(String name) {
            for (var tab : values()) {
                if (tab.name().equalsIgnoreCase(name)) {
                    return tab;
                }
            }
            return ME;
        }
    }

    private final transient Visitor visitor;

    public AccountPage(Visitor visitor) {
        this.visitor = visitor;
        addClassNames("settings", "account");
    }

    @Override public void beforeEnter(BeforeEnterEvent event) {
        var chosen = Tab.of(event.getLocation().getQueryParameters().getSingleParameter("tab").orElse(""));
        removeAll();
        add(new PageHead("Your account").status(visitor.person().email()), tabs(chosen), content(chosen));
    }

    private static Nav tabs(Tab chosen) {
        var tabs = new Nav();
        tabs.addClassName("seg");
        tabs.getElement().setAttribute("aria-label", "Parts of your account");
        for (var tab : Tab.values()) {
            var link = new Anchor(tab.address(), tab.words);
            if (tab == chosen) {
                link.getElement().setAttribute("aria-current", "page");
            }
            tabs.add(link);
        }
        tabs.add(new Anchor("settings/notifications", "Notifications"));
        return tabs;
    }

    private Component content(Tab tab) {
        return switch (tab) {
            case ME -> new OwnProfile(visitor);
            case SESSIONS -> new SessionList(visitor);
            case TOKENS -> new TokenList(visitor);
        };
    }

    @Override public String getPageTitle() { return "Your account · Gannet"; }
}
