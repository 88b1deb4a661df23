package gannet.app;

import gannet.server.team.Visibility;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// One of each kind of thing, in one project; every name among them bears the place's own word, by which a leak is known.
///
/// @param picture "sheet-tile"    @param extra a person who is in the team just to be changed and removed
record Place(
        Kind kind, UUID team, UUID project, UUID experiment, UUID run, long number, UUID job, UUID dataSet, String picture, UUID board, UUID view, UUID invitation, UUID extra) {
    /// Whose it is, for the team Meadow: launched by the one who asks; by another of the team; in a project of the team's for chosen
    /// people; of a team that none of them belongs to; of such a team, but for everybody to read; and what is not there at all.
    enum Kind {
        OWN, TEAM, PRIVATE, FOREIGN, EVERYBODY, ABSENT;

        String word() { return "zz" + name().toLowerCase(Locale.ROOT); }

        String team() {
            return switch (this) {
                case OWN, TEAM, PRIVATE -> "Meadow";
                case FOREIGN -> "Reef " + word();
                case EVERYBODY -> "Open " + word();
                case ABSENT -> "";
            };
        }

        Visibility visibility() {
            return switch (this) {
                case PRIVATE -> Visibility.PRIVATE;
                case EVERYBODY -> Visibility.EVERYBODY;
                case OWN, TEAM, FOREIGN, ABSENT -> Visibility.TEAM;
            };
        }
    }

    /// Things that are not there, each with an id like those that are.
    static Place absent() {
        return new Place(Kind.ABSENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), 999_999_999, UUID.randomUUID(), UUID.randomUUID(),
                "999999999-0", UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    }

    /// A text with the ids of this place taken out, so that answers about two places can be laid on each other.
    String without(String text) {
        var bare = text;
        for (var id : ids().values().stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
            bare = bare.replace(id, "…");
        }
        return bare;
    }

    /// What stands for a part of a route's path.
    String fill(String path) {
        var filled = path;
        for (var id : ids().entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private Map<String, String> ids() {
        return Map.ofEntries(
                Map.entry("team", team.toString()), Map.entry("project", project.toString()), Map.entry("experiment", experiment.toString()), Map.entry("run", run.toString()),
                Map.entry("number", String.valueOf(number)), Map.entry("job", job.toString()), Map.entry("dataSet", dataSet.toString()), Map.entry("picture", picture),
                Map.entry("board", board.toString()), Map.entry("view", view.toString()), Map.entry("invitation", invitation.toString()), Map.entry("extra", extra.toString()));
    }
}
