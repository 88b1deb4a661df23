package gannet.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueAddressTest {
    @Test void whatIsChosenComesBackFromItsOwnAddress() {
        var address = new QueueAddress("mine", "8f2e/gpu-1", Window.DAYS);
        assertThat(address.path()).isEqualTo("queue?who=mine&device=8f2e%2Fgpu-1&time=3d");
        assertThat(QueueAddress.of(QueryParameters.fromString("who=mine&device=8f2e%2Fgpu-1&time=3d"))).isEqualTo(address);
    }

    @Test void whatNobodyKnowsShowsEverything() {
        var address = QueueAddress.of(QueryParameters.simple(Map.of("who", "somebody", "time", "for ever")));
        assertThat(address.team()).isEmpty();
        assertThat(address.window()).isEqualTo(Window.DAY);
        assertThat(new QueueAddress("", "", Window.DAY).path()).isEqualTo("queue");
    }
}
