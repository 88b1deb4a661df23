package gannet.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was done, on which thing.
///
/// @param what  thing and verb in small letters with a dot between: "project.renamed"
/// @param kind  "person", "team", "project", "run", "token" …
/// @param thing its id or number, empty if it has none
/// @param name  as people know the thing; never a secret
/// @param team  whose administrators may read it; null for what only the server's administrators may
/// @param before what it was, empty if there was nothing   @param after what it is now, empty if nothing is left
public record Deed(String what, String kind, String thing, String name, @Nullable UUID team, String before, String after) {
    public Deed(String what, String kind, Object thing, String name, @Nullable UUID team) { this(what, kind, thing.toString(), name, team, "", ""); }

    public Deed changed(Object from, Object to) { return new Deed(what, kind, thing, name, team, from.toString(), to.toString()); }
}
