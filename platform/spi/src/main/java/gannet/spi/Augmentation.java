package gannet.spi;

/// How training examples vary from epoch to epoch; examples that are held out do not.
///
/// @param resizedTo the side to which a picture is brought before a piece of the media's size is cut out by chance; 0 for none of it
/// @param mirrored whether half of the pictures, by chance, are shown mirrored
public record Augmentation(int resizedTo, boolean mirrored) {
    public static Augmentation none() { return new Augmentation(0, false); }

    public static Augmentation mirroring() { return new Augmentation(0, true); }
}
