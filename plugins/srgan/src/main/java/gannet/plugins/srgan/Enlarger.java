package gannet.plugins.srgan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import gannet.kit.Bicubic;
import gannet.kit.Fidelity;
import gannet.kit.Tiles;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Exam;
import gannet.spi.Media;
import gannet.spi.Network;
import gannet.spi.Output;
import java.util.Arrays;
import java.util.List;

/// A generator at work: enlarges pictures of any size, shows them beside bicubic interpolation and the truth, and measures
/// by how much it is better.
record Enlarger(Network generator, DataSpec.Crops crops, int reach) {
    private static final int TILE = 128;
    private static final int AT_ONCE = 8;
    private static final List<String> TITLES = List.of("low", "bicubic", "ours", "truth");

    /// Equal pictures have an infinite PSNR, which no chart can show.
    private static final double MOST_PSNR = 100;

    /// Pieces whose truth is known beside that; whole pictures just enlarged.
    Output draw(Batch given) {
        return given.hasY() ? strips(given)
                : new Output(new Media.Photographs(3, Math.toIntExact(given.x().size(2) * crops.factor()), Math.toIntExact(given.x().size(3) * crops.factor())),
                        enlarged(given.x()));
    }

    /// @param small `[n, 3, height, width]` from -1 to 1    @return the same, `factor` times as large
    private NDArray enlarged(NDArray small) {
        return new Tiles(TILE, reach, crops.factor()).apply(generator::evaluate, SrGan.fromZeroToOne(small)).clip(-1, 1);
    }

    private Output strips(Batch pieces) {
        int side = crops.size();
        int picture = 3 * side * side;
        var low = pieces.x().toFloatArray();
        var bicubic = bicubic(low);
        var ours = enlarged(pieces.x()).toFloatArray();
        var truth = pieces.y().toFloatArray();
        var all = new float[TITLES.size() * truth.length];
        for (int i = 0; i < pieces.size(); i++) {
            int at = i * TITLES.size() * picture;
            for (int k = 0; k < picture; k++) {
                int small = side / crops.factor();
                int row = k / side % side / crops.factor();
                int column = k % side / crops.factor();
                all[at + k] = low[((i * 3 + k / side / side) * small + row) * small + column];
            }
            System.arraycopy(bicubic, i * picture, all, at + picture, picture);
            System.arraycopy(ours, i * picture, all, at + 2 * picture, picture);
            System.arraycopy(truth, i * picture, all, at + 3 * picture, picture);
        }
        var values = pieces.x().getManager().create(all).reshape(pieces.size(), TITLES.size(), 3, side, side);
        return new Output(new Media.ImageStrips(3, side, TITLES), values);
    }

    void measure(Exam exam) {
        var pieces = exam.examples(exam.heldOut());
        var truth = pieces.y().toFloatArray();
        var fidelity = new Fidelity(crops.factor());
        var ours = new float[truth.length];
        for (int first = 0; first < pieces.size(); first += AT_ONCE) {
            var some = pieces.x().get(new NDIndex("{}:{}", first, Math.min(pieces.size(), first + AT_ONCE)));
            var made = enlarged(some).toFloatArray();
            System.arraycopy(made, 0, ours, first * 3 * crops.size() * crops.size(), made.length);
        }
        report(exam, fidelity, ours, truth, "");
        report(exam, fidelity, bicubic(pieces.x().toFloatArray()), truth, " of bicubic");
    }

    private void report(Exam exam, Fidelity fidelity, float[] pictures, float[] truth, String whose) {
        int side = crops.size();
        int each = 3 * side * side;
        double psnr = 0;
        double ssim = 0;
        int count = truth.length / each;
        for (int i = 0; i < count; i++) {
            var picture = Arrays.copyOfRange(pictures, i * each, (i + 1) * each);
            var real = Arrays.copyOfRange(truth, i * each, (i + 1) * each);
            psnr += Math.min(MOST_PSNR, fidelity.psnr(picture, real, side, side));
            ssim += fidelity.ssim(picture, real, side, side);
        }
        exam.report(fidelity.psnr() + whose, psnr / count);
        exam.report(fidelity.ssim() + whose, ssim / count);
    }

    private float[] bicubic(float[] small) {
        int side = crops.size() / crops.factor();
        return new Bicubic(side, side, crops.size(), crops.size()).picture(small);
    }
}
