package gannet.bench;

import gannet.bench.Recogniser.Shown;
import gannet.data.Painted;
import gannet.data.PictureFile;
import gannet.data.Pictures;
import gannet.run.RunDirectory;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whether a StackGAN that learned from painted shapes paints what it is told: a network that learned from real pictures names
/// the colour and the shape in generated ones, of captions that other painted pictures have.
final class CaptionBenchmark implements Benchmark {
    static final List<String> COLOURS = List.of("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink");
    static final List<String> SHAPES = List.of("circle", "ring", "square", "triangle", "hexagon", "cross", "star", "heart", "moon", "drop");

    private static final int TO_LEARN_FROM = 4096;
    private static final int ASKED = 160;
    private static final int NOISES = 4;
    /// The side of painted pictures.
    private static final int PAINTED = 64;
    /// Of training data the seed is 1.
    private static final int SEED_OF_REAL = 2;
    private static final int SEED_OF_ASKED = 3;
    /// Chance is at most so much of what is recognised: "far above chance".
    private static final double FAR = 1 / 3.0;

    @Override public String name() { return "captions"; }

    @Override public String summary() {
        return "--run <run>: the colour and shape that painted captions ask a trained StackGAN for, recognised in its pictures";
    }

    @Override public Report measure(List<String> words) throws IOException, InterruptedException {
        var arguments = new Arguments(words);
        var run = arguments.text("--run", "runs/captions").orElseThrow(() -> new BenchmarkException("say by --run which run of StackGAN is meant."));
        arguments.end();
        var settings = RunDirectory.open(Path.of(run)).order().settings();
        int side = number(settings, "imageSize");
        int enlargement = number(settings, "enlargement");
        TorchEngine.start(1);
        var folder = Files.createTempDirectory("gannet-captions");
        try {
            var real = painted(folder.resolve("real"), TO_LEARN_FROM, side * enlargement, SEED_OF_REAL);
            var asked = painted(folder.resolve("asked"), ASKED, side * enlargement, SEED_OF_ASKED);
            var strips = drawn(run, asked, folder.resolve("drawn"));
            var figures = new ArrayList<Figure>();
            judge("stage I", real, asked, cut(strips, asked, side * enlargement, 0), side * enlargement, enlargement, figures);
            judge("stage II", real, asked, cut(strips, asked, side * enlargement, NOISES), side * enlargement, 1, figures);
            return new Report("captions of " + run, Machine.here(), figures, List.of(
                    ASKED + " captions of painted pictures that are not among the data, " + NOISES + " pictures of each, drawn by ./gannet draw.",
                    "Shares of pictures in which a network sees the colour and the shape of the caption. It learned from "
                            + TO_LEARN_FROM + " real pictures of stage I's and of stage II's size; \"real\" is how well it names those " + ASKED + "."));
        } finally {
            Folders.remove(folder);
        }
    }

    /// Painted pictures and their captions.
    private record Scenes(Shown shown, List<String> captions) {}

    private static Scenes painted(Path folder, int count, int side, int seed) throws IOException {
        Painted.SHAPES.write(folder, count, PAINTED, seed);
        var pictures = Pictures.open(folder);
        var captions = IntStream.range(0, count).mapToObj(i -> pictures.picture(i).caption()).toList();
        int size = 3 * side * side;
        var values = new float[count * size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(PictureFile.read(folder.resolve(pictures.picture(i).file())).square(3, side), 0, values, i * size, size);
        }
        return new Scenes(shown(values, captions), captions);
    }

    /// "a small red star on blue dots": colour and shape are the last words before the ground.
    private static Shown shown(float[] pictures, List<String> captions) {
        var colours = new int[captions.size()];
        var shapes = new int[captions.size()];
        for (int i = 0; i < captions.size(); i++) {
            var words = List.of(captions.get(i).split(" on ", 2)[0].split(" "));
            colours[i] = COLOURS.indexOf(words.get(words.size() - 2));
            shapes[i] = SHAPES.indexOf(words.getLast());
        }
        return new Shown(pictures, colours, shapes);
    }

    /// The strips of all captions, as a person would have them drawn: on the command line.
    private static List<float[]> drawn(String run, Scenes asked, Path folder) throws IOException, InterruptedException {
        var launcher = Optional.ofNullable(System.getProperty("gannet.launcher")).orElseThrow(() -> new BenchmarkException("start it by ./gannet bench."));
        var drawing = new ProcessBuilder(launcher, "draw", run, "--set", "captions=" + String.join("\n", asked.captions()),
                "--set", "noises=" + NOISES, "--out", folder.toString()).redirectErrorStream(true).start();
        var said = new String(drawing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (drawing.waitFor() != 0) {
            throw new BenchmarkException("./gannet draw failed: " + said.strip());
        }
        return IntStream.rangeClosed(1, ASKED).mapToObj(i -> PictureFile.read(folder.resolve("%04d.png".formatted(i))).whole(3)).toList();
    }

    /// The pictures of one stage, of which the first is at this place in each strip of `2 · NOISES` squares.
    private static Shown cut(List<float[]> strips, Scenes asked, int side, int first) {
        var pictures = new float[ASKED * NOISES * 3 * side * side];
        int width = 2 * NOISES * side;
        int to = 0;
        for (var strip : strips) {
            for (int tile = first; tile < first + NOISES; tile++) {
                for (int line = 0; line < 3 * side; line++) {
                    System.arraycopy(strip, line * width + tile * side, pictures, to, side);
                    to += side;
                }
            }
        }
        return new Shown(pictures, repeated(asked.shown().colours()), repeated(asked.shown().shapes()));
    }

    private static int[] repeated(int[] classes) { return IntStream.range(0, ASKED * NOISES).map(i -> classes[i / NOISES]).toArray(); }

    private static void judge(String stage, Scenes real, Scenes asked, Shown generated, int side, int smaller, List<Figure> figures) {
        try (var recogniser = new Recogniser(side / smaller)) {
            recogniser.learn(averaged(real.shown(), side, smaller));
            told(stage + ", real", recogniser.judge(averaged(asked.shown(), side, smaller)), figures);
            var score = recogniser.judge(averaged(generated, side, smaller));
            told(stage, score, figures);
            figures.add(Figure.atMost(FAR, stage + ", chance : colour recognised", 1.0 / COLOURS.size() / score.colour(), ""));
            figures.add(Figure.atMost(FAR, stage + ", chance : shape recognised", 1.0 / SHAPES.size() / score.shape(), ""));
        }
    }

    private static void told(String what, Recogniser.Score score, List<Figure> figures) {
        figures.add(Figure.told(what + ", colour", score.colour(), ""));
        figures.add(Figure.told(what + ", shape", score.shape(), ""));
        figures.add(Figure.told(what + ", both", score.both(), ""));
    }

    /// Squares of so many pixels a side become one.
    private static Shown averaged(Shown shown, int side, int smaller) {
        int small = side / smaller;
        var values = new float[shown.pictures().length / (smaller * smaller)];
        for (int i = 0; i < shown.pictures().length; i++) {
            int plane = i / (side * side);
            int y = i / side % side / smaller;
            int x = i % side / smaller;
            values[(plane * small + y) * small + x] += shown.pictures()[i] / (smaller * smaller);
        }
        return new Shown(values, shown.colours(), shown.shapes());
    }

    private static int number(Map<String, Object> settings, String name) {
        if (settings.get(name) instanceof Number number) {
            return number.intValue();
        }
        throw new BenchmarkException("the run has no setting " + name + ": it is not one of StackGAN. Its settings are "
                + settings.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
    }
}
