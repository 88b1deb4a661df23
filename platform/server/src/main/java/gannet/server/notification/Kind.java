package gannet.server.notification;

/// What a notification is about. STOPPED and INTERRUPTED are what others do to a run: whoever stops or pauses their own knows it.
/// WAITING says that a run has waited longer than its person wants, ALL_ENDED that none of a person's runs is left in the queue,
/// MENTION that somebody has called the person in a comment.
public enum Kind { FINISHED, FAILED, STOPPED, WAITING, INTERRUPTED, ALL_ENDED, MENTION }
