package gannet.ui;

import com.vaadin.flow.component.button.Button;

/// A few words that come up over a button. While they are shown they stand inside it, so that the button must be given its
/// name, or it would be read out with them.
public final class Tip {
    private Tip() {}

    public static void on(Button button, String name, String words) {
        button.setAriaLabel(name);
        button.setTooltipText(words);
    }
}
