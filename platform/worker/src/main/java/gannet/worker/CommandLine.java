package gannet.worker;

import gannet.parameters.Nearest;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `./gannet train`, `./gannet draw` and `./gannet describe`. Flags are taken as text and judged together, so that a person is told of all
/// mistakes at once.
public final class CommandLine {
    static final int WRONG_FLAGS = 2;
    private static final int MOST_THREADS = 256;

    private CommandLine() {}

    public static void main(String[] arguments) {
        System.setProperty("gannet.log", "WARN");
        System.exit(run(arguments, System.out, System.err));
    }

    /// The same without ending the process.
    ///
    /// @return its exit code
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        var root = CommandSpec.create().name("gannet");
        root.usageMessage().description("Trains, draws from and describes GANs without a server.");
        root.addOption(help());
        root.addSubcommand("train", tolerant(TrainCommand.flags()));
        root.addSubcommand("draw", tolerant(DrawCommand.flags()));
        root.addSubcommand("describe", tolerant(DescribeCommand.flags()));
        try {
            var parsed = new picocli.CommandLine(root).setUnmatchedArgumentsAllowed(true).parseArgs(arguments);
            var command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            if (command.hasMatchedOption("--help") || !parsed.hasSubcommand()) {
                command.commandSpec().commandLine().usage(out);
                return parsed.hasSubcommand() || parsed.hasMatchedOption("--help") ? 0 : WRONG_FLAGS;
            }
            return switch (command.commandSpec().name()) {
                case "train" -> new TrainCommand(new Given(command), out).run();
                case "draw" -> new DrawCommand(new Given(command), out).run();
                case "describe" -> new DescribeCommand(new Given(command), out).run();
                default -> throw new IllegalStateException(command.commandSpec().name());
            };
        } catch (ParameterException e) {
            err.println("gannet: " + e.getMessage());
            return WRONG_FLAGS;
        } catch (ProblemException e) {
            e.problems().forEach(problem -> err.println("gannet: " + problem.message()));
            return e.kind() == Problem.Kind.USER || e.kind() == Problem.Kind.ABSENT || e.kind() == Problem.Kind.CONFLICT ? WRONG_FLAGS : 1;
        }
    }

    /// Of `--threads`; all that there are if it was left out.
    static int threads(Given given, List<Problem> problems) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (!given.has("--threads")) {
            return processors;
        }
        if (given.flag("--threads").matches("[1-9]\\d{0,2}") && Integer.parseInt(given.flag("--threads")) <= MOST_THREADS) {
            return Integer.parseInt(given.flag("--threads"));
        }
        problems.add(Problem.user("--threads", "--threads must be a whole number from 1 to " + MOST_THREADS + ", not \"" + given.flag("--threads") + "\"."));
        return processors;
    }

    static void warn(String sentence) { System.err.println("gannet: " + sentence); }

    static OptionSpec help() { return OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class).description("This page").build(); }

    static OptionSpec flag(String name, String label, String help) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(help).build();
    }

    static OptionSpec flags(String name, String label, String help) {
        return OptionSpec.builder(name).paramLabel(label).type(List.class).auxiliaryTypes(String.class).description(help).build();
    }

    static PositionalParamSpec positional(String label, String help) {
        return PositionalParamSpec.builder().index("0").arity("0..1").paramLabel(label).type(String.class).description(help).build();
    }

    private static picocli.CommandLine tolerant(CommandSpec spec) {
        spec.usageMessage().sortOptions(false).autoWidth(true).abbreviateSynopsis(true);
        return new picocli.CommandLine(spec).setUnmatchedArgumentsAllowed(true);
    }

    /// What was given on the command line, as text.
    record Given(ParseResult result) {
        String flag(String name) { return result.matchedOptionValue(name, ""); }

        List<String> flags(String name) { return result.matchedOptionValue(name, List.of()); }

        boolean has(String name) { return result.hasMatchedOption(name); }

        String positional() { return result.matchedPositionalValue(0, ""); }

        /// A problem for everything that no flag takes.
        List<Problem> unknown() {
            var known = result.commandSpec().optionsMap().keySet();
            var problems = new ArrayList<Problem>();
            boolean mayBelong = false;                     // to an unknown flag before it
            for (var word : result.unmatched()) {
                boolean flag = word.startsWith("-");
                if (!flag && mayBelong) {
                    mayBelong = false;
                    continue;
                }
                mayBelong = flag && !word.contains("=");
                var name = word.split("=", 2)[0];
                var nearest = Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse(".");
                problems.add(Problem.user(word, flag ? "There is no flag " + name + nearest + " --help lists them all."
                        : "\"" + word + "\" is one word too many."));
            }
            return problems;
        }

        /// `name=value` words as a map; what has no `=` becomes a problem.
        SortedMap<String, String> assignments(String flag, List<Problem> problems) {
            var assignments = new TreeMap<String, String>();
            for (var word : flags(flag)) {
                int equals = word.indexOf('=');
                if (equals <= 0) {
                    problems.add(Problem.user(flag, flag + " takes name=value, such as imageSize=32, not \"" + word + "\"."));
                } else if (assignments.put(word.substring(0, equals).strip(), word.substring(equals + 1)) != null) {
                    problems.add(Problem.user(flag, word.substring(0, equals) + " is set twice."));
                }
            }
            return assignments;
        }
    }
}
