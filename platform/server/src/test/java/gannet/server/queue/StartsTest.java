package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsTest {
    private final Starts starts = new Starts();

    @Test void eachIsTriedLongerThanTheOneThatFailedBeforeIt() {
        assertThat(starts.tries()).isEqualTo(10);
        starts.failed();
        assertThat(starts.tries()).isEqualTo(20);
        starts.failed();
        assertThat(starts.tries()).isEqualTo(40);
    }

    @Test void noneIsTriedForMoreThanTenMinutes() {
        for (int i = 0; i < 100; i++) {
            starts.failed();
        }
        assertThat(starts.tries()).isEqualTo(600);
    }

    @Test void oneThatSucceedsIsTheEndOfIt() {
        starts.failed();
        starts.succeeded();
        assertThat(starts.tries()).isEqualTo(10);
    }
}
