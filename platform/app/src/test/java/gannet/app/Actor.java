package gannet.app;

import gannet.app.Place.Kind;
import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;
import gannet.server.account.Role;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everybody who may come, and what the rules on paper let them do. It is not the policy's code, on purpose.
enum Actor {
    NOBODY(null), ENDED(null), STRANGER(null), VIEWER(Role.VIEWER), REVIEWER(Role.REVIEWER), MEMBER(Role.MEMBER), MAINTAINER(Role.MAINTAINER),
    TEAM_ADMINISTRATOR(Role.ADMINISTRATOR), SERVER_ADMINISTRATOR(null);

    final @Nullable Role role;

    Actor(@Nullable Role role) { this.role = role; }

    boolean isSignedIn() { return this != NOBODY && this != ENDED; }

    boolean sees(Kind place) {
        return switch (place) {
            case ABSENT -> false;
            case EVERYBODY -> isSignedIn();
            case OWN, TEAM -> role != null || this == SERVER_ADMINISTRATOR;
            case PRIVATE -> this == TEAM_ADMINISTRATOR || this == SERVER_ADMINISTRATOR;
            case FOREIGN -> this == SERVER_ADMINISTRATOR;
        };
    }

    boolean may(Action action, Kind place) {
        if (!sees(place)) {
            return false;
        }
        return this == SERVER_ADMINISTRATOR || place == Kind.EVERYBODY && action == Action.SEE || place != Kind.EVERYBODY && inTeam().contains(action);
    }

    boolean belongs(Kind place) {
        return this == SERVER_ADMINISTRATOR && place != Kind.ABSENT || role != null && place.team().equals("Meadow");
    }

    boolean may(TeamAction action, Kind place) {
        return belongs(place) && (this == SERVER_ADMINISTRATOR || this == TEAM_ADMINISTRATOR || action == TeamAction.SEE
                || action == TeamAction.FOUND && (this == MEMBER || this == MAINTAINER));
    }

    private Set<Action> inTeam() {
        return switch (this) {
            case NOBODY, ENDED, STRANGER, SERVER_ADMINISTRATOR -> EnumSet.noneOf(Action.class);
            case VIEWER -> EnumSet.of(Action.SEE);
            case REVIEWER -> EnumSet.of(Action.SEE, Action.COMMENT, Action.VOTE, Action.TAG);
            case MEMBER -> EnumSet.complementOf(EnumSet.of(Action.HURRY, Action.TIDY, Action.ADMINISTER));
            case MAINTAINER, TEAM_ADMINISTRATOR -> EnumSet.allOf(Action.class);
        };
    }
}
