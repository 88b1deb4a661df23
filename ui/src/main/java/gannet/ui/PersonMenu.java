package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.page.WebStorage;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The person at the foot of the drawer: theme, settings, keys, sign out. The theme is remembered by the browser.
final class PersonMenu extends MenuBar {
    private enum Scheme { SYSTEM, LIGHT, DARK }

    private final Map<Scheme, MenuItem> schemes = new EnumMap<>(Scheme.class);

    PersonMenu(Visitor visitor) {
        addClassName("person");
        addThemeNames("tertiary");
        var name = visitor.person().name();
        var avatar = new Avatar(name);
        avatar.addThemeNames("xsmall");
        avatar.getElement().setAttribute("aria-hidden", "true");
        var word = new Span(name);
        word.addClassName("word");
        var label = new Div(avatar, word);
        label.addClassName("label");
        var person = addItem(label);
        person.setAriaLabel(name);
        var menu = person.getSubMenu();
        scheme(Scheme.SYSTEM, menu.addItem("As the system", click -> choose(Scheme.SYSTEM)));
        scheme(Scheme.LIGHT, menu.addItem("Light", click -> choose(Scheme.LIGHT)));
        scheme(Scheme.DARK, menu.addItem("Dark", click -> choose(Scheme.DARK)));
        menu.addSeparator();
        menu.addItem("Account", click -> UI.getCurrent().navigate("account"));
        if (visitor.person().administrator() || !visitor.services().accounts().invitations().teams(visitor.person()).isEmpty()) {
            menu.addItem("Accounts of others", click -> UI.getCurrent().navigate("admin/accounts"));
        }
        menu.addItem("Settings", click -> UI.getCurrent().navigate("settings/notifications"));
        menu.addItem("Storage", click -> UI.getCurrent().navigate("storage"));
        if (visitor.person().administrator()) {
            menu.addItem("Audit log", click -> UI.getCurrent().navigate("admin/audit"));
        }
        menu.addItem("Keys", click -> getElement().executeJs("window.gannet.keys()"));
        menu.addItem("Sign out", click -> SessionCookie.leave(UI.getCurrent(), visitor.services()));
        WebStorage.getItem("gannet.scheme", value -> mark(value == null ? Scheme.SYSTEM : scheme(value)));
    }

    private void scheme(Scheme scheme, MenuItem item) {
        item.setCheckable(true);
        schemes.put(scheme, item);
    }

    private void choose(Scheme scheme) {
        mark(scheme);
        getElement().executeJs("window.gannet.scheme($0)", scheme.name().toLowerCase(Locale.ROOT));
    }

    private void mark(Scheme chosen) { schemes.forEach((scheme, item) -> item.setChecked(scheme == chosen)); }

    private static Scheme scheme(String stored) {
        for (var scheme : Scheme.values()) {
            if (scheme.name().equalsIgnoreCase(stored)) {
                return scheme;
            }
        }
        return Scheme.SYSTEM;
    }
}
