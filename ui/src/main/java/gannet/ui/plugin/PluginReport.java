package gannet.ui.plugin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import gannet.server.plugin.PluginState;
import gannet.server.plugin.PluginVersion;
import gannet.ui.Glyph;
import gannet.ui.Words;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// How far a version is, what was found out about it, and what it says of itself. All of it is shown as text, whatever is in it.
final class PluginReport extends Div {
    PluginReport(PluginVersion plugin) {
        addClassName("report");
        if (!plugin.comesWithGannet()) {
            add(steps(plugin));
        }
        if (!plugin.reason().isBlank()) {
            add(banner("bad", Glyph.ALERT, plugin.reason()));
        }
        if (!plugin.comesWithGannet() && !plugin.sandbox().isEmpty() && !plugin.shutIn()) {
            add(banner("warn", Glyph.ALERT, plugin.sandbox() + "."));
        }
        add(facts(plugin));
        if (!plugin.checks().isEmpty()) {
            add(new H3("What was tried"), checks(plugin.checks()));
        }
        if (!plugin.log().isBlank()) {
            var log = new Pre(plugin.log());
            log.getElement().setAttribute("tabindex", "0");
            add(new H3("The end of what it printed"), log);
        }
    }

    private static Component steps(PluginVersion plugin) {
        int done = switch (plugin.state()) {
            case WAITING, VERIFYING, REFUSED -> 1;
            case READY, REJECTED -> 2;
            case INSTALLED, REMOVED -> 4;
        };
        var steps = new OrderedList();
        steps.addClassName("steps");
        var took = plugin.milliseconds() == 0 ? "in a worker" : "in " + Words.duration(Duration.ofMillis(plugin.milliseconds() + 500)) + (plugin.shutIn() ? ", shut in" : ", not shut in");
        var decided = plugin.decidedBy().isEmpty() ? "administrator" : plugin.decidedBy();
        List<String> words = List.of("as a file, by " + plugin.uploadedBy(), took, decided, "on every server");
        List<String> names = List.of("Inspected", "Verified", "Approved", "Installed");
        for (int i = 0; i < names.size(); i++) {
            var name = new Span(names.get(i));
            name.addClassName("b");
            var more = new Span(words.get(i));
            more.addClassNames("s", "m3");
            var step = new ListItem(i < done ? Glyph.CHECK.icon() : new Span(), name, more);
            step.addClassName(i < done ? "done" : i == done ? "next" : "later");
            if (i == done) {
                step.getElement().setAttribute("aria-current", "step");
            }
            steps.add(step);
        }
        return steps;
    }

    private static Component facts(PluginVersion plugin) {
        var list = new DescriptionList();
        list.addClassName("kv");
        fact(list, "Brings", PluginWords.variants(plugin));
        if (!plugin.comesWithGannet()) {
            fact(list, "Signed by", plugin.signers().isEmpty() ? "Nobody" : plugin.signers().stream().map(signer -> signer.name() + " (certificate " + PluginWords.shortHash(signer.sha256()) + ")")
                    .collect(Collectors.joining("; ")));
            fact(list, "Reached", plugin.sandbox().isEmpty() ? "Not verified yet" : plugin.shutIn() ? "No network, no files but its own" : "Whatever the server's own user can reach");
        }
        fact(list, "Licence", plugin.licence().isEmpty() ? "Not named" : plugin.licence());
        fact(list, "Libraries inside", plugin.libraries().isEmpty() ? "None" : String.join(", ", plugin.libraries()));
        fact(list, "Bundle", plugin.id() + ", " + Words.bytes(plugin.bytes()));
        fact(list, "SHA-256", plugin.sha256()).addClassName("mono");
        fact(list, "Runs", Words.count(plugin.runs()) + (plugin.unfinished().isEmpty() ? "" : ", not over: " + plugin.unfinished().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        return list;
    }

    private static Description fact(DescriptionList list, String name, String value) {
        var description = new Description(value);
        list.add(new Term(name), description);
        return description;
    }

    private static Component checks(List<PluginVersion.Check> checks) {
        var list = new UnorderedList();
        list.addClassName("checks");
        for (var check : checks) {
            var name = new Span((check.variant().isEmpty() ? "It " : check.variant() + " ") + check.name());
            name.addClassName("b");
            var words = new Span(check.words());
            words.addClassNames("s", "m2");
            var item = new ListItem((check.passed() ? Glyph.CHECK : Glyph.X).icon(), new Div(name, words));
            item.addClassName(check.passed() ? "good" : "wrong");
            item.getElement().setAttribute("aria-label", (check.passed() ? "Passed: " : "Failed: ") + name.getText() + ". " + check.words());
            list.add(item);
        }
        return list;
    }

    static Div banner(String verdict, Glyph glyph, String sentence) {
        var banner = new Div(glyph.icon(), new Div(sentence));
        banner.addClassNames("banner", verdict);
        return banner;
    }
}
