package gannet.server.gallery;

import gannet.parameters.Json;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.gallery.PictureStore.Sheet;
import gannet.server.sheet.Pixels;
import gannet.server.sheet.PngFile;
import gannet.server.sheet.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the run that made a picture, from its file alone. What the file says of itself is a hint: whether it is true, its
/// pixels tell.
public final class Finder {
    private static final long LARGEST = 32L << 20;
    private static final int MOST_ALIKE = 50;
    private static final int WHOLE = -1;

    private final PictureStore store;
    private final MarkStore marks;
    private final Policy policy;
    private final SheetFiles files;

    Finder(PictureStore store, MarkStore marks, Policy policy, SheetFiles files) {
        this.store = store;
        this.marks = marks;
        this.policy = policy;
        this.files = files;
    }

    /// TEXT if what the file said of itself led there, PIXELS if its pixels did.
    public enum By { TEXT, PIXELS }

    /// @param picture null if it is a whole sheet    @param run its number    @param same whether its pixels are those that the run made
    /// @param sentence for people
    public record Found(@Nullable PictureId picture, long run, long step, By by, boolean same, String sentence) {}

    private record Claim(UUID run, long step, int picture) {}

    /// What is read of the text: any of it may be missing or of the wrong kind.
    private record Text(@Nullable String run, @Nullable Long step, @Nullable Integer picture) {}

    /// @param file that somebody brought
    /// @throws ProblemException with a sentence if it is no picture, or none that is known here
    public Found find(Person who, Path file) {
        byte[] pixels;
        Optional<Claim> claimed;
        try {
            if (Files.size(file) > LARGEST) {
                throw ProblemException.user("file", "This file is larger than " + (LARGEST >> 20) + " MB, which no picture of Gannet's is.");
            }
            var bytes = Files.readAllBytes(file);
            claimed = PngFile.read(bytes).text(PngFile.KEYWORD).flatMap(Finder::claim);
            pixels = Sheets.read(bytes, Pixels::fingerprint);
        } catch (IOException e) {
            throw ProblemException.user("file", "This file cannot be read as a picture: " + e.getMessage() + ". Gannet's pictures are PNG files; bring one that was not changed into another kind.");
        }
        return claimed.flatMap(claim -> byText(who, claim, pixels)).or(() -> byPixels(who, pixels))
                .orElseThrow(() -> ProblemException.user("file", claimed.isPresent()
                        ? "Gannet made this picture, but not for a run that is known here. It comes from another server or from a project that is not shared with you."
                        : "This picture is not known here. It holds no word of Gannet's, and no picture that was shown here has the same pixels."));
    }

    private static Optional<Claim> claim(String json) {
        try {
            var text = Json.read("the picture's text", json, Text.class);
            if (text.run() == null || text.step() == null) {
                return Optional.empty();
            }
            return Optional.of(new Claim(UUID.fromString(text.run()), text.step(), text.picture() == null ? 0 : text.picture()));
        } catch (RuntimeException e) { // anybody may have written it
            return Optional.empty();
        }
    }

    private Optional<Found> byText(Person who, Claim claim, byte[] pixels) {
        return store.sheet(claim.run(), claim.step()).filter(sheet -> policy.allows(who, Action.SEE, sheet.project())).map(sheet -> {
            boolean single = claim.picture() >= 1 && claim.picture() <= sheet.media().count();
            boolean same = Arrays.equals(pixels, made(sheet, single ? claim.picture() - 1 : WHOLE));
            return found(sheet, single ? claim.picture() - 1 : WHOLE, By.TEXT, same);
        });
    }

    /// What the run made there, if it can still be read.
    private byte @Nullable [] made(Sheet sheet, int tile) {
        try {
            return files.read(sheet, picture -> Pixels.fingerprint(tile == WHOLE ? picture : Pixels.tile(picture, sheet.media(), tile)));
        } catch (ProblemException e) {
            return null;
        }
    }

    private Optional<Found> byPixels(Person who, byte[] pixels) {
        return marks.alike(pixels, MOST_ALIKE).stream().filter(alike -> policy.allows(who, Action.SEE, alike.project())).findFirst()
                .flatMap(alike -> store.sheet(alike.sheet()).map(sheet -> found(sheet, alike.tile(), By.PIXELS, true)));
    }

    private static Found found(Sheet sheet, int tile, By by, boolean same) {
        var what = (tile == WHOLE ? "all samples" : "picture " + (tile + 1)) + " of run %d at step %,d".formatted(sheet.number(), sheet.step());
        var sentence = switch (by) {
            case TEXT -> same ? "This is " + what + "." : "It says that it is " + what + ", but its pixels are not those that the run made there: somebody changed it since, or its text is not true.";
            case PIXELS -> "Its pixels are those of " + what + "; the file itself says nothing.";
        };
        return new Found(tile == WHOLE ? null : new PictureId(sheet.id(), tile), sheet.number(), sheet.step(), by, same, sentence);
    }
}
