package gannet.ui;

import gannet.server.Services;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The servlet container that serves the pages: on loopback, on a port of its own, for the server's front alone.
public final class Pages implements AutoCloseable {
    /// The front sends the start's secret in this header, because other users of the machine reach loopback too.
    public static final String SECRET_HEADER = "Gannet-Secret";

    private final Server server;
    private final ServerConnector connector;

    private Pages(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// @param secret what each request must carry in [#SECRET_HEADER]
    public static Pages start(Services services, UploadFolder uploads, String secret) {
        var threads = new QueuedThreadPool(24, 4);
        threads.setName("pages");
        threads.setDaemon(true);
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new ForwardedRequestCustomizer());
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setHandler(new Doorkeeper(secret, context(services, uploads)));
        try {
            server.start();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException("The pages could not be started: " + e.getMessage(), e);
        }
        return new Pages(server, connector);
    }

    public InetSocketAddress address() { return new InetSocketAddress(connector.getHost(), port()); }

    public int port() { return connector.getLocalPort(); }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException("The pages could not be stopped: " + e.getMessage(), e);
        }
    }

    private static ServletContextHandler context(Services services, UploadFolder uploads) {
        var context = new ServletContextHandler("/", true, false);
        context.setInitParameter("productionMode", "true");
        context.setInitParameter("react.enable", "false");
        context.setClassLoader(Pages.class.getClassLoader());
        context.setBaseResource(ResourceFactory.combine(resources(ResourceFactory.of(context))));
        context.setInitParameter("devmode.usageStatistics.enabled", "false");
        context.getSessionHandler().setHttpOnly(true);
        context.getSessionHandler().setMaxInactiveInterval((int) Duration.ofMinutes(30).toSeconds()); // open pages beat every five
        context.getSessionHandler().setSessionCookie("gannet_pages");
        context.getSessionHandler().setSameSite(org.eclipse.jetty.http.HttpCookie.SameSite.LAX);
        for (var initializer : Initializers.found()) {
            context.addServletContainerInitializer(initializer.itself(), initializer.classes());
        }
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        var servlet = new ServletHolder(new PagesServlet(services, uploads));
        servlet.setAsyncSupported(true);
        servlet.setInitOrder(1);
        context.addServlet(servlet, "/*");
        return context;
    }

    /// Vaadin keeps each theme's and component's files in a jar of its own.
    private static List<org.eclipse.jetty.util.resource.Resource> resources(ResourceFactory factory) {
        try {
            return Collections.list(Pages.class.getClassLoader().getResources("META-INF/resources")).stream()
                    .map((URL url) -> factory.newResource(url)).toList();
        } catch (IOException e) {
            throw new IllegalStateException("The pages' files cannot be read from the class path", e);
        }
    }
}
