package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import gannet.server.account.Role;

/// What roles are called, and what each may do.
final class RoleWords {
    private RoleWords() {}

    static String name(Role role) { return role.name().charAt(0) + role.name().substring(1).toLowerCase(java.util.Locale.ROOT); }

    static Component legend() {
        var list = new DescriptionList();
        list.addClassName("roles");
        for (var role : Role.values()) {
            list.add(new DescriptionList.Term(name(role)), new DescriptionList.Description(may(role)));
        }
        return list;
    }

    private static String may(Role role) {
        return switch (role) {
            case VIEWER -> "looks at everything.";
            case REVIEWER -> "comments, votes and tags as well; does not launch or edit.";
            case MEMBER -> "launches, stops, imports, shares, and makes projects.";
            case MAINTAINER -> "tidies up what others made, archives, and decides on settings of projects and what is kept.";
            case ADMINISTRATOR -> "takes people in and gives them roles.";
        };
    }
}
