package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class VoxelImportTest extends Importing {
    private static byte[] cube(int side, int filled) { return Binvox.write(Solid.of(side, (x, y, z) -> x * side * side + y * side + z < filled)); }

    private Voxels voxels(Description description) { return Voxels.open(library().folderOf(description.hash())); }

    @Test
    void foldersAreClassesWhateverTheFormat() {
        var mine = take(new Zip().with("set/chair/30/train/a.mat", VoxelFilesTest.file(VoxelFilesTest.MAT))
                .with("set/chair/30/test/b.npy", VoxelFilesTest.file(VoxelFilesTest.UINT8_NPY)).with("set/table/30/train/c.binvox", cube(3, 5)));
        var voxels = voxels(mine);

        assertThat(mine.findings()).isEmpty();
        assertThat(mine.kind()).isEqualTo(Kind.VOXELS);
        assertThat(mine.classes()).containsExactly("chair", "table");
        assertThat(mine.largest()).isEqualTo(new Description.Extent(3, 3));
        assertThat(voxels.side()).isEqualTo(3);
        assertThat(voxels.count()).isEqualTo(3);
        assertThat(voxels.about(0).name()).isEqualTo("set/chair/30/test/b.npy");
        assertThat(voxels.about(0).heldOut()).isTrue();
        assertThat(voxels.about(1).heldOut()).isFalse();
        assertThat(voxels.classNumber(2)).isEqualTo(1);
        assertThat(voxels.solid(0)).isEqualTo(voxels.solid(1));
        assertThat(voxels.solid(2).volume()).isEqualTo(5);
    }

    @Test
    void aSolidBecomesNumbersWithItsLastAxisFastest() {
        var numbers = FloatBuffer.allocate(8);
        Solid.of(2, (x, y, z) -> x == 1 && y == 0 && z == 1).put(numbers);

        assertThat(numbers.array()).containsExactly(0, 0, 0, 0, 0, 1, 0, 0);
        assertThat(Solid.of(2, numbers.array(), 0.5).at(1, 0, 1)).isTrue();
    }

    @Test
    void whatDoesNotFitTheOthersIsLeftOutAllAtOnce() {
        var grey = VoxelFilesTest.file(VoxelFilesTest.UINT8_NPY);
        grey[grey.length - 1] = 2;
        var mine = take(new Zip().with("a.binvox", cube(3, 5)).with("b.binvox", cube(3, 6)).with("c.binvox", cube(4, 5)).with("d.npy", grey)
                .with("e.binvox", Made.cut(cube(3, 5), 60)).with("f.binvox", cube(3, 0)).with("preview.png", Made.colour(8)).with("notes.txt", "Hello"));

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::message).containsExactlyInAnyOrder(
                "c.binvox is 4 × 4 × 4, and most of the others are 3 × 3 × 3; it was left out.",
                "d.npy holds the value 2, and voxels are 0 or 1: choose a threshold and save it again; it was left out.",
                "e.binvox is cut short after 60 bytes; it was left out.",
                "f.binvox is empty: not one of its 27 voxels is filled; it was left out.",
                "preview.png is a picture among voxels; it was left out.",
                "notes.txt is text, not a picture; it was left out.");
        assertThat(library().folderOf(mine.hash()).resolve("pictures/00")).isEmptyDirectory();
    }

    @Test
    void voxelsAmongMorePicturesAreLeftOut() {
        var mine = take(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.colour(9)).with("c.binvox", cube(3, 5)));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly("c.binvox is a voxel file among pictures; it was left out.");
    }

    @Test
    void whatAPersonSaysCounts() {
        assertThat(take(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.colour(9)).with("c.binvox", cube(3, 5)), Kind.VOXELS).count()).isEqualTo(1);
    }

    @Test
    void picturesAloneAreNoVoxels() {
        refuses(new Zip().with("a.png", Made.colour(8)), Kind.VOXELS, "mine.zip holds no voxels that can be read: cubes in .mat, .npy and .binvox files are.");
    }

    @Test
    void voxelsAloneAreNoPictures() {
        refuses(new Zip().with("a.binvox", cube(3, 5)), Kind.CAPTIONED, "mine.zip holds voxels and no picture, so it cannot be imported as captioned pictures. Import it as voxels.");
    }

    @Test
    void newerMatlabFilesAreNamed() {
        var mine = take(new Zip().with("a.binvox", cube(3, 5)).with("b.mat", "MATLAB 7.3 MAT-file, Platform: GLNXA64"));

        assertThat(mine.findings()).extracting(Finding::message).containsExactly("b.mat is a MATLAB 7.3 or HDF5 file, which is not read: save it with -v7; it was left out.");
    }

    @Test
    void picturesAreNotOpenedAsVoxels() {
        var mine = take(new Zip().with("a.png", Made.colour(8)));

        assertThatThrownBy(() -> voxels(mine)).hasMessage("“Mine” holds pictures, not voxels. Choose a data set of voxels.");
    }
}
