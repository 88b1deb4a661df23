package gannet.worker;

import gannet.host.BundleInspection;
import gannet.host.Variant;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that a run's settings name: a network that sees, vectors of captions.
///
/// @param files by setting
record GivenFiles(SortedMap<String, Path> files) {

    /// @throws ProblemException with every file that is missing or cannot be read
    static GivenFiles of(Variant<?, ?> variant, Map<String, ?> settings) {
        var given = named(variant, settings);
        var problems = given.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return given;
    }

    static GivenFiles named(Variant<?, ?> variant, Map<String, ?> settings) {
        var files = new TreeMap<String, Path>();
        for (var parameter : variant.description().settings().parameters()) {
            var value = settings.get(parameter.name());
            if (parameter.type() == Parameter.Type.FILE && value != null && !value.toString().isBlank()) {
                files.put(parameter.name(), Path.of(value.toString()).toAbsolutePath());
            }
        }
        return new GivenFiles(files);
    }

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        files.forEach((setting, file) -> {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                problems.add(Problem.user(setting, setting + " names the file " + file + ", which is not there or cannot be read. Put it there, or name another."));
            }
        });
        return problems;
    }

    /// Which files they were: name and hash, for the run's record.
    SortedMap<String, String> facts() throws IOException {
        var facts = new TreeMap<String, String>();
        for (var entry : files.entrySet()) {
            facts.put(entry.getKey() + " file", entry.getValue().getFileName() + ", SHA-256 " + BundleInspection.sha256(entry.getValue()));
        }
        return facts;
    }
}
