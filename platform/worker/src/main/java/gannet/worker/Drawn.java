package gannet.worker;

import gannet.spi.Output;
import java.util.Optional;

/// A drawing, as a sheet for people and as numbers for [Checkup]; either may be missing for media that have none.
record Drawn(Optional<Sheet> sheet, Optional<Shown> shown) {
    static Drawn of(Output output) { return new Drawn(Sheet.of(output), Shown.of(output)); }
}
