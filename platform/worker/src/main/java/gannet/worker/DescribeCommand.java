package gannet.worker;

import gannet.host.Variant;
import gannet.host.VariantDescription;
import gannet.layers.Plan;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.spi.Blueprint;
import gannet.worker.CommandLine.Given;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `./gannet describe`: what a variant is, needs and consists of, without running anything.
final class DescribeCommand {
    private final Given given;
    private final PrintStream out;

    /// The answer with `--json`.
    record Answer(VariantDescription variant, SortedMap<String, Object> settings, List<Network> networks, long parameters) {
        record Network(String name, boolean learns, long parameters, List<Layer> layers) {}

        record Layer(String name, String output, long parameters) {}
    }

    DescribeCommand(Given given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    static CommandSpec flags() {
        var flags = CommandSpec.create();
        flags.usageMessage().description("Prints a variant's settings, the data it needs, and its networks with shapes and parameter counts,"
                + " before anything runs. Without a variant it lists those there are.");
        return flags.addPositional(CommandLine.positional("<variant>", "Which kind of GAN"))
                .addOption(CommandLine.flags("--set", "<name=value>", "A setting that differs from its default; may be repeated"))
                .addOption(CommandLine.flags("--plugin", "<jar>", "A plugin file besides those installed; may be repeated"))
                .addOption(OptionSpec.builder("--json").type(boolean.class).description("One JSON object instead of text").build())
                .addOption(CommandLine.help());
    }

    int run() {
        var problems = new ArrayList<>(given.unknown());
        var settings = given.assignments("--set", problems);
        try (var catalogue = Catalogue.open(given.flags("--plugin").stream().map(Path::of).toList(), CommandLine::warn)) {
            if (given.positional().isEmpty() && problems.isEmpty()) {
                list(catalogue.variants());
                return 0;
            }
            var variant = catalogue.find(given.positional()).variant();
            problems.addAll(variant.check(settings));
            if (!problems.isEmpty()) {
                throw new ProblemException(problems);
            }
            describe(variant, settings);
            return 0;
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            throw new ProblemException(problems.stream().distinct().toList());
        }
    }

    private void list(List<? extends Variant<?, ?>> variants) {
        var descriptions = variants.stream().map(Variant::description).toList();
        if (given.has("--json")) {
            out.print(Json.pretty(descriptions));
            return;
        }
        descriptions.forEach(each -> out.printf("%-12s %s (%d): %s%n", each.id(), each.title(), each.year(), each.summary()));
    }

    private void describe(Variant<?, ?> variant, Map<String, String> settings) {
        var description = variant.description();
        var networks = variant.networks(settings);
        if (given.has("--json")) {
            out.print(Json.pretty(new Answer(description, description.settings().check(settings).values(),
                    networks.stream().map(DescribeCommand::network).toList(), total(networks))));
            return;
        }
        out.printf("%s (%d): %s%n%s%n%s%n%n", description.title(), description.year(), description.summary(), description.idea(), description.paper());
        out.printf("Learns from: %s%n%nSettings (--set name=value)%n%s%n", description.data(), description.settings().flags());
        out.printf("What may be asked of a trained model (./gannet draw --set name=value)%n%s%n", description.request().flags());
        for (var preset : description.presets()) {
            out.printf("Preset %s (--preset %s): %s%s%n", preset.name(), preset.name(), preset.help(), words(preset));
        }
        out.println();
        for (var network : networks) {
            out.printf("%s%s%n%s%n", network.name(), network.learns() ? "" : " (does not learn)", network.plan().table());
        }
        out.printf("%,d parameters in all%n", total(networks));
    }

    private static String words(VariantDescription.Preset preset) {
        var values = new TreeMap<>(preset.changes());
        values.putAll(preset.training());
        return values.isEmpty() ? "" : " " + values;
    }

    private static Answer.Network network(Blueprint.Entry entry) {
        return new Answer.Network(entry.name(), entry.learns(), entry.plan().parameterCount(),
                entry.plan().rows().stream().map(DescribeCommand::layer).toList());
    }

    private static Answer.Layer layer(Plan.Row row) { return new Answer.Layer(row.name(), row.output().toString(), row.parameters()); }

    private static long total(List<Blueprint.Entry> networks) { return networks.stream().mapToLong(entry -> entry.plan().parameterCount()).sum(); }
}
