package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinvoxTest {
    /// The format's page asks for these lines, then pairs of a value and how often it stands in a row, y fastest, then z, then x.
    /// The one voxel at x 1, y 0, z 0 of the solid is at x 1, z 1 (the second axis backwards), y 0 of the file: place 1·4 + 1·2 + 0.
    @Test void hasTheHeaderAndTheOrderOfItsSpecification() {
        var file = Binvox.write(Solid.of(2, (x, y, z) -> x == 1 && y == 0 && z == 0));
        var head = "#binvox 1\ndim 2 2 2\ntranslate 0.0 0.0 0.0\nscale 1.0\ndata\n";
        assertThat(new String(file, 0, head.length(), StandardCharsets.US_ASCII)).isEqualTo(head);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(file, head.length(), file.length)).isEqualTo("00 06 01 01 00 01");
    }

    @Test void aFileHoldsTheSolidThatItWasMadeOf() throws UnreadableException {
        var random = new Random(7);
        for (int side : new int[] {2, 5, 32}) {
            var solid = Solid.of(side, (x, y, z) -> random.nextInt(4) == 0);
            assertThat(Binvox.read(Binvox.write(solid))).isEqualTo(solid);
        }
    }

    /// 16³ empty voxels are more than a run of 255 can say.
    @Test void splitsLongRuns() throws UnreadableException {
        var solid = Solid.of(16, (x, y, z) -> x == 15 && y == 0 && z == 15);
        assertThat(Binvox.read(Binvox.write(solid))).isEqualTo(solid);
    }
}
