package gannet.torch;

import ai.djl.pytorch.jni.JniUtils;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/// Sows everything random from the run's seed, a purpose and a number, so that nothing has to be remembered.
final class Seeds {
    private Seeds() {}

    /// Seeds PyTorch's generator and gives a Java one beside it.
    static RandomGenerator sow(long seed, String purpose, long number) {
        var crc = new CRC32C();
        crc.update(purpose.getBytes(StandardCharsets.UTF_8));
        var random = new SplittableRandom(mixed(mixed(seed) + crc.getValue()) + number);
        JniUtils.setSeed(random.nextLong());
        return random;
    }

    /// Stafford's variant 13 of MurmurHash3's finalizer.
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
