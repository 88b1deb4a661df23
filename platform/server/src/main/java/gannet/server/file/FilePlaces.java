package gannet.server.file;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where the files lie that settings name. A setting says `<SHA-256>/<name>`, so that it means the same content for ever; what
/// reads the file is given its place on the disk.
public final class FilePlaces {
    static final int LONGEST_NAME = 200;
    private static final Pattern NAMED = Pattern.compile("([0-9a-f]{64})/([^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]{0," + (LONGEST_NAME - 1) + "})");

    private final Path folder;

    /// @param folder where the files are kept
    public FilePlaces(Path folder) { this.folder = folder.toAbsolutePath(); }

    Path of(String hash, String name) { return folder.resolve(hash).resolve(name); }

    /// The hash and the name that a setting says, if it says them.
    static Optional<String[]> parts(String value) {
        var matcher = NAMED.matcher(value);
        return matcher.matches() ? Optional.of(new String[] {matcher.group(1), matcher.group(2)}) : Optional.empty();
    }

    /// The same settings, with the place of each file instead of its hash and name.
    public Map<String, Object> located(Map<String, ?> settings) {
        var located = new TreeMap<String, Object>();
        settings.forEach((setting, value) -> located.put(setting, value instanceof String text
                ? parts(text).map(parts -> (Object) of(parts[0], parts[1]).toString()).orElse(text) : value));
        return located;
    }

    /// A sentence in which files go by their names instead of their places.
    public String named(String sentence) { return sentence.replaceAll(Pattern.quote(folder.toString()) + "[/\\\\][0-9a-f]{64}[/\\\\]", ""); }

    /// What is wrong with those settings that are to name files: a place on this machine, say, which nobody outside may choose.
    public List<Problem> problems(List<Parameter> parameters, Map<String, ?> settings) {
        var problems = new ArrayList<Problem>();
        for (var parameter : parameters) {
            var value = settings.get(parameter.name());
            if (parameter.type() != Parameter.Type.FILE || !(value instanceof String text) || text.isBlank()) {
                continue;
            }
            var parts = parts(text);
            if (parts.isEmpty()) {
                problems.add(Problem.user(parameter.name(), parameter.name() + " must name a file of the project as <SHA-256>/<name>, not \"" + text
                        + "\"; upload the file and choose it."));
            } else if (!Files.isRegularFile(of(parts.get()[0], parts.get()[1]))) {
                problems.add(Problem.user(parameter.name(), parameter.name() + " names the file " + parts.get()[1] + ", which is not there; upload it again."));
            }
        }
        return List.copyOf(problems);
    }
}
