package gannet.server.gallery;

import java.time.Instant;
import java.util.UUID;

/// A named collection of pictures that a team shares.
public record Board(UUID id, UUID project, String name, Instant created, String createdBy, long pictures) {}
