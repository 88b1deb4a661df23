package gannet.ui.notification;

import com.vaadin.flow.component.select.Select;
import gannet.server.notification.Ends;

/// Which ends of runs are told.
final class EndsField extends Select<Ends> {
    EndsField(String label) {
        setLabel(label);
        setItems(Ends.values());
        setItemLabelGenerator(ends -> switch (ends) {
            case EACH -> "Each one";
            case LAST -> "When the last of my runs has ended";
            case BOTH -> "Each one, and when the last has ended";
        });
    }
}
