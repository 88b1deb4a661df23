package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {
    private final Growth growth = new Growth();

    @Test void fillsTheOpenChunkAndBeginsOthersBehindIt() {
        add(10, 10 + 2 * Chunk.FULL);
        var chunks = growth.behind(Chunk.EMPTY.with(8, 0).with(9, 0));
        assertThat(chunks).extracting(Chunk::count).containsExactly(Chunk.FULL, Chunk.FULL, 2);
        assertThat(chunks).extracting(Chunk::first).containsExactly(8L, 8L + Chunk.FULL, 8L + 2 * Chunk.FULL);
    }

    @Test void leavesAFullChunkAlone() {
        add(0, Chunk.FULL);
        var full = growth.behind(Chunk.EMPTY).getFirst();
        var next = new Growth();
        next.add(Chunk.FULL, 1);
        assertThat(next.behind(full)).extracting(Chunk::first).containsExactly((long) Chunk.FULL);
    }

    /// The database knows a chunk by its first step and takes each once.
    @Test void ofTwoChunksThatBeginAtOneStepTheLaterStays() {
        add(0, Chunk.FULL);
        add(5000, 5000 + Chunk.FULL);
        add(0, 3);
        var chunks = growth.behind(Chunk.EMPTY);
        assertThat(chunks).extracting(Chunk::first).containsExactly(5000L, 0L);
        assertThat(chunks.getLast().count()).isEqualTo(3);
    }

    private void add(int from, int to) {
        for (int step = from; step < to; step++) {
            growth.add(step, step);
        }
    }
}
