package ${package};

import gannet.testkit.contract.VariantContract;
import java.util.Map;

/// What every variant keeps: see the test's names in the report.
class ContractTest extends VariantContract {
    /// So small that a step takes milliseconds.
    @Override protected Map<String, String> tiny(String variant) { return Map.of("imageSize", "16", "width", "4"); }
}
