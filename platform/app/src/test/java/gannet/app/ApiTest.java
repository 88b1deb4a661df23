package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What plugins are compiled against does not change unnoticed. `platform/spi/api.txt` lists everything public of `layers`, `spi`
/// and `kit` at a version of the plugin interface; a line that goes or changes may break a plugin and needs a new version.
/// Run with `-Dgannet.api.write=true` to write the list anew.
class ApiTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root"));
    private static final Path LIST = ROOT.resolve("platform/spi/api.txt");
    private static final String VERSION = "version ";
    private static final List<String> ROOMS = List.of("layers", "spi", "kit");

    @Test void nothingPublicChangesWithoutItsVersion() throws IOException {
        var version = version();
        var now = signatures();
        if (Boolean.getBoolean("gannet.api.write")) {
            Files.write(LIST, Stream.concat(Stream.of(VERSION + version), now.stream()).toList());
        }
        var kept = Files.readAllLines(LIST);
        var before = kept.getFirst().substring(VERSION.length());
        var gone = new TreeSet<>(kept.subList(1, kept.size()));
        gone.removeAll(now);
        if (!breaks(before, version)) {
            assertThat(gone).as("lines of %s that are gone or changed: plugins compiled against %s may break. Keep them, or raise gannet.api.version from %s to the next"
                    + " range (%s) and write the list anew with -Dgannet.api.write=true", LIST.getFileName(), before, before, next(before)).isEmpty();
        }
        now.removeAll(kept);
        assertThat(now).as("public lines that %s does not have yet; write it anew with -Dgannet.api.write=true, so that from now on they are kept", LIST.getFileName()).isEmpty();
        assertThat(before).as("the version that %s is of", LIST.getFileName()).isEqualTo(version);
    }

    /// Before 1.0 the second number is that of breaks, as the range in every plugin's imports has it.
    private static boolean breaks(String before, String now) {
        var old = before.split("\\.");
        var later = now.split("\\.");
        return !old[0].equals(later[0]) || old[0].equals("0") && !old[1].equals(later[1]);
    }

    private static String next(String version) {
        var numbers = version.split("\\.");
        return numbers[0].equals("0") ? "0." + (Integer.parseInt(numbers[1]) + 1) + ".0" : Integer.parseInt(numbers[0]) + 1 + ".0.0";
    }

    private static String version() throws IOException {
        var matcher = Pattern.compile("<gannet.api.version>([^<]+)<").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static SortedSet<String> signatures() throws IOException {
        var lines = new TreeSet<String>();
        for (var room : ROOMS) {
            var classes = ROOT.resolve("platform").resolve(room).resolve("target/classes");
            try (var files = Files.walk(classes)) {
                for (var file : files.filter(path -> path.toString().endsWith(".class") && !path.endsWith("package-info.class")).toList()) {
                    var name = classes.relativize(file).toString().replace('\\', '/').replace('/', '.').replaceFirst("\\.class$", "");
                    add(load(name), lines);
                }
            }
        }
        return lines;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Class<?> type, SortedSet<String> lines) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!isSeen(outer.getModifiers()) || outer.isAnonymousClass() || outer.isLocalClass()) {
                return;
            }
        }
        var supers = Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces())).map(Object::toString).sorted().collect(Collectors.joining(", "));
        lines.add(type.getName() + ": " + words(type.getModifiers() & ~Modifier.STATIC) + kind(type) + " of " + supers
                + (type.isSealed() ? " permits " + Arrays.stream(type.getPermittedSubclasses()).map(Class::getName).sorted().collect(Collectors.joining(", ")) : ""));
        Stream.of(type.getDeclaredConstructors()).filter(each -> isSeen(each.getModifiers())).map(each -> line(type, each, "")).forEach(lines::add);
        Stream.of(type.getDeclaredMethods()).filter(each -> isSeen(each.getModifiers()) && !each.isSynthetic())
                .map(each -> line(type, each, each.getGenericReturnType().getTypeName() + " ")).forEach(lines::add);
        Stream.of(type.getDeclaredFields()).filter(each -> isSeen(each.getModifiers()) && !each.isSynthetic()).map(each -> line(type, each)).forEach(lines::add);
    }

    private static boolean isSeen(int modifiers) { return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers); }

    private static String kind(Class<?> type) {
        return type.isAnnotation() ? "annotation" : type.isInterface() ? type.isSealed() ? "sealed interface" : "interface" : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
    }

    private static String line(Class<?> type, Executable executable, String result) {
        var name = executable instanceof Constructor<?> ? "new" : executable.getName();
        var value = executable instanceof Method method && method.getDefaultValue() != null ? " default" : "";
        return type.getName() + "." + name + Arrays.stream(executable.getGenericParameterTypes()).map(Type::getTypeName).collect(Collectors.joining(", ", "(", ")"))
                + ": " + words(executable.getModifiers() & ~(Modifier.TRANSIENT | Modifier.VOLATILE)) + result.strip() + value;
    }

    private static String line(Class<?> type, Field field) { return type.getName() + "." + field.getName() + ": " + words(field.getModifiers()) + field.getGenericType().getTypeName(); }

    private static String words(int modifiers) {
        int told = modifiers & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT);
        return told == 0 ? "" : Modifier.toString(told) + " ";
    }
}
