package gannet.server.progress;

import gannet.run.Event;
import gannet.server.account.Person;
import gannet.server.queue.State;
import java.util.List;
import java.util.function.Consumer;

/// What runs report while they learn.
public final class Progress {
    /// A chart line down-sampled for the width of a chart: for each bucket its step, mean, lowest and highest value.
    public record Curve(String name, long[] steps, double[] values, double[] lowest, double[] highest) {}

    public record Sample(long step, Event.Picture media) {}

    /// What a page that is open on a run is told.
    public sealed interface Signal {
        record Said(Event event) implements Signal {}

        record Changed(State state, String reason) implements Signal {}
    }

    public interface Subscription extends AutoCloseable {
        @Override void close();
    }

    /// @param names empty for all    @param from first step    @param to last step, inclusive    @param points at most so many a line
    public List<Curve> curves(Person who, long run, List<String> names, long from, long to, int points) { throw new AssertionError("contract"); }

    public List<Sample> samples(Person who, long run) { throw new AssertionError("contract"); }

    /// The PNG sheet of a step, exactly as the worker wrote it.
    public byte[] sheet(Person who, long run, long step) { throw new AssertionError("contract"); }

    /// Signals of one run from now on, on a virtual thread, in order; close it when the page goes.
    public Subscription follow(Person who, long run, Consumer<Signal> listener) { throw new AssertionError("contract"); }

    /// State changes and new steps of all runs that this person may see, at most a few a second.
    public Subscription followAll(Person who, Consumer<Long> runNumbers) { throw new AssertionError("contract"); }
}
