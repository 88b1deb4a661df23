package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way on which a page is told what changes. When somebody leaves a page, what was still to be told to it is given up:
/// Vaadin's own waits a second for it to arrive, and all pages of that person wait with it.
public final class PagePush extends AtmospherePushConnection {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PagePush.class);

    PagePush(UI ui) { super(ui); }

    /// Found by Vaadin as a service.
    public static final class Factory implements PushConnectionFactory {
        private static final long serialVersionUID = 1;

        @Override public PushConnection apply(UI ui) { return new PagePush(ui); }
    }

    @Override
    public void disconnect() {
        var resource = getResource();
        if (!getUI().isClosing() || resource == null) {
            super.disconnect();
            return;
        }
        connectionLost();
        try {
            resource.close();
        } catch (IOException e) {
            LOG.debug("The connection of a page that was left could not be closed", e);
        }
    }
}
