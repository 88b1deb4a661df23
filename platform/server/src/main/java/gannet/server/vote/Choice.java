package gannet.server.vote;

/// Which of two somebody preferred; SAME where they saw no difference.
public enum Choice { A, B, SAME }
