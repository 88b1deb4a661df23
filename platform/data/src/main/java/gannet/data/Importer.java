package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/// Reads an archive file by file: this thread unpacks and writes, two others decode every picture to see whether it can be.
/// What is wrong with a file becomes a finding; only if no picture remains, all of it becomes problems.
final class Importer {
    private static final int AHEAD = 6;
    private static final long AHEAD_BYTES = 32_000_000;
    private static final int TOLD = 20;
    private static final long TEXTS = 16_000_000;
    private static final int LICENCE = 100_000;

    private final Archive archive;
    private final Bounds bounds;
    private final FolderWriter writer;
    private final Findings findings = new Findings();
    private final Idx idx;
    private final Map<String, String> texts = new TreeMap<>();
    private final Queue<Checking> checking = new ArrayDeque<>();
    private long unpacked;
    private long textBytes;
    private long checkingBytes;

    private record Checking(String name, byte[] file, Future<Decoder.Facts> facts) {}

    Importer(Archive archive, Bounds bounds, FolderWriter writer) {
        this.archive = archive;
        this.bounds = bounds;
        this.writer = writer;
        idx = new Idx(writer, findings, bounds);
    }

    Description run(String name, ImportProgress progress, BooleanSupplier cancelled) throws IOException {
        var files = archive.files().stream().filter(file -> !isJunk(file.name())).toList();
        if (files.isEmpty()) {
            throw ProblemException.user(archive.name(), archive.name() + " is empty. Choose a zip with pictures in it.");
        }
        for (var link : archive.links()) {
            findings.leftOut(link, "is a link to another place");
        }
        var seen = new HashSet<String>();
        try (var decoding = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("check-", 0).factory())) {
            try {
                for (var i = 0; i < files.size(); i++) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException();
                    }
                    progress.at(i, files.size());
                    if (seen.add(files.get(i).name())) {
                        take(files.get(i), decoding);
                    } else {
                        findings.leftOut(files.get(i).name(), "is in the archive a second time");
                    }
                }
                settle(0);
            } finally {
                decoding.shutdownNow();
            }
        }
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        progress.at(files.size(), files.size());
        if (writer.count() == 0) {
            throw nothingLeft();
        }
        describe();
        return writer.finish(new FolderWriter.About(name, findings.told(), findings.more(), archive.name(), licence()));
    }

    /// What systems leave behind in folders and archives.
    private static boolean isJunk(String name) {
        if (name.startsWith("__MACOSX/") || name.contains("/__MACOSX/")) {
            return true;
        }
        var base = Captions.base(name).toLowerCase(Locale.ROOT);
        return base.startsWith(".") || base.equals("thumbs.db") || base.equals("desktop.ini");
    }

    private void take(Archive.Entry entry, ExecutorService decoding) throws IOException {
        byte[] file;
        try (var in = new Meter(entry, bounds, entry.opening().open())) {
            var peeked = new BufferedInputStream(in);
            if (takeIdx(entry, peeked)) {
                if (peeked.read() < 0 && !in.isAsPacked()) {
                    findings.add(entry.name(), entry.name() + " is damaged: its checksum is not the one that the archive names. What could be read was taken all the same.");
                }
                spend(in.count());
                return;
            }
            file = readAll(peeked);
            spend(in.count());
            if (file.length <= bounds.file() && !in.isAsPacked()) {
                findings.leftOut(entry.name(), "is damaged: its checksum is not the one that the archive names");
                return;
            }
        } catch (Meter.BombException e) {
            findings.leftOut(entry.name(), String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            if (Library.isFull(e)) {
                throw e;
            }
            findings.leftOut(entry.name(), "is damaged and does not unpack");
            return;
        }
        if (file.length > bounds.file()) {
            findings.leftOut(entry.name(), "is larger than %s, the most that one file may have".formatted(Words.bytes(bounds.file())));
            return;
        }
        if (isText(entry.name()) && Format.of(file).isEmpty() && textBytes + file.length <= TEXTS) {
            textBytes += file.length;
            texts.put(entry.name(), new String(file, StandardCharsets.UTF_8).replace("\uFEFF", ""));
            return;
        }
        checking.add(new Checking(entry.name(), file, decoding.submit(() -> Decoder.check(file, bounds.pixels()))));
        checkingBytes += file.length;
        settle(checkingBytes > AHEAD_BYTES ? 1 : AHEAD);
    }

    private void spend(long bytes) {
        unpacked += bytes;
        if (unpacked > bounds.unpacked()) {
            throw Archive.tooLarge(archive.name(), bounds);
        }
    }

    /// At most one byte more than a file may have.
    private byte[] readAll(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[65_536];
        for (var n = in.read(buffer); n >= 0 && out.size() <= bounds.file(); n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    private boolean takeIdx(Archive.Entry entry, BufferedInputStream in) throws IOException {
        var head = peek(in);
        if (Idx.isIdx(head)) {
            settle(0);
            idx.take(entry.name(), in);
            return true;
        }
        if (!entry.name().endsWith(".gz") || head.length < 2 || (head[0] & 255) != 0x1F || (head[1] & 255) != 0x8B) {
            return false;
        }
        in.mark(1 << 20);
        var unzipped = new BufferedInputStream(new Meter(
                new Archive.Entry(entry.name(), -1, entry.size(), -1, entry.opening()), bounds, new GZIPInputStream(in)));
        if (!Idx.isIdx(peek(unzipped))) {
            in.reset();
            return false;
        }
        settle(0);
        idx.take(entry.name(), unzipped);
        return true;
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(16);
        var head = in.readNBytes(8);
        in.reset();
        return head;
    }

    private static boolean isText(String name) { return name.toLowerCase(Locale.ROOT).matches(".*\\.(txt|csv|tsv|jsonl|md)|(.*/)?(licen[sc]e|copying)"); }

    /// Writes what is checked, in the order in which it came, until only so many remain.
    private void settle(int remaining) throws IOException {
        while (checking.size() > remaining) {
            var one = checking.remove();
            checkingBytes -= one.file.length;
            try {
                writer.add(one.file, one.facts.get(), "", "", one.name);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnreadableException unreadable)) {
                    throw new IllegalStateException(e.getCause());
                }
                findings.leftOut(one.name, unreadable.what());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    /// Labels, captions, and what is to be said about all pictures together.
    private void describe() {
        var names = writer.pictures().stream().map(Picture::name).toList();
        if (idx.hasPictures()) {
            idx.label();
        } else {
            Labels.of(names, findings).ifPresent(labels -> {
                for (var i = 0; i < labels.size(); i++) {
                    writer.say(i, labels.get(i), "");
                }
            });
        }
        var captions = new Captions(texts, findings);
        var said = captions.of(names);
        for (var i = 0; i < names.size(); i++) {
            writer.say(i, writer.pictures().get(i).label(), said.getOrDefault(names.get(i), ""));
        }
        if (!said.isEmpty() && said.size() < names.size()) {
            findings.addFirst("", "%s of %s have no caption, so the set does not count as captioned. Add the missing captions and import it again."
                    .formatted(Words.count(names.size() - said.size()), Words.of(names.size(), "picture")));
        }
        for (var text : texts.keySet()) {
            if (!captions.used(text) && !isLicence(text)) {
                findings.leftOut(text, "is text, not a picture");
            }
        }
        describeChannels();
    }

    private void describeChannels() {
        var all = writer.count();
        var grey = writer.pictures().stream().filter(picture -> picture.channels() <= 2).count();
        var alpha = writer.pictures().stream().filter(picture -> picture.channels() % 2 == 0).count();
        if (alpha > 0) {
            findings.addFirst("", "%s of %s can be see-through (an alpha channel); training sees them on white."
                    .formatted(Words.count(alpha), Words.of(all, "picture")));
        }
        if (grey > 0 && grey < all) {
            findings.addFirst("", "%s of %s %s grey and the others are in colour; all are read as colour."
                    .formatted(Words.count(grey), Words.of(all, "picture"), grey == 1 ? "is" : "are"));
        }
    }

    private static boolean isLicence(String name) { return Captions.base(name).toLowerCase(Locale.ROOT).matches("(licen[sc]e|copying)(\\.(txt|md))?"); }

    private String licence() {
        for (var text : texts.entrySet()) {
            if (isLicence(text.getKey())) {
                return text.getValue().substring(0, Math.min(LICENCE, text.getValue().length())).strip();
            }
        }
        return "";
    }

    private ProblemException nothingLeft() {
        for (var text : texts.keySet()) {
            findings.leftOut(text, "is text, not a picture");
        }
        var problems = new ArrayList<Problem>();
        var left = findings.told().size() + findings.more();
        problems.add(Problem.user(archive.name(), "%s holds no picture that can be read: %s. %s".formatted(
                archive.name(), Format.READ, left == 1 ? "What is wrong with its file:" : "What is wrong with its " + Words.of(left, "file") + ":")));
        for (var finding : findings.told().subList(0, Math.min(TOLD, findings.told().size()))) {
            problems.add(Problem.user(finding.file(), finding.message()));
        }
        if (left > TOLD) {
            problems.add(Problem.user("", "And %s more.".formatted(Words.count(left - TOLD))));
        }
        return new ProblemException(problems);
    }
}
