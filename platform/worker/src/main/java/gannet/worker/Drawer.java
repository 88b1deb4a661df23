package gannet.worker;

import ai.djl.ndarray.index.NDIndex;
import gannet.data.PictureFile;
import gannet.host.BundleInspection;
import gannet.host.Variant;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.run.Durable;
import gannet.spi.Gan;
import gannet.spi.Output;
import gannet.torch.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Draws from trained networks into files.
final class Drawer<Q extends Record> {
    /// What a request calls how many it wants, by which a sheet takes all pictures that were brought.
    private static final String COUNT = "count";
    private static final String PNG = ".png";

    private final Trained trained;
    private final Variant<?, Q> variant;
    private final Gan<Q> gan;
    private final Parts parts;
    private final Brought brought;
    private final SortedMap<String, String> wishes;
    private final long seed;

    /// @param wishes what is asked for, as text
    Drawer(Trained trained, Variant<?, Q> variant, Parts parts, Brought brought, SortedMap<String, String> wishes, long seed) throws IOException {
        this.trained = trained;
        this.variant = variant;
        this.parts = parts;
        this.brought = brought;
        this.wishes = wishes;
        this.seed = seed;
        gan = variant.assemble(trained.order().settings(), parts);
        Job.restore(trained.found(), parts);
    }

    /// Why these pictures cannot be drawn from.
    List<Problem> problems(List<PictureFile> inputs, Path target) {
        var problems = new ArrayList<Problem>();
        var title = variant.description().title();
        if (!inputs.isEmpty() && !brought.takesPictures()) {
            problems.add(Problem.user("--input", title + " takes no pictures; leave --input out."));
        }
        if (isFile(target) && inputs.size() > 1) {
            if (brought.takesAnySize()) {
                problems.add(Problem.user("--out", inputs.size() + " pictures of any size make no sheet; name a folder by --out for a file of each."));
            } else if (inputs.size() > most()) {
                problems.add(Problem.user("--out", title + " draws at most " + most() + " pictures on a sheet, not " + inputs.size()
                        + "; name a folder by --out for a file of each."));
            }
        }
        return problems;
    }

    /// @param inputs a person's pictures; none for the run's held-out examples or noise
    /// @param target a file for a sheet of all, or a folder for a file of each
    List<Path> draw(List<PictureFile> inputs, Path target) throws IOException {
        if (isFile(target)) {
            brought.bring(inputs);
            return drawn(inputs, output -> Map.of(target, output));
        }
        if (inputs.isEmpty()) {
            return drawn(inputs, output -> each(output, target));
        }
        var files = new ArrayList<Path>();
        for (var input : inputs) {
            brought.bring(List.of(input));
            var file = target.resolve(stem(input.file()) + PNG);
            files.addAll(drawn(List.of(input), output -> Map.of(file, output)));
        }
        return files;
    }

    private interface Division { Map<Path, Output> among(Output output); }

    private List<Path> drawn(List<PictureFile> inputs, Division division) throws IOException {
        var request = request(inputs.size());
        var sheets = variant.guarded("drawing", () -> parts.draw(seed, brought, sampler -> {
            var drawn = new LinkedHashMap<Path, Sheet>();
            division.among(gan.drawing().draw(Settings.bind(variant.request(), request), sampler)).forEach((file, output) -> drawn.put(file, sheet(output)));
            return drawn;
        }));
        var provenance = new Provenance(trained.order(), trained.found().checkpoint().step(), seed);
        var more = new LinkedHashMap<String, Object>();
        more.put("request", request);
        if (!inputs.isEmpty()) {
            more.put("inputs", sha256(inputs));
        }
        for (var sheet : sheets.entrySet()) {
            Files.createDirectories(sheet.getKey().toAbsolutePath().getParent());
            for (var beside : sheet.getValue().beside().entrySet()) {
                Durable.write(sheet.getKey().resolveSibling(stem(sheet.getKey()) + "." + beside.getKey()), beside.getValue());
            }
            Durable.write(sheet.getKey(), sheet.getValue().png(provenance.text(more)));
        }
        return List.copyOf(sheets.keySet());
    }

    private Sheet sheet(Output output) {
        return Sheet.of(output).orElseThrow(() -> new ProblemException(Problem.Kind.USER, "--out",
                "What " + variant.description().title() + " makes cannot be drawn as pictures."));
    }

    /// One file for every example: `0001.png` and so on.
    private static Map<Path, Output> each(Output output, Path folder) {
        var files = new LinkedHashMap<Path, Output>();
        for (int i = 0; i < output.values().size(0); i++) {
            var captions = output.captions().isEmpty() ? output.captions() : List.of(output.captions().get(i));
            files.put(folder.resolve("%04d%s".formatted(i + 1, PNG)), new Output(output.media(), output.values().get(new NDIndex("{}:{}", i, i + 1)), captions));
        }
        return files;
    }

    /// @param pictures how many were brought; 0 for none
    private SortedMap<String, Object> request(int pictures) {
        var wanted = new TreeMap<String, String>(wishes);
        if (pictures > 0 && hasCount()) {
            wanted.putIfAbsent(COUNT, Integer.toString(pictures));
        }
        return variant.description().request().check(wanted).orThrow();
    }

    private boolean hasCount() { return variant.description().request().find(COUNT).isPresent(); }

    private long most() { return variant.description().request().find(COUNT).map(Parameter::max).map(Double::longValue).orElse(Long.MAX_VALUE); }

    private static SortedMap<String, String> sha256(List<PictureFile> inputs) throws IOException {
        var hashes = new TreeMap<String, String>();
        for (var input : inputs) {
            hashes.put(String.valueOf(input.file().getFileName()), BundleInspection.sha256(input.file()));
        }
        return hashes;
    }

    private static boolean isFile(Path target) { return !Files.isDirectory(target) && target.toString().toLowerCase(Locale.ROOT).endsWith(PNG); }

    private static String stem(Path file) { return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""); }
}
