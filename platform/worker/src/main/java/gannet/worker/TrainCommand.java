package gannet.worker;

import gannet.data.Fitting;
import gannet.data.Kind;
import gannet.data.Library;
import gannet.data.Painted;
import gannet.data.Pictures;
import gannet.host.Variant;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.RunDirectory.Request;
import gannet.run.Training;
import gannet.run.WorkerCommand;
import gannet.run.WorkerLock;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.worker.CommandLine.Given;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `./gannet train`: the same worker in the same kind of run directory as the server's, and a progress bar. With a folder
/// that holds a run already it goes on with that one.
final class TrainCommand {
    private static final String PAINTED = "painted";
    private static final String KINDS = String.join(", ", Arrays.stream(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());

    private final Given given;
    private final PrintStream out;

    TrainCommand(Given given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    static CommandSpec flags() {
        var flags = CommandSpec.create();
        flags.usageMessage().description("Trains a variant without a server, into a run directory. The same command again goes on"
                + " where it was stopped. Ctrl-C stops kindly, after a checkpoint.");
        flags.addPositional(CommandLine.positional("<variant>", "Which kind of GAN; ./gannet describe lists them"))
                .addOption(CommandLine.flag("--data", "<zip or folder>", "Pictures in a zip or a folder, an imported data set, or \"painted\" for what fits of Gannet's own, or one of those by its name, such as painted-shapes"))
                .addOption(CommandLine.flag("--kind", "<word>", "What the data is, where its files do not tell; default what the variant learns from where that is pairs or two collections; one of " + KINDS))
                .addOption(CommandLine.flag("--out", "<folder>", "The run directory"));
        Wishes.addFlags(flags);
        return flags.addOption(CommandLine.flag("--threads", "<n>", "Processor threads; default all"))
                .addOption(CommandLine.flag("--device", "<name>", "cpu, or cuda:0; default cpu"))
                .addOption(CommandLine.flags("--plugin", "<jar>", "A plugin file besides those installed; may be repeated"))
                .addOption(CommandLine.help());
    }

    int run() {
        if (given.flag("--out").isEmpty()) {
            return begin();
        }
        var folder = Path.of(given.flag("--out"));
        return RunDirectory.isOne(folder) ? goOn(RunDirectory.open(folder)) : begin();
    }

    private int begin() {
        var problems = new ArrayList<>(given.unknown());
        var flags = Wishes.of(given, problems);
        problems.addAll(flags.trainingProblems());
        int threads = CommandLine.threads(given, problems);
        if (given.flag("--out").isEmpty()) {
            problems.add(Problem.user("--out", "Say by --out in which folder the run shall live."));
        }
        checkData(problems);
        checkKind(problems);
        try (var catalogue = Catalogue.open(given.flags("--plugin").stream().map(Path::of).toList(), CommandLine::warn)) {
            var entry = catalogue.find(given.positional());
            var wishes = flags.above(given.flag("--preset"), entry.variant().description(), problems);
            problems.addAll(wishes.trainingProblems());
            problems.addAll(wishes.batchProblems(entry.variant()));
            problems.addAll(entry.variant().check(wishes.settings()));
            problems.addAll(GivenFiles.named(entry.variant(), wishes.settings()).problems());
            if (problems.isEmpty()) {
                var folder = Path.of(given.flag("--out"));
                var values = Settings.toMap(entry.variant().settings(wishes.settings()));
                var spec = entry.variant().data(values);
                var data = data(folder, spec);
                requireFit(entry.variant(), values, spec, data);
                var order = new Order(folder.toAbsolutePath().getFileName() + "", entry.plugin(), entry.variant().id(), values,
                        Settings.bind(Training.class, wishes.trainingValues()), data, given.has("--device") ? given.flag("--device") : "cpu", threads, null);
                return follow(RunDirectory.create(folder, order));
            }
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        throw new ProblemException(problems.stream().distinct().toList());
    }

    /// What only the data themselves and the networks can tell, all at once; each would end a worker by itself.
    private static void requireFit(Variant<?, ?> variant, SortedMap<String, Object> settings, DataSpec spec, Order.Data data) {
        var problems = new ArrayList<>(Fitting.problems(spec, Pictures.open(data.folder())));
        try {
            variant.networks(settings);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /// What was launched stays as it was launched; flags that say otherwise are mistakes.
    private int goOn(RunDirectory directory) {
        var problems = new ArrayList<>(given.unknown());
        var order = directory.order();
        var wishes = withPreset(Wishes.of(given, problems), order, problems);
        if (!given.positional().isEmpty() && !given.positional().equals(order.variant())) {
            problems.add(differs(directory, "variant", order.variant(), given.positional()));
        }
        wishes.settings().forEach((name, value) -> compare(directory, name, order.settings().get(name), value, problems));
        var launched = Settings.toMap(order.training());
        wishes.training().forEach((name, value) -> compare(directory, name, launched.get(name), value, problems));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return follow(directory);
    }

    private Wishes withPreset(Wishes flags, Order order, List<Problem> problems) {
        if (!given.has("--preset")) {
            return flags;
        }
        try (var catalogue = Catalogue.open(List.of(order.plugin().file()), CommandLine::warn)) {
            return flags.above(given.flag("--preset"), catalogue.find(order.variant()).variant().description(), problems);
        }
    }

    private static void compare(RunDirectory directory, String name, @Nullable Object launched, String wanted, List<Problem> problems) {
        boolean same = launched instanceof Number number && wanted.strip().matches("[-+.eE\\d]+") && number.doubleValue() == asNumber(wanted)
                || launched != null && launched.toString().equalsIgnoreCase(wanted.strip().replace('-', '_'));
        if (!same) {
            problems.add(differs(directory, name, String.valueOf(launched), wanted));
        }
    }

    private static double asNumber(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Problem differs(RunDirectory directory, String name, String launched, String wanted) {
        return Problem.user(name, "The run in " + directory.folder() + " was launched with " + name + " " + launched + ", not " + wanted
                + ". Leave it out to go on with that run, or choose another --out for a new one.");
    }

    private void checkData(List<Problem> problems) {
        var data = given.flag("--data");
        if (data.isEmpty()) {
            problems.add(Problem.user("--data", "Say by --data what to learn from: a zip or folder of pictures, or \"painted\" for Gannet's own."));
        } else if (!isPainted(data) && !Files.exists(Path.of(data))) {
            problems.add(Problem.user("--data", "There is no file or folder " + data + " for --data."
                    + (data.startsWith(PAINTED) ? " Painted ones are " + String.join(", ", Painted.words()) + "." : "")));
        }
    }

    private void checkKind(List<Problem> problems) {
        var kind = given.flag("--kind");
        if (!kind.isEmpty() && Kind.named(kind).isEmpty()) {
            problems.add(Problem.user("--kind", "--kind must be one of " + KINDS + ", not \"" + kind + "\"; left out, it is told by the variant and the files."));
        }
    }

    private static boolean isPainted(String data) { return data.equals(PAINTED) || Painted.named(data).isPresent(); }

    private static Painted painted(DataSpec spec) {
        return switch (spec) {
            case DataSpec.Unpaired _ -> Painted.STYLES;
            case DataSpec.Crops _ -> Painted.PHOTOGRAPHS;
            case DataSpec.Unlabelled(Media.Voxels _) -> Painted.FURNITURE;
            case DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _ -> Painted.SHAPES;
            case DataSpec.Paired _ -> Painted.PAIRS;
        };
    }

    /// What files are taken for that may be one thing or another, if nobody says: what the variant learns from. Where that is single
    /// pictures the files tell more, for labels and captions are kept beside them.
    private static Optional<Kind> kind(DataSpec spec) {
        return switch (spec) {
            case DataSpec.Unpaired _ -> Optional.of(Kind.UNPAIRED);
            case DataSpec.Paired _ -> Optional.of(Kind.PAIRED);
            case DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _, DataSpec.Crops _ -> Optional.empty();
        };
    }

    /// An imported data set is used where it is; everything else is imported beside the run.
    private Order.Data data(Path folder, DataSpec spec) {
        var data = given.flag("--data");
        if (!isPainted(data) && Pictures.isAt(Path.of(data))) {
            var description = Pictures.open(Path.of(data)).description();
            return new Order.Data(description.name(), Path.of(data).toAbsolutePath(), description.hash());
        }
        try {
            var library = new Library(Files.createDirectories(folder.resolve("data")));
            var name = Path.of(data).toAbsolutePath().getFileName() + "";
            var imported = isPainted(data) ? library.paint(Painted.named(data).orElseGet(() -> painted(spec))) : library.take(Path.of(data), data, name, Kind.named(given.flag("--kind")).or(() -> kind(spec)).orElse(null), this::importing, () -> false);
            var description = imported.description();
            out.printf("%s: %,d %s%n", description.name(), description.count(), description.kind().words());
            description.findings().forEach(finding -> out.println("  " + finding));
            return new Order.Data(description.name(), imported.folder().toAbsolutePath(), description.hash());
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The folder " + folder + " cannot be made: " + e, e);
        }
    }

    private void importing(int done, int all) {
        if (ProgressBar.TERMINAL) {
            out.printf("\r\033[Kreading %,d of %,d files", done, all);
            out.print(done == all ? "\r\033[K" : "");
            out.flush();
        }
    }

    /// Starts a worker, or joins the one that is at work already, and shows how it goes.
    private int follow(RunDirectory directory) {
        try {
            if (!WorkerLock.isHeld(directory)) {
                directory.reopen();
                var process = WorkerCommand.ofThisInstallation().start(directory);
                return watch(directory, process.toHandle());
            }
            return watch(directory, WorkerLock.holder(directory).flatMap(WorkerLock.Holder::process)
                    .orElseThrow(() -> new ProblemException(Problem.Kind.CONFLICT, directory.folder().toString(),
                            "Another worker, which this machine does not know, is at work on " + directory.folder() + ".")));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The worker cannot be started: " + e, e);
        }
    }

    private int watch(RunDirectory directory, ProcessHandle worker) throws IOException {
        var stopKindly = new Thread(() -> {
            directory.ask(Request.STOP);
            System.err.println("\nStopping after this step; the checkpoint is being written.");
            worker.onExit().join();
        }, "stop kindly");
        Runtime.getRuntime().addShutdownHook(stopKindly);
        new ProgressBar(directory, out).follow(worker);
        try {
            Runtime.getRuntime().removeShutdownHook(stopKindly);
        } catch (IllegalStateException e) {
            return 0;                                          // Ctrl-C was pressed: the machine is going down already
        }
        var exit = directory.exit();
        if (exit.isEmpty()) {
            throw new ProblemException(Problem.Kind.RESOURCES, directory.folder().toString(),
                    "The worker was killed. The same command goes on from the last checkpoint; " + directory.log() + " may say more.");
        }
        if (exit.get().outcome() == Exit.Outcome.FAILED) {
            throw new ProblemException(Problem.Kind.INTERNAL, directory.folder().toString(), exit.get().reason() + " (" + directory.log() + ")");
        }
        out.println(exit.get().reason() + " " + directory.folder());
        return 0;
    }
}
