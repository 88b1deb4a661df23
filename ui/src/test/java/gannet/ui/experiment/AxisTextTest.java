package gannet.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Parameter;
import gannet.parameters.Parameter.Type;
import gannet.server.experiment.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTextTest {
    @Test void commasMakeAList() {
        assertThat(AxisText.of(of(Type.DECIMAL), "0.0001, 0.0002")).contains(new Axis.Values(List.of("0.0001", "0.0002")));
        assertThat(AxisText.of(of(Type.INTEGER), "16,32, 64,")).contains(new Axis.Values(List.of("16", "32", "64")));
        assertThat(AxisText.of(of(Type.CHOICE), "HINGE, WASSERSTEIN")).contains(new Axis.Values(List.of("HINGE", "WASSERSTEIN")));
    }

    @Test void anEllipsisMakesARange() {
        assertThat(AxisText.of(of(Type.DECIMAL), "0.0001 … 1e-2")).contains(new Axis.Range(0.0001, 0.01, false, 5));
        assertThat(AxisText.of(of(Type.DECIMAL), "0.0001...0.01 log × 4")).contains(new Axis.Range(0.0001, 0.01, true, 4));
        assertThat(AxisText.of(of(Type.INTEGER), "8 … 64 x4 log")).contains(new Axis.Range(8, 64, true, 4));
    }

    @Test void oneValueIsNoAxis() {
        assertThat(AxisText.of(of(Type.DECIMAL), "0.0002")).isEmpty();
        assertThat(AxisText.of(of(Type.INTEGER), "")).isEmpty();
        assertThat(AxisText.of(of(Type.DECIMAL), "0.1 … fast")).isEmpty();
    }

    @Test void aDecimalCommaIsLeftToBeExplained() { assertThat(AxisText.of(of(Type.DECIMAL), "0,0002")).isEmpty(); }

    @Test void wordsMayHoldCommas() { assertThat(AxisText.of(of(Type.TEXT), "one, two")).isEmpty(); }

    @Test void theFirstValueStandsForAll() {
        assertThat(AxisText.first("0.0001, 0.0002")).isEqualTo("0.0001");
        assertThat(AxisText.first("8 … 64 log")).isEqualTo("8");
    }

    private static Parameter of(Type type) { return new Parameter("name", type, "Name", "", 0, 1, List.of(), "", "", "", false); }
}
