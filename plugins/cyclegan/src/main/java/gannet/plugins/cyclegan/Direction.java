package gannet.plugins.cyclegan;

/// Which way pictures are translated.
public enum Direction { BOTH, A_TO_B, B_TO_A }
