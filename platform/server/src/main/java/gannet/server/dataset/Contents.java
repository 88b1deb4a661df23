package gannet.server.dataset;

import gannet.data.Picture;
import gannet.data.Pictures;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Which pictures a data set has, as its page shows them. They are numbered from 0.
public final class Contents {
    private final Pictures pictures;

    Contents(Pictures pictures) { this.pictures = pictures; }

    /// All of them, in their order.
    public int[] all() { return IntStream.range(0, pictures.count()).toArray(); }

    /// Those of the first collection; none if there are not two.
    public int[] sideA() { return pictures.side(Picture.A); }

    /// Those of the second one.
    public int[] sideB() { return pictures.side(Picture.B); }

    /// The picture on the other side that shows the same, where that is known.
    public OptionalInt partner(int index) {
        var partner = pictures.picture(index).partner();
        return partner == null ? OptionalInt.empty() : OptionalInt.of(partner);
    }

    /// The caption, else the label, else nothing.
    public String words(int index) { return index >= 0 && index < pictures.count() ? pictures.picture(index).words() : ""; }
}
