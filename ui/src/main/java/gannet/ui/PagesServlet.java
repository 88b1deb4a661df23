package gannet.ui;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import gannet.server.Services;
import gannet.server.audit.Whence;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Vaadin's servlet, which hands a page what its constructor asks for: the [Services], or the [Visitor].
final class PagesServlet extends VaadinServlet {
    private final transient Services services;
    private final transient UploadFolder uploads;

    PagesServlet(Services services, UploadFolder uploads) {
        this.services = services;
        this.uploads = uploads;
    }

    @Override
    protected VaadinServletService createServletService(DeploymentConfiguration configuration) throws ServiceException {
        var service = new Service(this, configuration);
        service.init();
        return service;
    }

    /// The address stands where our own front has put it; nobody else reaches these pages.
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        var trouble = Whence.from(Objects.requireNonNullElse(request.getHeader("X-Forwarded-For"), ""), () -> {
            try {
                super.service(request, response);
                return Optional.<Exception>empty();
            } catch (ServletException | IOException e) {
                return Optional.<Exception>of(e);
            }
        });
        if (trouble.orElse(null) instanceof ServletException e) {
            throw e;
        }
        if (trouble.orElse(null) instanceof IOException e) {
            throw e;
        }
    }

    private final class Service extends VaadinServletService {
        Service(VaadinServlet servlet, DeploymentConfiguration configuration) { super(servlet, configuration); }

        @Override
        protected Instantiator createInstantiator() { return new Maker(this); }
    }

    private final class Maker extends DefaultInstantiator {
        Maker(Service service) { super(service); }

        @Override
        public Stream<VaadinServiceInitListener> getServiceInitListeners() {
            return Stream.concat(super.getServiceInitListeners(), Stream.of(new Access(services, uploads)));
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            for (var constructor : type.getConstructors()) {
                var asked = constructor.getParameterTypes();
                if (asked.length == 1 && (asked[0] == Visitor.class || asked[0] == Services.class)) {
                    try {
                        return type.cast(constructor.newInstance(asked[0] == Visitor.class ? Visitor.here() : services));
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof RuntimeException cause) {
                            throw cause;
                        }
                        throw new IllegalStateException("The page " + type.getName() + " cannot be made", e);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException("The page " + type.getName() + " cannot be made", e);
                    }
                }
            }
            return super.getOrCreate(type);
        }
    }
}
