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
import java.util.stream.Stream;

/// Draws from trained networks into files.
final class Drawer<Q extends Record> {
    /// What a request calls how many it wants, by which a sheet takes all pictures that were brought.
    private static final String COUNT = "count";
    private static final String ONE = "1";
    private static final String PNG = ".png";

    private final Trained trained;
    private final Variant<?, Q> variant;
    private final Gan<Q> gan;
    private final Parts parts;
    private final Brought brought;
    private final SortedMap<String, String> wishes;
    private final long seed;
    private final boolean blocks;

    /// @param wishes what is asked for, as text    @param blocks how surfaces of solids look: see [SolidFile]
    Drawer(Trained trained, Variant<?, Q> variant, Parts parts, Brought brought, SortedMap<String, String> wishes, long seed, boolean blocks) throws IOException {
        this.trained = trained;
        this.variant = variant;
        this.parts = parts;
        this.brought = brought;
        this.wishes = wishes;
        this.seed = seed;
        this.blocks = blocks;
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
        if (isSolid(target) && !wishes.getOrDefault(COUNT, ONE).strip().equals(ONE)) {
            problems.add(Problem.user("--out", target + " holds one object, not " + wishes.get(COUNT) + "; name a folder by --out for the files of each."));
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
    /// @param target a file for a sheet of all or for one solid, or a folder for a file of each
    List<Path> draw(List<PictureFile> inputs, Path target) throws IOException {
        if (isFile(target)) {
            brought.bring(inputs);
            return drawn(inputs, isSolid(target) ? 1 : inputs.size(), output -> Map.of(target, output));
        }
        if (inputs.isEmpty()) {
            return drawn(inputs, 0, output -> each(output, target));
        }
        var files = new ArrayList<Path>();
        for (var input : inputs) {
            brought.bring(List.of(input));
            var twins = inputs.stream().filter(other -> stem(other.file()).equals(stem(input.file()))).count();
            var file = target.resolve((twins == 1 ? stem(input.file()) : input.file().getFileName()) + PNG);
            files.addAll(drawn(List.of(input), 1, output -> Map.of(file, output)));
        }
        return files;
    }

    private interface Division { Map<Path, Output> among(Output output); }

    private List<Path> drawn(List<PictureFile> inputs, int examples, Division division) throws IOException {
        var request = request(examples);
        var more = new LinkedHashMap<String, Object>();
        more.put("request", request);
        if (!inputs.isEmpty()) {
            more.put("inputs", sha256(inputs));
        }
        var provenance = new Provenance(trained.order(), trained.found().checkpoint().step(), seed).text(more);
        var sheets = new LinkedHashMap<Path, Sheet>();
        var solids = new LinkedHashMap<Path, byte[]>();
        variant.guarded("drawing", () -> parts.draw(seed, brought, sampler -> {
            division.among(gan.drawing().draw(Settings.bind(variant.request(), request), sampler)).forEach((file, output) -> SolidFile.named(file)
                    .ifPresentOrElse(format -> solids.put(file, solid(format, output, provenance)), () -> sheets.put(file, sheet(output))));
            return sheets;
        }));
        for (var sheet : sheets.entrySet()) {
            Files.createDirectories(sheet.getKey().toAbsolutePath().getParent());
            for (var beside : sheet.getValue().beside().entrySet()) {
                Durable.write(sheet.getKey().resolveSibling(stem(sheet.getKey()) + "." + beside.getKey()), beside.getValue());
            }
            Durable.write(sheet.getKey(), sheet.getValue().png(provenance));
        }
        for (var solid : solids.entrySet()) {
            Files.createDirectories(solid.getKey().toAbsolutePath().getParent());
            Durable.write(solid.getKey(), solid.getValue());
        }
        return Stream.concat(sheets.keySet().stream(), solids.keySet().stream()).sorted().toList();
    }

    private byte[] solid(SolidFile format, Output output, Map<String, String> provenance) {
        if (!SolidFile.fitting(output).contains(format)) {
            throw new ProblemException(Problem.Kind.USER, "--out", "What " + variant.description().title() + " makes are no solid objects; name a PNG file or a folder by --out.");
        }
        return format.of(output, blocks, "gannet " + provenance.get("gannet"));
    }

    private Sheet sheet(Output output) {
        return Sheet.of(output).orElseThrow(() -> new ProblemException(Problem.Kind.USER, "--out",
                "What " + variant.description().title() + " makes cannot be drawn as pictures."));
    }

    /// The files of every example: `0001.png` and so on, and those that solids have.
    private static Map<Path, Output> each(Output output, Path folder) {
        var files = new LinkedHashMap<Path, Output>();
        for (int i = 0; i < output.values().size(0); i++) {
            var captions = output.captions().isEmpty() ? output.captions() : List.of(output.captions().get(i));
            var only = new NDIndex("{}:{}", i, i + 1);
            var ground = output.ground() == null ? null : new Output.Ground(output.ground().surface().get(only), output.ground().truth().get(only));
            var one = new Output(output.media(), output.values().get(only), captions, ground);
            var name = "%04d".formatted(i + 1);
            files.put(folder.resolve(name + PNG), one);
            SolidFile.fitting(output).forEach(format -> files.put(folder.resolve(name + format.ending()), one));
        }
        return files;
    }

    /// @param examples how many are wanted if nothing else is said; 0 for as many as the variant draws then
    private SortedMap<String, Object> request(int examples) {
        var wanted = new TreeMap<String, String>(wishes);
        if (examples > 0 && hasCount()) {
            wanted.putIfAbsent(COUNT, Integer.toString(examples));
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

    private static boolean isFile(Path target) {
        return !Files.isDirectory(target) && (target.toString().toLowerCase(Locale.ROOT).endsWith(PNG) || SolidFile.named(target).isPresent());
    }

    private static boolean isSolid(Path target) { return isFile(target) && SolidFile.named(target).isPresent(); }

    private static String stem(Path file) { return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""); }
}
