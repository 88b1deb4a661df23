package gannet.server.vote;

/// What somebody answers who sees two pictures.
public enum Side { LEFT, RIGHT, SAME }
