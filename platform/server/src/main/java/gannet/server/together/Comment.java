package gannet.server.together;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a person said about something.
///
/// @param text plain, with line breaks; empty once it is deleted    @param mentions names that are called in it, each after an @
/// @param deletedBy null as long as it stands    @param mine whether it is the asker's, who may edit it    @param removable whether the asker may delete it
public record Comment(
        UUID id, Place place, String author, String text, List<String> mentions, Instant created, @Nullable Instant edited,
        @Nullable String deletedBy, boolean mine, boolean removable) {}
