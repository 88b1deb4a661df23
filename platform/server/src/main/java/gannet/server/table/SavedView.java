package gannet.server.table;

import java.time.Instant;
import java.util.UUID;

/// A look at the table that somebody named, for everybody in the project.
///
/// @param address what follows the question mark in the page's address
public record SavedView(UUID id, UUID project, String name, String address, String createdBy, Instant created) {}
