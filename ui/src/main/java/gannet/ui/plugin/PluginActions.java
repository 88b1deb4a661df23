package gannet.ui.plugin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.plugin.PluginState;
import gannet.server.plugin.PluginVersion;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.stream.Collectors;

/// What an administrator may do with one version, the thing that is mostly wanted last.
final class PluginActions extends Div {
    private final transient Visitor visitor;
    private final transient Runnable changed;

    /// @param changed after anything was done
    PluginActions(Visitor visitor, PluginVersion plugin, Runnable changed) {
        this.visitor = visitor;
        this.changed = changed;
        addClassName("plugin-actions");
        var plugins = visitor.services().plugins();
        var who = visitor.person();
        var sha256 = plugin.sha256();
        if (plugin.state() != PluginState.VERIFYING && plugin.state() != PluginState.REMOVED && !plugin.comesWithGannet()) {
            add(button("Remove…", plugin, () -> askRemove(plugin)));
        }
        if (plugin.state() == PluginState.READY) {
            add(button("Reject…", plugin, () -> askReject(plugin)));
            var approve = button("Approve", plugin, () -> attempt(() -> plugins.approve(who, sha256), plugin + " is installed on every server."));
            approve.addThemeNames("primary");
            add(approve);
        }
        if (plugin.state() == PluginState.INSTALLED) {
            add(plugin.enabled() ? button("Disable", plugin, () -> attempt(() -> plugins.disable(who, sha256), plugin + " is no longer offered for new launches."))
                    : button("Enable", plugin, () -> attempt(() -> plugins.enable(who, sha256), plugin + " is enabled.")));
            if (!plugin.inUse()) {
                add(button("Use this version", plugin, () -> attempt(() -> plugins.use(who, sha256), plugin + " is what people launch from now on.")));
            }
        }
    }

    private void askRemove(PluginVersion plugin) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Remove " + plugin + "?");
        dialog.setText(plugin.unfinished().isEmpty()
                ? plugin.runs() == 0 ? "No run was launched with it." : "What " + Words.count(plugin.runs(), "run", "runs") + " of it made stays readable; none of them can be resumed."
                : "Runs that are not over still need it: " + plugin.unfinished().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ". Disable it instead, or stop them first.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Remove");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(yes -> attempt(() -> visitor.services().plugins().remove(visitor.person(), plugin.sha256()), plugin + " was removed."));
        dialog.open();
    }

    private void askReject(PluginVersion plugin) {
        var reason = new TextField("Why, for whoever uploaded it");
        reason.setWidthFull();
        reason.setMaxLength(1000);
        var dialog = new ConfirmDialog();
        dialog.setHeader("Reject " + plugin + "?");
        dialog.add(reason);
        dialog.setCancelable(true);
        dialog.setConfirmText("Reject");
        dialog.addConfirmListener(yes -> attempt(() -> visitor.services().plugins().reject(visitor.person(), plugin.sha256(), reason.getValue()), plugin + " was rejected."));
        dialog.open();
    }

    private void attempt(Runnable work, String done) {
        try {
            work.run();
            Notice.good(done);
        } catch (ProblemException refused) {
            refused.problems().stream().map(Problem::message).forEach(Notice::bad);
        }
        changed.run();
    }

    private static Button button(String text, PluginVersion plugin, Runnable work) {
        var button = new Button(text, click -> work.run());
        button.addThemeNames("small");
        button.setAriaLabel(text.replace("…", "") + " " + plugin);
        return button;
    }
}
