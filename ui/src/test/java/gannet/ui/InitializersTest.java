package gannet.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import gannet.ui.account.SignInPage;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitializersTest {
    @Test
    void tellsTheRouterOfEveryPage() { assertThat(classesFor(RouteRegistryInitializer.class)).contains(SignInPage.class, HomePage.class); }

    @Test
    void tellsVaadinOfTheLook() { assertThat(classesFor(VaadinAppShellInitializer.class)).contains(Look.class); }

    private static List<Class<?>> classesFor(Class<?> initializer) {
        return Initializers.found().stream().filter(found -> found.itself().getClass() == initializer)
                .flatMap(found -> List.of(found.classes()).stream()).toList();
    }
}
