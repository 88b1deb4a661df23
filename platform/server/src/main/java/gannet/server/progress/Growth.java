package gannet.server.progress;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Points of one chart line that come behind those in its open chunk.
final class Growth {
    private long[] steps = new long[16];
    private float[] values = new float[16];
    private int count;

    void add(long step, float value) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        steps[count] = step;
        values[count] = value;
        count++;
    }

    /// The chunks that are to be written: the open one, if there was room in it, and those behind it. A chunk is known by its
    /// first step: of two that begin at the same one, which no worker of ours writes, the later stays.
    List<Chunk> behind(Chunk open) {
        var chunks = new LinkedHashMap<Long, Chunk>();
        var tail = open.isFull() ? Chunk.EMPTY : open;
        for (int from = 0; from < count; ) {
            int more = Math.min(count - from, Chunk.FULL - tail.count());
            var chunk = tail.with(Arrays.copyOfRange(steps, from, from + more), Arrays.copyOfRange(values, from, from + more));
            chunks.putLast(chunk.first(), chunk);
            tail = Chunk.EMPTY;
            from += more;
        }
        return List.copyOf(chunks.values());
    }
}
