package gannet.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import gannet.server.experiment.ForkPoint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaunchAddressTest {
    private static final UUID DATA = new UUID(5, 1);

    @Test void isReadBackAsItWasWritten() {
        var address = new LaunchAddress(Optional.of(DATA), "small", "a name & more", Optional.of(new ForkPoint(12, 400)), new TreeMap<>(Map.of("learningRate", "0.0004", "imageSize", "100")));

        assertThat(LaunchAddress.of(address.location("dcgan").getQueryParameters())).isEqualTo(address);
    }

    @Test void holdsNothingThatWasNotChosen() {
        assertThat(new LaunchAddress(Optional.empty(), "", "", Optional.empty(), new TreeMap<>()).location("dcgan").getPathWithQueryParameters()).isEqualTo("launch/dcgan");
    }

    @Test void takesAMalformedDataSetForNone() {
        assertThat(LaunchAddress.of(QueryParameters.of("data", "flowers")).data()).isEmpty();
    }
}
