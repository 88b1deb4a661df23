package gannet.app;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// How this server is run. A flag wins over an environment variable, that over the file `gannet.properties` in the data
/// directory, and that over the default: `--database-url`, `GANNET_DATABASE_URL`, `database-url`.
///
/// @param dataDirectory absolute
record Configuration(Path dataDirectory, ServerSettings settings) {
    private static final String DATA = "data-dir";

    /// One value and where it was given, for messages.
    private record Given(String value, String source) {}

    /// @throws ProblemException with everything that is wrong
    static Configuration read(List<String> arguments, Map<String, String> environment) {
        var problems = new ArrayList<Problem>();
        var schema = Schema.of(ServerSettings.class);
        var names = new TreeMap<String, String>();
        schema.parameters().forEach(parameter -> names.put(flag(parameter.name()), parameter.name()));
        var flags = flags(arguments, names, problems);
        var given = new HashMap<String, Given>();

        var folder = flags.containsKey(DATA) ? flags.get(DATA).value() : environment.getOrDefault(variable(DATA), "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var data = folder.isBlank() ? Path.of(home, ".gannet") : Path.of(folder).toAbsolutePath().normalize();
        given.putAll(properties(data.resolve("gannet.properties"), names, problems));
        names.keySet().forEach(name -> {
            var value = environment.get(variable(name));
            if (value != null) {
                given.put(name, new Given(value, variable(name)));
            }
        });
        given.putAll(flags);
        given.remove(DATA);

        var values = new HashMap<String, String>();
        given.forEach((name, one) -> values.put(names.getOrDefault(name, name), one.value()));
        for (var problem : schema.check(values).problems()) {
            var source = given.get(flag(problem.where()));
            problems.add(source == null ? problem : new Problem(problem.kind(), problem.where(), problem.message() + " (given as " + source.source() + ")"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Configuration(data, Settings.bind(ServerSettings.class, values));
    }

    /// The page of `--help`.
    static String help() {
        var text = new StringBuilder("""
                Flags of ./gannet start. Each may also stand in gannet.properties in the data directory (port=9000) or in the
                environment (GANNET_PORT=9000); a flag wins over the environment, and that over the file.

                """);
        line(text, DATA, "~/.gannet", "Folder for everything that is kept: database, data sets, runs, logs");
        for (var parameter : Schema.of(ServerSettings.class).parameters()) {
            line(text, flag(parameter.name()), parameter.value(), parameter.help() + range(parameter));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String flag, String value, String help) {
        text.append("  --").append(flag).append(value.isEmpty() ? "" : " (" + value + ")").append("\n      ").append(help).append(".\n");
    }

    private static String range(Parameter parameter) {
        if (parameter.type() != Parameter.Type.INTEGER) {
            return "";
        }
        return " [" + (long) parameter.min() + " to " + (long) parameter.max() + (parameter.unit().isEmpty() ? "" : " " + parameter.unit()) + "]";
    }

    private static Map<String, Given> flags(List<String> arguments, Map<String, String> names, List<Problem> problems) {
        var flags = new HashMap<String, Given>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (!argument.startsWith("--") || argument.length() == 2) {
                problems.add(Problem.user("", "\"" + argument + "\" is not a flag; flags look like --port 9000, and ./gannet start --help lists them"));
                continue;
            }
            var equals = argument.indexOf('=');
            var name = argument.substring(2, equals < 0 ? argument.length() : equals);
            var known = name.equals(DATA) || names.containsKey(name);
            if (!known) {
                problems.add(Problem.user(name, "There is no flag --" + name + "; there are --" + DATA + ", --" + String.join(", --", names.keySet())));
            }
            if (equals < 0 && (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--"))) {
                if (known) {
                    problems.add(Problem.user(name, "--" + name + " wants a value after it"));
                }
                continue;
            }
            var value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
            if (known) {
                flags.put(name, new Given(value, "--" + name));
            }
        }
        return flags;
    }

    private static Map<String, Given> properties(Path file, Map<String, String> names, List<Problem> problems) {
        var given = new HashMap<String, Given>();
        if (!Files.exists(file)) {
            return given;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.user("", file + " cannot be read: " + e.getMessage() + "; mend it or take it away"));
            return given;
        }
        for (var name : properties.stringPropertyNames()) {
            if (!names.containsKey(name)) {
                problems.add(Problem.user(name, file + " sets \"" + name + "\", which does not exist; there are " + String.join(", ", names.keySet())));
                continue;
            }
            given.put(name, new Given(properties.getProperty(name).strip(), file.toString()));
        }
        return given;
    }

    /// `databaseUrl` becomes `database-url`.
    private static String flag(String name) { return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT); }

    /// `database-url` becomes `GANNET_DATABASE_URL`.
    private static String variable(String flag) { return "GANNET_" + flag.replace('-', '_').toUpperCase(Locale.ROOT); }
}
