package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A page is either for everybody, and stands here, or it or the shell around it is made with a visitor, whom only somebody signed in is. What pages show
/// comes from services alone, which the authorisation matrix walks; that they know nothing else is one of the house's rules.
class PagesAskTest {
    private static final List<String> FOR_EVERYBODY = List.of("JoinPage", "NoProjectPage", "OpenIdPage", "ResetPage", "SharedPage", "SignInPage", "WelcomePage");

    /// Those that lead elsewhere and show nothing.
    private static final List<String> SIGNPOSTS = List.of("HomePage");

    private static final List<JavaClass> PAGES = new ClassFileImporter().importPath(Path.of(System.getProperty("gannet.root")).resolve("ui/target/classes"))
            .stream().filter(type -> type.isAnnotatedWith(Route.class)).toList();

    @Test void pagesForEverybodyAreKnown() {
        assertThat(PAGES).hasSizeGreaterThan(10);
        assertThat(PAGES.stream().filter(page -> page.isAnnotatedWith(AnonymousAllowed.class)).map(JavaClass::getSimpleName))
                .as("pages that ask nobody who they are").containsExactlyInAnyOrderElementsOf(FOR_EVERYBODY);
    }

    @Test void allOthersAreMadeWithAVisitor() {
        var unasked = PAGES.stream().filter(page -> !page.isAnnotatedWith(AnonymousAllowed.class) && !SIGNPOSTS.contains(page.getSimpleName()))
                .filter(page -> !page.getAnnotationOfType(Route.class).layout().equals(Shell.class))
                .filter(page -> page.getConstructors().stream().noneMatch(made -> made.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Visitor.class))))
                .map(JavaClass::getSimpleName).toList();
        assertThat(unasked).as("pages that are made without a visitor").isEmpty();
    }
}
