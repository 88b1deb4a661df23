package gannet.host;

import gannet.spi.Assembly;
import gannet.spi.Card;
import gannet.spi.DataSpec;
import gannet.spi.Finding;
import gannet.spi.Gan;
import gannet.spi.GanVariant;
import gannet.spi.Media;
import gannet.spi.Param;
import gannet.spi.PluginException;
import gannet.spi.Task;
import java.util.List;
import java.util.Map;

/// The least that a variant can be.
public final class Dots implements GanVariant<Dots.Settings, Dots.Draw> {
    public record Settings(
            @Param(value = "8", min = 1, max = 64, help = "Side") int size,
            @Param(value = "1", min = 0, max = 9, help = "Any but three; five breaks it") int mood) {}

    public record Draw(@Param(value = "1", min = 1, max = 9, help = "How many") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("dots", "Dots", 2026, "Nothing", "Nothing at all.", "https://example.org", Task.GENERATE, Settings.class, Draw.class,
                List.of(new Card.Preset("tiny", "Small", Map.of("size", "2"))), null);
    }

    @Override public DataSpec data(Settings settings) { return new DataSpec.Unlabelled(new Media.Images(1, settings.size())); }

    @Override public List<Finding> check(Settings settings) {
        return settings.mood() == 3 ? List.of(new Finding("mood", "mood must not be 3.")) : List.of();
    }

    @Override public Gan<Draw> assemble(Settings settings, Assembly assembly) {
        throw settings.mood() == 5 ? new IllegalStateException("bad mood") : new PluginException("Dots have no networks.");
    }
}
