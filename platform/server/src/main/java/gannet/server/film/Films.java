package gannet.server.film;

import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.server.account.Person;
import gannet.server.experiment.Run;
import gannet.server.progress.Progress;
import gannet.server.progress.Progress.Sample;
import gannet.server.sheet.Sheets;
import gannet.server.storage.Ids;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes films of runs: the same latents, inputs or captions, drawn at every step that is kept, one picture after the other.
public final class Films {
    /// More would be slower to make than anybody waits, and larger than anybody sends.
    public static final int MOST_FRAMES = 300;
    public static final int LARGEST_SIDE = 512;
    public static final int SMALLEST_SIDE = 32;
    private static final int FOOT = 14;
    private static final int KEPT = 8;
    private static final int LAST_STANDS = 150; // hundredths of a second

    private final RunDesk runs;
    private final Progress progress;
    private final Path folder;
    /// One core is enough for films; who comes second waits.
    private final Semaphore one = new Semaphore(1, true);

    /// Where a run is asked for, by those who may see it.
    @FunctionalInterface
    public interface RunDesk {
        Run find(Person who, long number);
    }

    /// @param tile empty for whole sheets    @param from first step    @param to last step, inclusive
    /// @param side of the longer edge, in pixels    @param perSecond frames
    public record Wish(OptionalInt tile, long from, long to, int side, int perSecond) {
        public Wish {
            if (from < 0 || to < from) {
                throw ProblemException.user("from", "from must be 0 or more and no later than to; " + from + " to " + to + " is no range of steps.");
            }
            if (side < SMALLEST_SIDE || side > LARGEST_SIDE) {
                throw ProblemException.user("side", "side must be from " + SMALLEST_SIDE + " to " + LARGEST_SIDE + ", not " + side + ".");
            }
            if (perSecond < 1 || perSecond > 50) {
                throw ProblemException.user("fps", "fps must be from 1 to 50, not " + perSecond + ".");
            }
        }
    }

    /// @param file stays until a few more films have been made    @param left steps whose samples could not be read
    public record Film(Path file, int frames, List<Long> left) {}

    /// @param folder where films are made; what is in it may be deleted at any time
    public Films(RunDesk runs, Progress progress, Path folder) {
        this.runs = runs;
        this.progress = progress;
        this.folder = folder;
    }

    public Film make(Person who, long number, Wish wish) {
        var run = runs.find(who, number);
        var samples = spread(progress.samples(who, number).stream().filter(sample -> sample.step() >= wish.from() && sample.step() <= wish.to()).toList());
        if (samples.isEmpty()) {
            throw new ProblemException(Problem.Kind.ABSENT, "from", "Run " + number + " has no samples in these steps; GET /api/v1/runs/" + number + "/samples lists those there are.");
        }
        one.acquireUninterruptibly();
        try {
            makeRoom();
            return film(who, run, samples, wish);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The film of run " + number + " cannot be written in " + folder + ": " + e.getMessage(), e);
        } finally {
            one.release();
        }
    }

    private Film film(Person who, Run run, List<Sample> samples, Wish wish) throws IOException {
        var file = folder.resolve(Ids.next() + ".gif");
        var left = new ArrayList<Long>();
        int frames = 0;
        int delay = Math.max(2, Math.round(100f / wish.perSecond()));
        try (var gif = new GifFile(file)) {
            BufferedImage frame = null; // written when it is known whether another follows, which makes it the last
            for (var sample : samples) {
                var next = frame(who, run, sample, wish, frame);
                if (next == null) {
                    left.add(sample.step());
                    continue;
                }
                if (frame != null) {
                    gif.add(Palette.reduced(frame), delay, frames == 1 ? provenance(run, samples, wish) : "");
                }
                frame = next;
                frames++;
            }
            if (frame == null) {
                throw new ProblemException(Problem.Kind.ABSENT, "from", "Run " + run.number() + " has " + samples.size() + " samples in these steps, but none of their files can be read any more.");
            }
            gif.add(Palette.reduced(frame), LAST_STANDS, (frames == 1 ? provenance(run, samples, wish) + " " : "") + missing(left));
            gif.end();
        } catch (IOException | RuntimeException e) {
            Durable.removeAfter(e, file);
            throw e;
        }
        return new Film(file, frames, List.copyOf(left));
    }

    /// One sample with its step below; null if its file is gone or torn.
    ///
    /// @param before gives the size, if there is one
    private @Nullable BufferedImage frame(Person who, Run run, Sample sample, Wish wish, @Nullable BufferedImage before) {
        try {
            var png = wish.tile().isPresent() ? progress.strip(who, run.number(), sample.step(), wish.tile().getAsInt(), 1, wish.side())
                    : progress.sheet(who, run.number(), sample.step());
            return Sheets.read(png, picture -> framed(picture, sample.step(), wish.side(), before));
        } catch (IOException e) {
            return null;
        } catch (ProblemException e) {
            if (e.kind() == Problem.Kind.USER) {
                throw e; // there is no such tile
            }
            return null;
        }
    }

    private static BufferedImage framed(BufferedImage picture, long step, int side, @Nullable BufferedImage before) {
        double scale = (double) side / Math.max(picture.getWidth(), picture.getHeight());
        int width = before == null ? Math.max(1, (int) Math.round(picture.getWidth() * scale)) : before.getWidth();
        int height = before == null ? Math.max(1, (int) Math.round(picture.getHeight() * scale)) : before.getHeight() - FOOT;
        var frame = new BufferedImage(width, height + FOOT, BufferedImage.TYPE_INT_RGB);
        var pen = frame.createGraphics();
        pen.setColor(Color.WHITE); // behind what is clear
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.setColor(Color.BLACK);
        pen.fillRect(0, height, width, FOOT);
        Digits.write(pen, String.format(Locale.ROOT, "%,d", step), 2, height + 2, width - 4);
        pen.dispose();
        return frame;
    }

    private static String provenance(Run run, List<Sample> samples, Wish wish) {
        return "Made by Gannet: run %d, /runs/%d, steps %d to %d, variant %s, %s, settings sha256 %s.".formatted(
                run.number(), run.number(), samples.getFirst().step(), samples.getLast().step(), run.variant(),
                wish.tile().isPresent() ? "picture " + (wish.tile().getAsInt() + 1) : "whole sheets", hash(run));
    }

    private static String missing(List<Long> left) {
        return left.isEmpty() ? "" : "Left out, since their files cannot be read: steps " + left.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }

    private static String hash(Run run) {
        try {
            var all = List.of(run.settings(), run.training());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.text(all).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }

    /// At most so many as a film has, evenly, the first and the last among them.
    static List<Sample> spread(List<Sample> all) {
        if (all.size() <= MOST_FRAMES) {
            return all;
        }
        var some = new ArrayList<Sample>();
        for (int i = 0; i < MOST_FRAMES; i++) {
            some.add(all.get((int) Math.round((double) i * (all.size() - 1) / (MOST_FRAMES - 1))));
        }
        return some;
    }

    private void makeRoom() throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            // ids grow with time
            var old = files.sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed()).skip(KEPT - 1).toList();
            for (var file : old) {
                Files.deleteIfExists(file);
            }
        }
    }
}
