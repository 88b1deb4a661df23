package gannet.server.progress;

import gannet.parameters.ProblemException;
import gannet.run.Event;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.EventStream;
import gannet.server.http.Routes;
import gannet.server.progress.Progress.Curve;
import gannet.server.progress.Progress.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Curves, samples and live events over REST.
public record ProgressRoutes(Progress progress) implements Routes {
    private static final int POINTS = 1000;

    /// JSON knows no number that is none: such points are null.
    record Line(String name, List<Long> steps, List<@Nullable Double> values, List<@Nullable Double> lowest, List<@Nullable Double> highest) {
        static Line of(Curve curve) {
            return new Line(curve.name(), LongStream.of(curve.steps()).boxed().toList(), finite(curve.values()), finite(curve.lowest()), finite(curve.highest()));
        }

        private static List<@Nullable Double> finite(double[] values) {
            var list = new ArrayList<@Nullable Double>(values.length);
            Arrays.stream(values).forEach(value -> list.add(Double.isFinite(value) ? value : null));
            return list;
        }
    }

    @Override public void mount(Api api) {
        api.get("/runs/:number/curves", this::curves);
        api.get("/runs/:number/curves/names", call -> progress.names(call.person(), call.number("number")));
        api.get("/runs/:number/samples", call -> progress.samples(call.person(), call.number("number")));
        api.get("/runs/:number/samples/:step", this::sheet);
        api.live("/runs/:number/live", call -> progress.lastSequence(call.person(), call.number("number")), this::follow);
    }

    /// All lines, those that are named, or none if there are more than `most`.
    private List<Line> curves(Call call) {
        var names = call.queries("names");
        if (call.query("most").isPresent() && names.isEmpty()
                && progress.names(call.person(), call.number("number")).size() > call.number("most", 0, 0, 10_000)) {
            return List.of();
        }
        return progress.curves(
                call.person(), call.number("number"), names, call.number("from", 0L, 0, Long.MAX_VALUE),
                call.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE), call.number("points", POINTS, 1, 10_000)).stream().map(Line::of).toList();
    }

    private Answer sheet(Call call) {
        long run = call.number("number");
        long step = call.number("step");
        if (call.query("tile").isPresent()) {
            int tile = call.number("tile", 0, 0, 1 << 16);
            int tiles = call.number("tiles", 1, 1, 16);
            int side = call.number("side", 64, 8, 512);
            return Answer.lastingPng(progress.strip(call.person(), run, step, tile, tiles, side));
        }
        return Answer.lastingPng(progress.sheet(call.person(), run, step));
    }

    /// The state, then events as they come. A browser that lost the connection names the last event it got and hears
    /// those that it missed.
    private AutoCloseable follow(Call call, EventStream events) {
        long run = call.number("number");
        long known = call.header("Last-Event-ID").map(ProgressRoutes::sequence).orElseGet(() -> progress.lastSequence(call.person(), run));
        return progress.resume(call.person(), run, known, signal -> send(events, signal), events::close);
    }

    private static void send(EventStream events, Signal signal) {
        switch (signal) {
            case Signal.Said(Event event) -> events.send(Long.toString(event.sequence()), "said", event);
            case Signal.Changed changed -> events.send("changed", changed);
        }
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw ProblemException.user("Last-Event-ID", "Last-Event-ID must be the number of an event, not \"" + text + "\".");
        }
    }
}
