package gannet.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What may know what: the arrows of `docs/decisions/0001-rooms.md`, checked on the compiled classes of every module.
class HouseTest {
    private static final String[] OURS = {
        "gannet.layers..", "gannet.spi..", "gannet.kit..", "gannet.torch..", "gannet.parameters..", "gannet.data..", "gannet.run..",
        "gannet.host..", "gannet.worker..", "gannet.author..", "gannet.server..", "gannet.testkit..", "gannet.bench..", "gannet.app..", "gannet.ui..",
        "gannet.plugins.."};

    private static JavaClasses house;

    @BeforeAll
    static void readTheHouse() throws IOException {
        house = new ClassFileImporter().importPaths(compiled(Path.of(System.getProperty("gannet.root"))));
        assertThat(house).hasSizeGreaterThan(100);
    }

    private static List<Path> compiled(Path root) throws IOException {
        try (var platform = Files.list(root.resolve("platform")); var plugins = Files.list(root.resolve("plugins"))) {
            return Stream.concat(Stream.concat(platform, plugins), Stream.of(root.resolve("ui")))
                    .map(module -> module.resolve("target/classes")).filter(Files::isDirectory).toList();
        }
    }

    @Test
    void layersKnowNothing() {
        check(knowsOnly("gannet.layers..").because("a description of a network must be readable, countable and testable with no engine"));
    }

    @Test
    void thePluginInterfaceKnowsOnlyLayers() {
        check(knowsOnly("gannet.spi..", "gannet.layers..")
                .because("what a plugin author codes against may not drag the platform along"));
    }

    @Test
    void theKitKnowsOnlyThePluginInterface() {
        check(knowsOnly("gannet.kit..", "gannet.spi..", "gannet.layers..")
                .because("losses and metrics are a plugin author's tools, with or without our engine"));
    }

    @Test
    void theEngineKnowsOnlyWhatItCompiles() {
        check(knowsOnly("gannet.torch..", "gannet.layers..", "gannet.spi..").because("another engine must be able to take its place"));
    }

    @Test
    void settingsKnowOnlyTheirDeclaration() {
        check(knowsOnly("gannet.parameters..", "gannet.spi..")
                .because("form, flags and schema derive from the record alone"));
    }

    @Test
    void dataSetsKnowOnlyWhatAVariantAsksFor() {
        check(knowsOnly("gannet.data..", "gannet.spi..", "gannet.kit..", "gannet.parameters..")
                .because("the server imports what the worker reads, by the same code and nothing more"));
    }

    @Test
    void theRunDirectoryKnowsOnlySettings() {
        check(knowsOnly("gannet.run..", "gannet.parameters..").because("it is the contract by which server and worker meet"));
    }

    @Test
    void thePluginHostKnowsOnlyWhatPluginsSee() {
        check(knowsOnly("gannet.host..", "gannet.spi..", "gannet.layers..", "gannet.kit..", "gannet.parameters..")
                .because("the same host runs in the server and beside the GPU"));
    }

    @Test
    void serverAndWorkerDoNotKnowEachOther() {
        check(noClasses().that().resideInAPackage("gannet.server..").should().dependOnClassesThat()
                .resideInAnyPackage("gannet.worker..", "gannet.torch..", "ai.djl.pytorch..")
                .because("they meet in the run directory, so that neither's crash is the other's"));
        check(noClasses().that().resideInAnyPackage("gannet.worker..", "gannet.author..").should().dependOnClassesThat()
                .resideInAnyPackage("gannet.server..", "gannet.ui..", "io.vertx..", "org.hibernate..")
                .because("they meet in the run directory, so that neither's crash is the other's"));
    }

    @Test
    void nobodyKnowsAPlugin() {
        check(noClasses().that().resideOutsideOfPackage("gannet.plugins..").should().dependOnClassesThat()
                .resideInAPackage("gannet.plugins..").because("a variant is found through the framework, never compiled in"));
    }

    @Test
    void pagesSpeakToServices() {
        check(noClasses().that().resideInAPackage("gannet.ui..").should().dependOnClassesThat()
                .resideInAnyPackage("gannet.server.storage..", "org.hibernate..", "jakarta.persistence..", "jakarta.data..",
                        "org.apache.felix..", "org.osgi..", "gannet.host..", "java.sql..", "gannet.worker..", "gannet.torch..")
                .because("a page that reads the database behind a service's back escapes its policy"));
        check(noClasses().that().resideInAPackage("gannet.server..").should().dependOnClassesThat().resideInAPackage("gannet.ui..")
                .because("the core must run without pages"));
    }

    @Test
    void onlyStoresKnowHibernate() {
        check(noClasses().that().resideInAPackage("gannet.server..").and().resideOutsideOfPackage("gannet.server.storage..")
                .and(areNotPartOf("Store", "Row", "Entity", "_"))
                .should().dependOnClassesThat().resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "jakarta.data..")
                .because("services speak records; how they are kept is the store's own affair"));
    }

    @Test
    void onlyRoutesKnowTheWeb() {
        check(noClasses().that().resideInAPackage("gannet.server..").and().resideOutsideOfPackage("gannet.server.http..")
                .and(areNotPartOf("Routes"))
                .should().dependOnClassesThat().resideInAPackage("io.vertx.ext.web..")
                .because("a service must answer a page, a route and a test alike"));
    }

    @Test
    void nobodyStandsOnTestsOrMeasurements() {
        check(noClasses().that().resideOutsideOfPackages("gannet.testkit..", "gannet.bench..").should().dependOnClassesThat()
                .resideInAnyPackage("gannet.testkit..", "gannet.bench..").because("they stand on the product, not under it"));
    }

    @Test
    void everyPackageSaysWhereNullMayBe() {
        var unmarked = house.stream().filter(type -> type.getPackageName().startsWith("gannet."))
                .map(JavaClass::getPackage).distinct().filter(named -> !named.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName).sorted().toList();

        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().that().resideInAPackage("gannet..").should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)")
                .because("such a name fits anything and tells nothing"));
        check(noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
                .because("packages are named after what they are about"));
    }

    @Test
    void onlyFrontEndsPrint() {
        check(noClasses().that().resideInAnyPackage("gannet.layers..", "gannet.spi..", "gannet.kit..", "gannet.torch..",
                        "gannet.parameters..", "gannet.data..", "gannet.run..", "gannet.host..", "gannet.server..", "gannet.ui..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .because("what happens is logged, reported or answered, so that it reaches who asked"));
    }

    @Test
    void featuresOfTheServerFormNoRing() {
        slices().matching("gannet.server.(*)..").should().beFreeOfCycles()
                .because("a feature must be readable without first reading all the others").check(house);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(house);
    }

    /// Of our own packages, those in `room` know only themselves and `others`.
    private static com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction knowsOnly(String room, String... others) {
        var known = Stream.concat(Stream.of(room), Stream.of(others)).toArray(String[]::new);
        var forbidden = resideInAnyPackage(OURS).and(DescribedPredicate.not(resideInAnyPackage(known)));
        return noClasses().that().resideInAPackage(room).should().dependOnClassesThat(
                forbidden.as("are ours but outside of %s", String.join(", ", known)));
    }

    private static DescribedPredicate<JavaClass> areNotPartOf(String... endings) {
        return DescribedPredicate.describe("are not named " + String.join(" or ", endings), type -> {
            var outer = type;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            var name = outer.getSimpleName();
            return Stream.of(endings).noneMatch(name::endsWith);
        });
    }
}
