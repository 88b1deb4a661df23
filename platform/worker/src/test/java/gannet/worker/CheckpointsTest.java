package gannet.worker;

import static gannet.layers.Layers.conv;
import static gannet.layers.Layers.image;
import static gannet.layers.Layers.relu;
import static gannet.layers.Layers.takes;
import static gannet.spi.Adam.adam;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import gannet.layers.Compute;
import gannet.parameters.Json;
import gannet.torch.Parts;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir Path folder;

    @Test void aStateThatIsDamagedIsSetAsideLikeAnyOtherDamage() throws IOException {
        var whole = Json.pretty(new Checkpoint(Checkpoint.FORMAT, 10, "training", 0.5, 7, Compute.FLOAT32_CHANNELS_LAST, new TreeMap<>(), new TreeMap<>()));
        state(10, whole);
        state(20, whole); // of another step
        state(30, whole.replace("\"step\" : 10", "\"step\" : 30").replaceFirst("\"parts\" : \\{ \\}", "\"parts\" : null"));
        state(40, "{\"format\" : 1,");
        state(50, "null");
        var damaged = new ArrayList<String>();
        var checkpoints = new Checkpoints(folder, 10);

        assertThat(checkpoints.newestWhole()).map(found -> found.checkpoint().step()).contains(10L);
        assertThat(checkpoints.newest(damaged)).map(Checkpoints.Found::folder).contains(folder.resolve("10"));
        assertThat(damaged).hasSize(4);
        assertThat(damaged.getLast()).isEqualTo("The checkpoint of step 20 is damaged and was set aside: state.json is that of step 10");
        assertThat(damaged.get(2)).endsWith("parts are missing");
        assertThat(folder.resolve("20.damaged")).isDirectory();
    }

    private void state(long step, String text) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(Long.toString(step))).resolve("state.json"), text);
    }

    /// Weights whose channels lie last are copied into the file's order; the copies once stayed, a network's size for each checkpoint.
    @Test void writingLeavesNothingInMemory() throws IOException {
        TorchEngine.start(1);
        try (var parts = new Parts(Compute.FLOAT32_CHANNELS_LAST, 1)) {
            parts.network("critic", takes(image(3, 16)).then(conv(8, 3), relu(), conv(4, 3)), adam(0.001));
            var state = parts.state();
            var weights = requireNonNull(state.get("critic"));
            var owner = weights.getManager();
            int owned = owner.getManagedArrays().size();

            var written = new Checkpoints(folder, 1).write(1, "training", 0.5, 7, Compute.FLOAT32_CHANNELS_LAST, new TreeMap<>(), state);

            assertThat(weights).extracting(NDArray::getManager).containsOnly(owner);
            assertThat(owner.getManagedArrays().size()).isEqualTo(owned);
            try (var reader = parts.manager().newSubManager()) {
                var read = requireNonNull(Checkpoints.load(written, reader).get("critic"));
                assertThat(read).hasSameSizeAs(weights);
                for (var array : read) {
                    assertThat(array.toFloatArray()).as(array.getName()).isEqualTo(weights.get(array.getName()).toFloatArray());
                }
            }
        }
    }
}
