package gannet.worker;

import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Shows a run in a terminal: one line that is written over again and again; where the output is no terminal, a line for
/// every tenth of the run.
final class ProgressBar {
    static final boolean TERMINAL = System.console() != null && System.console().isTerminal();
    private static final long PAUSE = 150;
    private static final int WIDTH = 24;

    private final RunDirectory directory;
    private final PrintStream out;
    private long steps;
    private long offset;
    private double milliseconds;
    private long shownTenth = -1;

    ProgressBar(RunDirectory directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
        steps = directory.order().training().steps();
    }

    /// Returns when the worker is gone and everything it said was shown.
    void follow(ProcessHandle worker) throws IOException {
        boolean over = false;
        while (!over) {
            over = isOver(worker);
            var batch = EventReader.read(directory.events(), offset, 1000);
            offset = batch.offset();
            for (var event : batch.events()) {
                show(event);
            }
            over &= batch.events().isEmpty();
        }
        if (TERMINAL) {
            out.println();
        }
    }

    private static boolean isOver(ProcessHandle worker) {
        try {
            worker.onExit().get(PAUSE, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void show(Event event) {
        switch (event) {
            case Event.Measured measured -> show(measured);
            case Event.Evaluated evaluated -> line("measure " + evaluated.values().entrySet().stream()
                    .map(value -> "%s %.4g".formatted(value.getKey(), value.getValue())).collect(Collectors.joining("  ")));
            case Event.Sampled sampled -> line("sample  " + directory.folder().resolve(sampled.file()));
            case Event.Noted noted -> line("note    " + noted.message());
            case Event.PhaseBegan began -> line("phase   " + began.phase() + " of " + began.length() + " steps");
            case Event.Started started -> begin(started);
            case Event.Checkpointed _, Event.Ended _ -> { }
        }
    }

    private void begin(Event.Started started) {
        steps = started.steps() > 0 ? started.steps() : steps;
        line((started.step() == 0 ? "start   " : "goes on from step " + started.step() + "   ")
                + started.facts().getOrDefault("precision", "") + ", " + started.facts().getOrDefault("threads", "") + " threads");
    }

    private void show(Event.Measured measured) {
        double time = measured.values().getOrDefault(Event.Measured.STEP_TIME, 0.0);
        milliseconds = milliseconds == 0 ? time : 0.8 * milliseconds + 0.2 * time;
        int done = (int) (WIDTH * measured.step() / steps);
        var values = measured.values().entrySet().stream().filter(value -> !Event.Measured.MACHINE.contains(value.getKey()))
                .map(value -> "%s %.3f".formatted(value.getKey(), value.getValue())).collect(Collectors.joining("  "));
        var text = "%s%s %,d/%,d  %s  %.0f ms/step  %s left".formatted("█".repeat(done), "░".repeat(WIDTH - done),
                measured.step(), steps, values, milliseconds, words(Duration.ofMillis((long) (milliseconds * (steps - measured.step())))));
        if (TERMINAL) {
            out.print("\r\033[K" + text);
            out.flush();
        } else if (measured.step() * 10 / steps > shownTenth) {
            shownTenth = measured.step() * 10 / steps;
            out.println(text);
        }
    }

    private void line(String text) {
        out.print(TERMINAL ? "\r\033[K" : "");
        out.println(text);
    }

    private static String words(Duration duration) {
        return duration.toHours() > 0 ? "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0 ? "%d min".formatted(duration.toMinutes())
                : String.format(Locale.ROOT, "%d s", duration.toSeconds());
    }
}
