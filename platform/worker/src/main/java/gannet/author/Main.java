package gannet.author;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// `./gannet plugin`: from an empty folder to a plugin in a running server.
@Command(name = "plugin", description = "Makes, tries and installs plugins.", mixinStandardHelpOptions = true, version = "Gannet",
        subcommands = {NewCommand.class, TryCommand.class, DevCommand.class, InstallCommand.class})
public final class Main {
    static final int WRONG_FLAGS = 2;
    static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("gannet.log", "WARN");
        System.exit(run(arguments, System.out, System.err));
    }

    /// @return the process's exit code: 0 if all went well, 2 for what the person can mend, 1 for the rest
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        var commands = new CommandLine(new Main(), new Factory(out)).setUsageHelpAutoWidth(true);
        commands.setOut(new PrintWriter(out, true));
        commands.setParameterExceptionHandler((wrong, _) -> said(wrong, err));
        commands.setExecutionExceptionHandler((thrown, _, _) -> {
            if (thrown instanceof ProblemException problems) {
                problems.problems().forEach(problem -> err.println("gannet: " + problem.message()));
                return problems.kind() == Problem.Kind.USER || problems.kind() == Problem.Kind.ABSENT ? WRONG_FLAGS : FAILED;
            }
            throw thrown;
        });
        return commands.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    private static int said(ParameterException wrong, PrintStream err) {
        err.println("gannet: " + wrong.getMessage());
        err.println("'./gannet plugin " + (wrong.getCommandLine().getCommandName().equals("plugin") ? "" : wrong.getCommandLine().getCommandName() + " ") + "--help' lists what there is.");
        return WRONG_FLAGS;
    }

    /// Gives commands the stream that they print to.
    private record Factory(PrintStream out) implements CommandLine.IFactory {
        @Override public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == PrintStream.class) {
                    return type.cast(constructor.newInstance(out));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
