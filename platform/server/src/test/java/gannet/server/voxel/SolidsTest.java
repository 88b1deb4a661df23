package gannet.server.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.data.Npz;
import gannet.server.experiment.Bench;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolidsTest {
    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private Path file;
    private long number;
    private Solids solids;

    @BeforeEach void sample() throws IOException {
        var run = bench.run("Chairs", State.SUCCEEDED);
        number = run.getValue();
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 10, 'samples/10.png', 'voxels', 2, 1, 64, 64, 2, now())"
                .formatted(run.getKey()));
        var samples = Files.createDirectories(folder.resolve(run.getKey().toString()).resolve("samples"));
        Files.createFile(samples.resolve("10.png"));
        file = samples.resolve("10.npz");
        solids = new Solids(new Progress(bench.storage, bench.policy, new Signals(vertx), folder));
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void givesOneSolidOfARow() throws IOException {
        Files.write(file, Npz.write("voxels", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2, 2));

        assertThat(solids.grid(bench.ada, number, 10, 1).values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test void saysWhatIsLargerThanWhatIsRead() throws IOException {
        Files.write(file, Npz.write("voxels", new byte[5 * 256 * 256 * 256], 5, 256, 256, 256));
        assertThatThrownBy(() -> solids.grid(bench.ada, number, 10, 0)).hasMessage(
                "The solids of run %d at step 10 cannot be read: the file holds an array of [5, 256, 256, 256], which is 80 MB, and at most 64 MB are read. Choose another step.".formatted(number));

        Files.write(file, Npz.write("voxels", new byte[260 * 260 * 260], 1, 260, 260, 260));
        assertThatThrownBy(() -> solids.grid(bench.ada, number, 10, 0)).hasMessage("The solids of run %d at step 10 have a side of 260 voxels, and at most 256 are shown.".formatted(number));

        try (var heavy = new RandomAccessFile(file.toFile(), "rw")) {
            heavy.setLength(70L << 20);
        }
        assertThatThrownBy(() -> solids.grid(bench.ada, number, 10, 0)).hasMessage("The sample of run %d at step 10, samples/10.npz, has 70 MB, and at most 64 MB are read.".formatted(number));
    }
}
