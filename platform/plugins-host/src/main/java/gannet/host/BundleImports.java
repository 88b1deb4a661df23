package gannet.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/// The packages that a bundle asks for, compared with those that the platform offers: the same answer as the resolver's, before
/// anything is handed to it, and for all of them at once.
final class BundleImports {
    private BundleImports() {}

    static void check(String header, List<String> problems) {
        if (header.isBlank()) {
            return;
        }
        var offered = PlatformPackages.find();
        var ofJava = ofJava();
        for (var clause : split(header, ',')) {
            var parts = split(clause, ';');
            var names = parts.stream().filter(part -> !part.contains("=")).map(String::strip).toList();
            boolean optional = parts.stream().anyMatch(part -> part.replaceAll("[\\s\"]", "").equals("resolution:=optional"));
            var version = parts.stream().map(String::strip).filter(part -> part.matches("version\\s*=.*")).findFirst()
                    .map(part -> part.replaceFirst("version\\s*=\\s*", "").replace("\"", "")).orElse("0");
            for (var name : names) {
                if (!optional) {
                    check(name, version, offered, ofJava, problems);
                }
            }
        }
    }

    private static void check(String name, String version, Map<String, String> offered, Set<String> ofJava, List<String> problems) {
        var shown = BundleEntries.shown(name);
        if (!offered.containsKey(name)) {
            if (!name.startsWith("java.") && !ofJava.contains(name) && !name.equals("org.osgi.framework")) {
                problems.add("it needs the package " + shown + ", which this Gannet has not; put the library into the plugin, or leave the import out");
            }
            return;
        }
        try {
            var range = new VersionRange(version);
            if (!range.includes(new Version(offered.get(name)))) {
                problems.add("it needs the package " + shown + words(range) + ", but this Gannet offers " + offered.get(name) + "; build it for this version of Gannet");
            }
        } catch (IllegalArgumentException e) {
            problems.add("its import of " + shown + " has the version \"" + BundleEntries.shown(version) + "\", which is none");
        }
    }

    private static String words(VersionRange range) {
        return " from " + range.getLeft() + (range.getRight() == null ? "" : (range.getRightType() == VersionRange.RIGHT_OPEN ? " to below " : " to ") + range.getRight());
    }

    private static Set<String> ofJava() {
        return ModuleLayer.boot().modules().stream().filter(module -> module.isNamed() && module.getDescriptor() != null)
                .flatMap(module -> module.getDescriptor().exports().stream()).filter(exports -> !exports.isQualified())
                .map(exports -> exports.source()).collect(Collectors.toCollection(HashSet::new));
    }

    /// At each separator that stands in no quotes.
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
