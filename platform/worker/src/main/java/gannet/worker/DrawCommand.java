package gannet.worker;

import gannet.data.PictureFile;
import gannet.host.Variant;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.torch.Parts;
import gannet.torch.TorchEngine;
import gannet.worker.CommandLine.Given;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `./gannet draw`: what a trained model makes, of noise, of its held-out examples or of a person's pictures, by the code
/// that draws a run's samples.
final class DrawCommand {
    private static final String PNG = ".png";
    private static final String BLOCKS = "--blocks";

    private final Given given;
    private final PrintStream out;
    private final List<Problem> problems = new ArrayList<>();

    DrawCommand(Given given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    static CommandSpec flags() {
        var flags = CommandSpec.create();
        flags.usageMessage().description("Draws from a trained model without a server: from a run directory, of which it takes the newest checkpoint,"
                + " or from one of its checkpoints. Every picture says in its file which run made it. ./gannet describe lists what may be asked of a variant.");
        return flags.addPositional(CommandLine.positional("<run or checkpoint>", "A run directory, or a folder in its checkpoints/"))
                .addOption(CommandLine.flag("--input", "<picture or folder>", "What to translate or enlarge; left out, the run's held-out examples"))
                .addOption(CommandLine.flags("--set", "<name=value>", "What is asked for, such as count=16; may be repeated"))
                .addOption(CommandLine.flag("--seed", "<n>", "Decides everything random; default the run's own, as in its samples"))
                .addOption(CommandLine.flag("--out", "<file or folder>", "A PNG file for a sheet of all, an OBJ or binvox file for one solid object, or a folder for the files of each"))
                .addOption(blocks())
                .addOption(CommandLine.flag("--device", "<name>", "cpu, or cuda:0; default cpu"))
                .addOption(CommandLine.flag("--threads", "<n>", "Processor threads; default all"))
                .addOption(CommandLine.help());
    }

    private static OptionSpec blocks() {
        return OptionSpec.builder(BLOCKS).type(boolean.class).description("OBJ files show a solid object's voxels as blocks instead of a smooth surface").build();
    }

    int run() {
        problems.addAll(given.unknown());
        var wishes = given.assignments("--set", problems);
        var seed = seed();
        int threads = CommandLine.threads(given, problems);
        var inputs = inputs();
        var target = target();
        if (given.positional().isEmpty()) {
            problems.add(Problem.user("run", "Say which run directory or checkpoint to draw from."));
        }
        stopAtProblems();
        var trained = Trained.at(Path.of(given.positional()));
        TorchEngine.start(threads);                          // before any bundle can touch DJL
        try {
            Job.checkPlugin(trained.order().plugin());
            try (var catalogue = Catalogue.open(List.of(trained.order().plugin().file()), CommandLine::warn)) {
                return draw(trained, catalogue.find(trained.order().variant()).variant(), wishes, seed, inputs, target);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "Drawing from " + given.positional() + " failed: " + e.getMessage(), e);
        }
    }

    private <S extends Record, Q extends Record> int draw(
            Trained trained, Variant<S, Q> variant, SortedMap<String, String> wishes, OptionalLong seed, List<PictureFile> inputs, Path target) throws IOException {
        var order = trained.order();
        problems.addAll(variant.description().request().check(wishes).problems());
        problems.addAll(GivenFiles.named(variant, order.settings()).problems());
        var cache = Files.createTempDirectory("gannet-draw");
        try (var parts = new Parts(trained.found().checkpoint().compute(), order.training().seed(), Job.device(given.has("--device") ? given.flag("--device") : "cpu"));
                var brought = new Brought(trained, variant, cache)) {
            var drawer = new Drawer<>(trained, variant, parts, brought, wishes, seed.orElse(order.training().seed()), given.has(BLOCKS));
            problems.addAll(drawer.problems(inputs, target));
            stopAtProblems();
            drawer.draw(inputs, target).forEach(file -> out.println("drew " + file));
            return 0;
        } finally {
            Durable.remove(cache);
        }
    }

    private void stopAtProblems() {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.stream().distinct().toList());
        }
    }

    private OptionalLong seed() {
        var text = given.flag("--seed");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.matches("\\d{1,18}")) {
            return OptionalLong.of(Long.parseLong(text));
        }
        problems.add(Problem.user("--seed", "--seed must be a whole number of 0 or more, not \"" + text + "\"."));
        return OptionalLong.empty();
    }

    /// The pictures, read; of a folder, all that it holds itself, by name.
    private List<PictureFile> inputs() {
        var text = given.flag("--input");
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            var input = Path.of(text);
            if (!Files.isDirectory(input)) {
                return List.of(PictureFile.read(input));
            }
            try (var files = Files.list(input)) {
                var pictures = files.filter(PictureFile::isNamedSo).sorted().map(PictureFile::read).toList();
                if (pictures.isEmpty()) {
                    problems.add(Problem.user("--input", "The folder " + input + " holds no pictures; PNG, JPEG, GIF and BMP files are read."));
                }
                return pictures;
            }
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(Problem.user("--input", "The folder " + text + " cannot be read: " + e + "."));
        }
        return List.of();
    }

    private Path target() {
        var text = given.flag("--out");
        if (text.isEmpty()) {
            problems.add(Problem.user("--out", "Say by --out where to draw: a PNG file for a sheet of all, or a folder for a file of each."));
        }
        var name = Path.of(text).getFileName();
        var ending = name == null || Files.isDirectory(Path.of(text)) ? "" : name.toString().toLowerCase(Locale.ROOT).replaceFirst("^[^.]*", "");
        if (!ending.isEmpty() && !ending.endsWith(PNG) && SolidFile.named(Path.of(text)).isEmpty()) {
            problems.add(Problem.user("--out", "--out names a PNG file or a folder, not " + text
                    + "; pictures are written as PNG, solid objects as .obj or .binvox, too."));
        }
        return Path.of(text);
    }
}
