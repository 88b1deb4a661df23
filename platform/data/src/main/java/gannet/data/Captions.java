package gannet.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what is said about pictures in the texts that lie beside them: one text per picture under the picture's name, or one
/// list for all (`captions.txt`, `.csv`, `.tsv`, `.jsonl`, or `metadata.csv`, `.jsonl`).
final class Captions {
    private static final Set<String> LISTS =
            Set.of("captions.txt", "captions.csv", "captions.tsv", "captions.jsonl", "metadata.csv", "metadata.jsonl");
    private static final Set<String> FILE = Set.of("file", "filename", "file_name", "image", "image_name", "path");
    private static final Set<String> CAPTION = Set.of("caption", "captions", "text", "description", "comment");
    private static final int LONGEST = 1_000;
    /// How far a quotation may go on; one that is never closed takes only its own line.
    private static final int MOST_LINES = 50;

    private final Map<String, String> texts;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> saidMoreOf = new HashSet<>();
    private int further;

    /// @param texts by the name of their file
    Captions(Map<String, String> texts, Findings findings) {
        this.texts = texts;
        this.findings = findings;
    }

    /// The captions of these pictures, by their names. The first one of a picture counts; a finding tells of the others.
    Map<String, String> of(List<String> pictures) {
        var known = new HashSet<>(pictures);
        for (var text : texts.entrySet()) {
            if (LISTS.contains(base(text.getKey()).toLowerCase(Locale.ROOT))) {
                readList(text.getKey(), text.getValue(), known);
            }
        }
        for (var picture : pictures) {
            var beside = Folders.stem(picture) + ".txt";
            var text = texts.get(beside);
            if (text != null && !used.contains(beside)) {
                used.add(beside);
                text.lines().filter(line -> !line.isBlank()).forEach(line -> say(picture, line));
            }
        }
        if (further > 0) {
            findings.addFirst("", "%s of %s %s more than one caption: the first of each is used, the others (%s) are not.".formatted(
                    Words.count(saidMoreOf.size()), Words.of(pictures.size(), "picture"), saidMoreOf.size() == 1 ? "has" : "have", Words.count(further)));
        }
        return byName;
    }

    /// Whether a text was of use.
    boolean used(String text) { return used.contains(text); }

    private void say(String picture, String caption) {
        var tidy = tidy(caption);
        var first = byName.putIfAbsent(picture, tidy);
        if (first != null && !first.equals(tidy)) {
            saidMoreOf.add(picture);
            further++;
        }
    }

    private void readList(String name, String text, Set<String> pictures) {
        var folder = name.substring(0, name.length() - base(name).length());
        var rows = name.toLowerCase(Locale.ROOT).endsWith(".jsonl") ? fromJson(name, text) : fromTable(name, text);
        var astray = new ArrayList<String>();
        for (var row : rows) {
            var file = row.file.replace('\\', '/').replaceFirst("#\\d+$", "");
            var picture = pictures.contains(folder + file) ? folder + file : pictures.contains(file) ? file : null;
            if (picture == null) {
                astray.add(file);
            } else if (!row.caption.isBlank()) {
                say(picture, row.caption);
            }
        }
        if (!rows.isEmpty()) {
            used.add(name);
        }
        astray.stream().distinct().forEach(file -> findings.add(file, "%s has a caption in %s and is not among the pictures.".formatted(file, name)));
    }

    private record Row(String file, String caption) {}

    private List<Row> fromJson(String name, String text) {
        var rows = new ArrayList<Row>();
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                var fields = Json.MAPPER.readTree(line).properties();
                var file = fields.stream().filter(field -> FILE.contains(field.getKey())).findFirst();
                var caption = fields.stream().filter(field -> CAPTION.contains(field.getKey())).findFirst();
                if (file.isPresent() && caption.isPresent()) {
                    var said = caption.get().getValue();
                    (said.isArray() ? said : List.of(said)).forEach(one -> rows.add(new Row(file.get().getValue().asText(), one.asText(""))));
                }
            } catch (JsonProcessingException e) {
                findings.add(name, "Line %s of %s is not JSON; it was left out.".formatted(Words.count(number), name));
            }
        }
        return rows;
    }

    private static List<Row> fromTable(String name, String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        var separator = lines.getFirst().indexOf('\t') >= 0 ? '\t' : ',';
        var head = new Cells(separator, Integer.MAX_VALUE).read(lines.getFirst()).end();
        var fileColumn = column(head, FILE);
        var captionColumn = column(head, CAPTION);
        var hasHead = fileColumn.isPresent() && captionColumn.isPresent();
        var file = fileColumn.filter(column -> hasHead).orElse(0);
        var caption = captionColumn.filter(column -> hasHead).orElse(1);
        // without a head, everything after the first separator is the caption, commas and all
        var most = hasHead ? head.size() : 2;
        // in a plain text a quotation mark may be just that
        var mostLines = name.toLowerCase(Locale.ROOT).endsWith(".txt") ? 1 : MOST_LINES;
        var rows = new ArrayList<Row>();
        for (int from = hasHead ? 1 : 0, to; from < lines.size(); from = to) {
            to = end(lines, from, separator, most, mostLines);
            var cells = new Cells(separator, most).read(String.join("\n", lines.subList(from, to))).end();
            if (Math.max(file, caption) < cells.size()) {
                rows.add(new Row(cells.get(file), cells.get(caption)));
            }
        }
        return rows;
    }

    /// Before which line the record ends that begins with this one.
    private static int end(List<String> lines, int from, char separator, int most, int mostLines) {
        var cells = new Cells(separator, most).read(lines.get(from));
        var to = from + 1;
        while (cells.isOpen() && to < Math.min(lines.size(), from + mostLines)) {
            cells.read("\n" + lines.get(to));
            to++;
        }
        return cells.isOpen() ? from + 1 : to;
    }

    private static Optional<Integer> column(List<String> head, Set<String> names) {
        for (var i = 0; i < head.size(); i++) {
            if (names.contains(head.get(i).toLowerCase(Locale.ROOT))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// A record of a table: a line, or several where a quoted cell holds line breaks.
    private static final class Cells {
        private final char separator;
        private final int most;
        private final List<String> cells = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private boolean quoted;

        /// @param most cells; the last one takes the rest of the record
        Cells(char separator, int most) {
            this.separator = separator;
            this.most = most;
        }

        /// Whether a quotation goes on.
        boolean isOpen() { return quoted; }

        Cells read(String line) {
            for (var i = 0; i < line.length(); i++) {
                var c = line.charAt(i);
                if (c == '"' && (quoted || cell.toString().isBlank())) {
                    if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                        cell.append('"');
                        i++;
                    } else {
                        quoted = !quoted;
                    }
                } else if (c == separator && !quoted && cells.size() < most - 1) {
                    next();
                } else {
                    cell.append(c);
                }
            }
            return this;
        }

        List<String> end() {
            next();
            return cells;
        }

        private void next() {
            cells.add(cell.toString().strip());
            cell.setLength(0);
        }
    }

    private static String tidy(String caption) {
        var tidy = caption.strip().replaceAll("\\s+", " ");
        return tidy.length() <= LONGEST ? tidy : tidy.substring(0, LONGEST);
    }

    static String base(String name) { return name.substring(name.lastIndexOf('/') + 1); }
}
