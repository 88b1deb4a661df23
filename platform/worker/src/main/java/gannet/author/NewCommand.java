package gannet.author;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./gannet plugin new my-gan`: a project with one small working variant.
@Command(name = "new", description = "Makes a project with one small working variant, a preset, a README and the contract's test.", mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final String PACKAGE = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";

    private final PrintStream out;

    @Parameters(paramLabel = "<name>", description = "What it is called, such as my-gan: the folder, the artifact and the variant's id")
    private String name = "";

    @Option(names = "--group", paramLabel = "<id>", description = "Maven's group; default ${DEFAULT-VALUE}")
    private String group = "org.example";

    @Option(names = "--package", paramLabel = "<name>", description = "The Java package; default the group and the name without its dashes")
    private String packageName = "";

    NewCommand(PrintStream out) { this.out = out; }

    @Override public Integer call() throws IOException {
        var folder = Path.of(name);
        var java = packageName.isEmpty() ? group.replace('-', '_') + "." + name.replace("-", "") : packageName;
        var problems = new ArrayList<Problem>();
        if (!name.matches(NAME)) {
            problems.add(Problem.user("name", "A plugin's name is made of lower-case letters, digits and single dashes and begins with a letter, such as my-gan, not \"" + name + "\"."));
        } else if (Files.exists(folder)) {
            problems.add(Problem.user("name", "There is a file or folder " + folder + " here already; choose another name or go elsewhere."));
        }
        if (!java.matches(PACKAGE)) {
            problems.add(Problem.user("--package", "A package is made of lower-case words with points between them, such as org.example.mygan, not \"" + java + "\"; say another by --package."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var archetype = Archetype.open();
        var files = archetype.write(folder, Map.of("groupId", group, "artifactId", name, "version", archetype.defaultOf("version"), "package", java,
                "className", className(name), "gannetVersion", archetype.defaultOf("gannetVersion")));
        files.forEach(file -> out.println("  " + folder.resolve(file)));
        out.println("Go on with: cd " + name + ", then ./gannet plugin try (by its whole path), mvn verify");
        return 0;
    }

    /// `my-gan` becomes `MyGan`.
    static String className(String name) {
        return Arrays.stream(name.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    }
}
