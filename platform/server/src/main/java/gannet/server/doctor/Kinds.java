package gannet.server.doctor;

import gannet.parameters.Parameter;
import gannet.server.plugin.Variants;
import gannet.spi.DoctorRule;
import java.util.List;
import java.util.function.Function;

/// What the doctor knows of variants, by id: their own rules, and their settings.
record Kinds(Function<String, List<DoctorRule>> rules, Function<String, List<Parameter>> settings) {
    static Kinds of(Variants variants) { return new Kinds(variants::doctor, variants::parameters); }
}
