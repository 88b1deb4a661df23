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

    private final Map<String, String> texts;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> byName = new HashMap<>();

    /// @param texts by the name of their file
    Captions(Map<String, String> texts, Findings findings) {
        this.texts = texts;
        this.findings = findings;
    }

    /// The captions of these pictures, by their names. The first one of a picture counts.
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
                text.lines().filter(line -> !line.isBlank()).findFirst().ifPresent(line -> byName.putIfAbsent(picture, tidy(line)));
            }
        }
        return byName;
    }

    /// Whether a text was of use.
    boolean used(String text) { return used.contains(text); }

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
                byName.putIfAbsent(picture, tidy(row.caption));
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
                    rows.add(new Row(file.get().getValue().asText(), caption.get().getValue().asText()));
                }
            } catch (JsonProcessingException e) {
                findings.add(name, "Line %s of %s is not JSON; it was left out.".formatted(Words.count(number), name));
            }
        }
        return rows;
    }

    private List<Row> fromTable(String name, String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        var separator = lines.getFirst().indexOf('\t') >= 0 ? '\t' : ',';
        var head = cells(lines.getFirst(), separator, Integer.MAX_VALUE);
        var fileColumn = column(head, FILE);
        var captionColumn = column(head, CAPTION);
        var hasHead = fileColumn.isPresent() && captionColumn.isPresent();
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(hasHead ? 1 : 0, lines.size())) {
            // without a head, everything after the first separator is the caption, commas and all
            var last = hasHead ? head.size() : 2;
            var cells = cells(line, separator, last);
            var file = fileColumn.filter(column -> hasHead).orElse(0);
            var caption = captionColumn.filter(column -> hasHead).orElse(1);
            if (Math.max(file, caption) < cells.size()) {
                rows.add(new Row(cells.get(file), cells.get(caption)));
            }
        }
        return rows;
    }

    private static Optional<Integer> column(List<String> head, Set<String> names) {
        for (var i = 0; i < head.size(); i++) {
            if (names.contains(head.get(i).toLowerCase(Locale.ROOT))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// @param most cells; the last one takes the rest of the line
    private static List<String> cells(String line, char separator, int most) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
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
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static String tidy(String caption) {
        var tidy = caption.strip().replaceAll("\\s+", " ");
        return tidy.length() <= LONGEST ? tidy : tidy.substring(0, LONGEST);
    }

    static String base(String name) { return name.substring(name.lastIndexOf('/') + 1); }
}
