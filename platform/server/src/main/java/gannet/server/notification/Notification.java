package gannet.server.notification;

import gannet.run.Exit.Fault;
import java.time.Instant;
import java.util.UUID;

/// Something that a person was told.
///
/// @param run its number; 0 if it is about several, or about one that the person may no longer see, which then has no name, either
/// @param title one line    @param text what more there is to say    @param fault whose it was, for FAILED
/// @param path of the page that shows more, such as `runs/12`; empty if there is none
public record Notification(UUID id, Kind kind, Instant time, long run, String title, String text, Fault fault, String path, boolean read) {}
