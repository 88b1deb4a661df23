package gannet.data;

import gannet.parameters.ProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/// Reads an archive file by file: this thread unpacks and writes, two others read every file to see whether it can be.
/// What is wrong with a file becomes a finding; only if nothing remains, all of it becomes problems.
final class Importer {
    private static final int AHEAD = 6;
    private static final long AHEAD_BYTES = 32_000_000;
    private static final long TEXTS = 16_000_000;
    private static final int LICENCE = 100_000;

    private final Archive archive;
    private final @Nullable Kind wanted;
    private final Bounds bounds;
    private final FolderWriter writer;
    private final Findings findings = new Findings();
    private final Idx idx;
    private final Map<String, String> texts = new TreeMap<>();
    private final List<String> others = new ArrayList<>();
    private final Queue<Checking> checking = new ArrayDeque<>();
    private long unpacked;
    private long textBytes;
    private long checkingBytes;

    private record Checking(String name, byte[] file, Future<Decoder.Facts> facts) {}

    /// @param wanted what a person says that it is; null to go by the files
    Importer(Archive archive, Bounds bounds, FolderWriter writer, @Nullable Kind wanted) {
        this.archive = archive;
        this.wanted = wanted;
        this.bounds = bounds;
        this.writer = writer;
        idx = new Idx(writer, findings, bounds);
    }

    Description run(String name, ImportProgress progress, BooleanSupplier cancelled) throws IOException {
        var files = archive.files().stream().filter(file -> !isJunk(file.name())).toList();
        if (files.isEmpty()) {
            throw ProblemException.user(archive.name(), archive.name() + " is empty. Choose a zip with pictures in it.");
        }
        others.addAll(archive.folders().stream().filter(folder -> !isJunk(folder)).toList());
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
        var taken = new Taken(archive.name(), others, writer, findings);
        if (writer.count() == 0) {
            texts.keySet().forEach(text -> findings.leftOut(text, "is text, not a picture"));
            throw taken.refusal("%s holds nothing that can be read: %s.".formatted(archive.name(), Format.READ));
        }
        var kind = new Meaning(taken, idx, texts, wanted).settle();
        return writer.finish(new FolderWriter.About(name, kind, findings.told(), findings.more(), archive.name(), licence()));
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
                leaveOut(entry.name(), "is damaged: its checksum is not the one that the archive names");
                return;
            }
        } catch (Meter.BombException e) {
            leaveOut(entry.name(), String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            if (Library.isFull(e)) {
                throw e;
            }
            leaveOut(entry.name(), "is damaged and does not unpack");
            return;
        }
        if (file.length > bounds.file()) {
            leaveOut(entry.name(), "is larger than %s, the most that one file may have".formatted(Words.bytes(bounds.file())));
            return;
        }
        if (isText(entry.name()) && Format.of(file).isEmpty() && textBytes + file.length <= TEXTS) {
            textBytes += file.length;
            texts.put(entry.name(), new String(file, StandardCharsets.UTF_8).replace("\uFEFF", ""));
            return;
        }
        checking.add(new Checking(entry.name(), file, decoding.submit(() -> check(file))));
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

    private Decoder.Facts check(byte[] file) throws UnreadableException {
        return VoxelFormat.of(file).isPresent() ? VoxelFormat.check(file) : Decoder.check(file, bounds.pixels());
    }

    private void leaveOut(String name, String what) {
        findings.leftOut(name, what);
        others.add(name);
    }

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
                leaveOut(one.name, unreadable.what());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    static boolean isLicence(String name) { return Captions.base(name).toLowerCase(Locale.ROOT).matches("(licen[sc]e|copying)(\\.(txt|md))?"); }

    private String licence() {
        for (var text : texts.entrySet()) {
            if (isLicence(text.getKey())) {
                return text.getValue().substring(0, Math.min(LICENCE, text.getValue().length())).strip();
            }
        }
        return "";
    }
}
