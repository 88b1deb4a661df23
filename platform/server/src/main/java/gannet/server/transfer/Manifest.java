package gannet.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/// What a zip says of its run, looked at value by value before the database sees it.
final class Manifest {
    private static final String HASH = "[0-9a-f]{64}";
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\x{2028}\\x{2029}]*");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_SETTINGS = 500;
    private static final int LONGEST_VALUE = 10_000;

    private final JsonNode all;
    private final Refusals refusals;

    private Manifest(JsonNode all, Refusals refusals) {
        this.all = all;
        this.refusals = refusals;
    }

    /// @return its text, if nothing was wrong with it
    static String read(Path folder, Refusals refusals) throws IOException {
        JsonNode tree;
        String text;
        try {
            text = Files.readString(folder.resolve(Contents.MANIFEST));
            tree = Json.mapper().readTree(text);
        } catch (IOException e) {
            refusals.add(Contents.MANIFEST + " is no JSON.");
            return "";
        }
        if (tree.path("format").asInt() != Contents.FORMAT) {
            refusals.add(Contents.MANIFEST + " has format " + Refusals.shown(tree.path("format").asText("none")) + ", and this Gannet reads format " + Contents.FORMAT + ".");
            return "";
        }
        new Manifest(tree, refusals).check();
        return text;
    }

    private void check() {
        time("/exported", true);
        words("/exportedBy", 1, 200);
        whole("/run/number", 1, Long.MAX_VALUE);
        words("/run/name", 1, 300);
        matches("/run/variant", WORD);
        words("/run/variantTitle", 1, 100);
        oneOf("/run/state", Set.of("QUEUED", "STARTING", "RUNNING", "PAUSED", "PAUSING", "PREEMPTING", "STOPPING", "SUCCEEDED", "FAILED", "STOPPED"));
        words("/run/launchedBy", 1, 200);
        whole("/run/steps", 0, 1_000_000_000_000L);
        time("/run/created", true);
        time("/run/started", false);
        time("/run/ended", false);
        settings("/run/settings");
        settings("/run/training");
        matches("/plugin/id", WORD);
        matches("/plugin/version", WORD);
        matches("/plugin/sha256", HASH);
        words("/dataSet/name", 1, 100);
        oneOf("/dataSet/kind", Set.of("PICTURES", "LABELLED", "CAPTIONED", "PAIRED", "UNPAIRED", "VOXELS"));
        matches("/dataSet/hash", HASH);
        whole("/dataSet/pictures", 1, Integer.MAX_VALUE);
        for (var side : new String[] {"width", "height", "largestWidth", "largestHeight"}) {
            whole("/dataSet/" + side, 1, 1 << 20);
        }
        whole("/dataSet/channels", 1, 3);
        whole("/dataSet/bytes", 0, Long.MAX_VALUE);
    }

    private void words(String at, int least, int most) {
        var value = all.at(at);
        if (!value.isTextual() || value.textValue().length() < least || value.textValue().length() > most || !ONE_LINE.matcher(value.textValue()).matches()) {
            wrong(at, "a text of %d to %d characters on one line".formatted(least, most));
        }
    }

    private void matches(String at, String pattern) {
        if (!all.at(at).isTextual() || !all.at(at).textValue().matches(pattern)) {
            wrong(at, pattern.equals(HASH) ? "a SHA-256" : "a word of letters, digits, dots and dashes");
        }
    }

    private void oneOf(String at, Set<String> allowed) {
        if (!all.at(at).isTextual() || !allowed.contains(all.at(at).textValue())) {
            wrong(at, "one of " + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private void whole(String at, long least, long most) {
        var value = all.at(at);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            wrong(at, "a whole number from %d to %d".formatted(least, most));
        }
    }

    private void time(String at, boolean needed) {
        var value = all.at(at);
        if (!needed && (value.isNull() || value.isMissingNode())) {
            return;
        }
        try {
            var time = OffsetDateTime.parse(value.asText()).toInstant();
            if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
                return;
            }
        } catch (DateTimeParseException e) {
            // told below, together with what is out of range
        }
        wrong(at, "a time such as 2026-01-31T12:00:00Z");
    }

    /// Names with plain values, as a launch takes them.
    private void settings(String at) {
        var value = all.at(at);
        if (!value.isObject() || value.size() > MOST_SETTINGS) {
            wrong(at, "an object of at most " + MOST_SETTINGS + " settings");
            return;
        }
        for (var setting : value.properties()) {
            if (!setting.getKey().matches("[A-Za-z][A-Za-z0-9_]{0,99}") || setting.getValue().isObject() || setting.getValue().toString().length() > LONGEST_VALUE) {
                wrong(at + "/" + setting.getKey(), "a name of letters and digits with a plain value");
            }
        }
    }

    private void wrong(String at, String allowed) {
        var value = all.at(at.indexOf('/', 1) > 0 && at.chars().filter(c -> c == '/').count() > 2 ? at.substring(0, at.lastIndexOf('/')) : at);
        refusals.add("%s: %s must be %s, not %s.".formatted(Contents.MANIFEST, Refusals.shown(at.substring(1).replace('/', '.')), allowed,
                value.isMissingNode() ? "missing" : Refusals.shown(value.isTextual() ? value.textValue() : value.toString())));
    }
}
