package gannet.ui.dataset;

import com.vaadin.flow.component.html.DescriptionList;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Words;

/// What is known about a data set, in two columns.
final class FactList extends DescriptionList {
    FactList(DataSet set) {
        addClassName("kv");
        var words = Words.here();
        fact("Kind", Character.toUpperCase(set.kind().charAt(0)) + set.kind().substring(1));
        fact(DataWords.areSolids(set) ? "Solids" : DataWords.isPaired(set) ? "Pairs" : "Pictures", Words.count(DataWords.isPaired(set) ? set.count() / 2 : set.count()));
        if (DataWords.areSolids(set)) {
            fact("Size", DataWords.size(set));
        } else if (set.width() == set.largestWidth() && set.height() == set.largestHeight()) {
            fact("Size", set.width() + " × " + set.height() + " px");
        } else {
            fact("Width", set.width() + " to " + Words.count(set.largestWidth()) + " px");
            fact("Height", set.height() + " to " + Words.count(set.largestHeight()) + " px");
        }
        if (!DataWords.areSolids(set)) {
            fact("Colour", set.channels() == 1 ? "Grey" : "Red, green, blue");
        }
        if (!set.classes().isEmpty()) {
            var classes = fact("Labels", Words.count(set.classes().size()));
            classes.setTitle(String.join(", ", set.classes()));
        }
        fact("On disk", Words.bytes(set.bytes()));
        var made = words.time(set.created()) + (set.createdBy().isBlank() ? "" : " by " + set.createdBy());
        fact(set.builtIn() ? "Painted" : "Imported", made).setTitle(words.fullTime(set.created()));
        if (!set.builtIn() && !set.source().replaceAll("[“”]", "").equals(set.name())) {
            fact("Source", set.source());
        }
        if (!set.licence().isBlank()) {
            fact("Licence", set.licence());
        }
        var hash = fact("Content hash", set.hash().length() > 12 ? set.hash().substring(0, 4) + "…" + set.hash().substring(set.hash().length() - 4) : set.hash());
        hash.addClassName("mono");
        hash.setTitle(set.hash());
    }

    private Description fact(String name, String value) {
        var description = new Description(value);
        add(new Term(name), description);
        return description;
    }
}
