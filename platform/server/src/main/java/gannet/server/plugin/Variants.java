package gannet.server.plugin;

import gannet.parameters.Problem;
import gannet.server.account.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variants that installed plugins bring.
public final class Variants {
    /// @param parameters how many numbers it learns    @param rows layer, output size, parameters
    public record NetworkPlan(String name, long parameters, List<Row> rows) {
        public record Row(String layer, String output, long parameters) {}
    }

    public List<VariantCard> list(Person who) { throw new AssertionError("contract"); }

    /// Refused with ABSENT if there is none of that id; the message lists those there are.
    public VariantCard find(Person who, String id) { throw new AssertionError("contract"); }

    /// PNG
    public Optional<byte[]> picture(Person who, String id) { throw new AssertionError("contract"); }

    /// Everything wrong with these settings, cross-setting rules of the plugin included; empty if they are good.
    public List<Problem> check(Person who, String id, Map<String, ?> settings) { throw new AssertionError("contract"); }

    /// The networks that these settings give, without running anything.
    public List<NetworkPlan> networks(Person who, String id, Map<String, ?> settings) { throw new AssertionError("contract"); }
}
