package gannet.ui.experiment;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gannet.server.experiment.Forecast;
import gannet.server.queue.Hardware;
import gannet.ui.Words;
import java.util.Locale;
import java.util.function.IntConsumer;

/// How much memory a training should take, and of what: a bar as wide as the largest place it could train in. Where it does not
/// fit, it says which batch would, and a press takes that.
final class MemoryBar extends Div {
    private final transient IntConsumer takeBatch;

    /// @param takeBatch sets the batch's size
    MemoryBar(IntConsumer takeBatch) {
        this.takeBatch = takeBatch;
        addClassName("memory");
    }

    /// @param hardware that the run asks for
    void show(Forecast forecast, Hardware hardware) {
        removeAll();
        removeClassName("stale");
        var place = forecast.place(hardware);
        boolean gpu = place.map(Forecast.Place::gpu).orElse(false);
        long needed = gpu ? forecast.deviceMemory() : forecast.hostMemory();
        long there = place.map(Forecast.Place::memory).orElse(0L);
        setClassName("full", place.isPresent() && !place.get().fits());
        var sum = new Span(size(needed) + (there > 0 ? " of " + size(there) : ""));
        sum.addClassName("b");
        var head = new Div(new H2(gpu ? "Memory of a GPU" : "Memory"), sum);
        head.addClassName("line");
        var bar = new Div();
        bar.addClassName("parts");
        bar.getElement().setAttribute("role", "img").setAttribute("aria-label", "Needs about " + sum.getText());
        var legend = new Div();
        legend.addClassName("legend");
        long whole = Math.max(needed, there);
        for (var network : forecast.networks()) {
            part(bar, legend, NetworkSummary.colour(network.name()), NetworkSummary.title(network.name()), network.weights() + network.gradients(), whole);
        }
        part(bar, legend, "of-optimizers", "Optimizers", forecast.optimizers(), whole);
        part(bar, legend, "of-activations", "Activations of " + Words.count(forecast.batch(), "example", "examples"), forecast.activations(), whole);
        if (!gpu) {
            part(bar, legend, "of-none", "The worker itself", forecast.rest(), whole);
        }
        add(head, bar, legend);
        place.ifPresent(one -> advise(forecast, one));
    }

    /// The settings are wrong at the moment; what is shown belongs to earlier ones.
    void stale() { addClassName("stale"); }

    private static void part(Div bar, Div legend, String colour, String name, long megabytes, long whole) {
        if (megabytes == 0) {
            return;
        }
        var piece = new Span();
        piece.addClassName(colour);
        piece.setTitle(name + ", " + size(megabytes));
        piece.getStyle().setWidth(100.0 * megabytes / Math.max(1, whole) + "%");
        bar.add(piece);
        var mark = new Span();
        mark.addClassNames("mark", colour);
        var label = new Span(name);
        label.addClassName("name");
        var line = new Div(mark, label, new Span(size(megabytes)));
        line.addClassName("entry");
        legend.add(line);
    }

    private void advise(Forecast forecast, Forecast.Place place) {
        int batch = Integer.highestOneBit(place.batch());
        if (place.fits()) {
            add(hint("A forecast. Up to a batch of " + Words.count(place.batch()) + " fits."));
            return;
        }
        if (batch == 0) {
            add(advice("Needs " + size(place.needed()) + " at batch " + forecast.batch() + ", and " + place.name() + " has " + size(place.memory())
                    + ". No batch is small enough: take smaller networks or pictures."));
            return;
        }
        var take = new Button("Take batch " + Words.count(batch), click -> takeBatch.accept(batch));
        take.addThemeVariants(ButtonVariant.LUMO_SMALL);
        add(advice("Needs " + size(place.needed()) + " at batch " + Words.count(forecast.batch()) + ", and " + place.name() + " has " + size(place.memory())
                + ". Up to batch " + Words.count(place.batch()) + " fits."), take);
    }

    private static Paragraph advice(String text) {
        var advice = new Paragraph(text);
        advice.addClassNames("s", "bad");
        advice.getElement().setAttribute("role", "status");
        return advice;
    }

    private static Paragraph hint(String text) {
        var hint = new Paragraph(text);
        hint.addClassName("hint");
        return hint;
    }

    /// "640 MB", "3.1 GB", as machines count their memory.
    static String size(long megabytes) {
        return megabytes < 1000 ? megabytes + " MB" : String.format(Locale.ENGLISH, megabytes < 10_189 ? "%.1f GB" : "%,.0f GB", megabytes / 1024.0);
    }
}
