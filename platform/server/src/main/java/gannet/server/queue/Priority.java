package gannet.server.queue;

/// A job's class: a higher one goes first, and may take the place of lower ones that run.
public enum Priority { LOW, NORMAL, HIGH, URGENT }
