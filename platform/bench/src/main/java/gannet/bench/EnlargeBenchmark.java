package gannet.bench;

import gannet.data.PictureFile;
import gannet.kit.Bicubic;
import gannet.kit.Bicubic.Edge;
import gannet.kit.Fidelity;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/// How near enlarged pictures come to the true ones, over a folder of whole pictures: by bicubic interpolation, and by a
/// trained model as `./gannet draw` uses it.
final class EnlargeBenchmark implements Benchmark {
    private static final String HIGH = "_HR.png";
    private static final String LOW = "_LR.png";

    /// Of bicubic interpolation ×4 on Set5, brightness, border 4: Ledig et al. 2017, table 2.
    private static final double PUBLISHED = 28.43;
    private static final double NEAR = 0.02;
    private static final int SET5 = 5;

    /// @param high the true picture    @param low the same made smaller
    private record Example(String name, PictureFile high, float[] low, int height, int width) {
        float[] truth() { return high.whole(3); }
    }

    private record Score(double psnr, double ssim) {}

    @Override public String name() { return "enlarge"; }

    @Override public String summary() { return "bicubic and a trained model against the true pictures: --data <folder of *_HR.png> [--run <run or checkpoint>] [--factor 4]"; }

    @Override public Report measure(List<String> arguments) throws IOException, InterruptedException {
        var given = new Arguments(arguments);
        var folder = Path.of(given.text("--data", "set5").orElseThrow(() -> new BenchmarkException("say by --data in which folder the pictures are, named *" + HIGH + ".")));
        var run = given.text("--run", "runs/larger");
        int factor = given.number("--factor", 4);
        given.end();
        var figures = new ArrayList<Figure>();
        var examples = examples(folder, factor, figures);
        var fidelity = new Fidelity(factor);
        var bicubic = scores(examples, example -> new Bicubic(example.height(), example.width(), example.high().height(), example.high().width()).picture(example.low()), fidelity);
        tell("bicubic", bicubic, fidelity, figures);
        if (factor == 4 && examples.size() == SET5 && folder.toString().toLowerCase(Locale.ROOT).contains("set5")) {
            figures.add(Figure.atMost(NEAR, "bicubic, distance from the published " + PUBLISHED, Math.abs(mean(bicubic).psnr() - PUBLISHED), "dB"));
        }
        if (run.isPresent()) {
            var ours = drawn(examples, run.get(), fidelity);
            for (int i = 0; i < examples.size(); i++) {
                figures.add(Figure.told(examples.get(i).name() + ", ours less bicubic", ours.get(i).psnr() - bicubic.get(i).psnr(), "dB"));
            }
            tell("ours", ours, fidelity, figures);
            figures.add(Figure.told("ours less bicubic, " + fidelity.psnr(), mean(ours).psnr() - mean(bicubic).psnr(), "dB"));
        }
        return new Report("enlarge ×" + factor + ", " + examples.size() + " pictures of " + folder, Machine.here(), figures,
                run.map(name -> List.of("Ours is " + name + ".")).orElse(List.of("Name a run by --run to have it measured, too.")));
    }

    private static List<Example> examples(Path folder, int factor, List<Figure> figures) throws IOException {
        var examples = new ArrayList<Example>();
        int unlike = 0;
        boolean compared = false;
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(HIGH)).sorted().toList()) {
                var high = PictureFile.read(file);
                var name = file.getFileName().toString().replace(HIGH, "");
                if (high.height() % factor != 0 || high.width() % factor != 0) {
                    throw new BenchmarkException(file + " has " + high.width() + " × " + high.height() + " pixels; cut it to a multiple of " + factor + ".");
                }
                int height = high.height() / factor;
                int width = high.width() / factor;
                var made = new Bicubic(high.height(), high.width(), height, width, Edge.REPEATED).picture(high.whole(3));
                var there = file.resolveSibling(name + LOW);
                if (Files.exists(there)) {
                    compared = true;
                    var low = PictureFile.read(there).whole(3);
                    unlike = Math.max(unlike, difference(low, made));
                    made = low;
                }
                examples.add(new Example(name, high, made, height, width));
            }
        }
        if (examples.isEmpty()) {
            throw new BenchmarkException("there are no pictures named *" + HIGH + " in " + folder + ".");
        }
        if (compared) {
            figures.add(Figure.atMost(0, "low pictures made by us, largest difference from those there", unlike, "/255"));
        }
        return examples;
    }

    private static int difference(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new BenchmarkException("a low picture has another size than its high one divided by the factor.");
        }
        int most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(eightBits(a[i]) - eightBits(b[i])));
        }
        return most;
    }

    private interface Enlarging { float[] of(Example example) throws IOException; }

    private static List<Score> scores(List<Example> examples, Enlarging enlarging, Fidelity fidelity) throws IOException {
        var scores = new ArrayList<Score>();
        for (var example : examples) {
            var made = enlarging.of(example);
            int height = example.high().height();
            int width = example.high().width();
            scores.add(new Score(fidelity.psnr(made, example.truth(), height, width), fidelity.ssim(made, example.truth(), height, width)));
        }
        return scores;
    }

    private static Score mean(List<Score> scores) {
        return new Score(scores.stream().mapToDouble(Score::psnr).average().orElseThrow(), scores.stream().mapToDouble(Score::ssim).average().orElseThrow());
    }

    private static void tell(String whose, List<Score> scores, Fidelity fidelity, List<Figure> figures) {
        figures.add(Figure.told(whose + ", " + fidelity.psnr(), mean(scores).psnr(), "dB"));
        figures.add(Figure.told(whose + ", " + fidelity.ssim(), mean(scores).ssim(), ""));
    }

    /// The model enlarges the low pictures as a person would have it do: on the command line, from files into files.
    private static List<Score> drawn(List<Example> examples, String run, Fidelity fidelity) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("gannet-enlarge");
        try {
            var low = Files.createDirectories(folder.resolve("low"));
            var large = Files.createDirectories(folder.resolve("large"));
            for (var example : examples) {
                ImageIO.write(image(example), "png", low.resolve(example.name() + ".png").toFile());
            }
            var launcher = Optional.ofNullable(System.getProperty("gannet.launcher")).orElseThrow(() -> new BenchmarkException("start it by ./gannet bench."));
            var drawing = new ProcessBuilder(launcher, "draw", run, "--input", low.toString(), "--out", large.toString()).redirectErrorStream(true).start();
            var said = new String(drawing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (drawing.waitFor() != 0) {
                throw new BenchmarkException("./gannet draw failed: " + said.strip());
            }
            return scores(examples, example -> PictureFile.read(large.resolve(example.name() + ".png")).whole(3), fidelity);
        } finally {
            Folders.remove(folder);
        }
    }

    private static BufferedImage image(Example example) {
        var image = new BufferedImage(example.width(), example.height(), BufferedImage.TYPE_INT_RGB);
        int plane = example.width() * example.height();
        for (int i = 0; i < plane; i++) {
            image.setRGB(i % example.width(), i / example.width(),
                    eightBits(example.low()[i]) << 16 | eightBits(example.low()[plane + i]) << 8 | eightBits(example.low()[2 * plane + i]));
        }
        return image;
    }

    private static int eightBits(float value) { return Math.round((value + 1) * 127.5f); }
}
