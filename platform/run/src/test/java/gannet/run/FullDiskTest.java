package gannet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FullDiskTest {
    @Test void isFoundAmongCausesAndWhatWasSuppressed() {
        assertThat(FullDisk.isBehind(new IOException("No space left on device"))).isTrue();
        assertThat(FullDisk.isBehind(new IllegalStateException(new FileSystemException("/a", null, "Disk quota exceeded")))).isTrue();
        var closing = new IOException("the stream is closed");
        closing.addSuppressed(new IOException("There is not enough space on the disk"));
        assertThat(FullDisk.isBehind(closing)).isTrue();
    }

    @Test void otherTroublesAreOthers() {
        assertThat(FullDisk.isBehind(new IOException("Input/output error"))).isFalse();
        assertThat(FullDisk.isBehind(new IOException((String) null))).isFalse();
    }

    @Test void causesThatGoInCirclesComeToAnEnd() {
        var one = new IOException("one");
        var other = new IOException("other", one);
        one.initCause(other);
        assertThat(FullDisk.isBehind(one)).isFalse();
    }
}
