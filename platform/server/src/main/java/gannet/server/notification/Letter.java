package gannet.server.notification;

import gannet.parameters.Json;
import gannet.server.queue.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is sent to somebody, in the two forms that there are.
///
/// @param kind a [Kind]'s name, or TEST    @param title one line    @param link to the page that shows more
/// @param run null if it is about none or about several    @param ended null if it is about one run or none
record Letter(UUID id, String kind, Instant time, String title, String text, String link, @Nullable About run, @Nullable Round ended) {
    private static final int VERSION = 1;
    private static final int LONGEST_SUBJECT = 200;

    record About(long number, String name, State state, String reason, String fault) {}

    String subject() { return Wording.oneLine(title, LONGEST_SUBJECT); }

    /// @param settings the page where its reader changes what they are told
    String mail(String settings) {
        return title + "\n\n" + text + "\n\n" + link + "\n\n-- \nGannet tells you this because you asked for mail. Change that at " + settings + "\n";
    }

    byte[] json() {
        var body = new LinkedHashMap<String, Object>();
        body.put("version", VERSION);
        body.put("id", id);
        body.put("kind", kind);
        body.put("time", time);
        body.put("title", title);
        body.put("text", title + ". " + text + " " + link);
        body.put("link", link);
        if (run != null) {
            body.put("run", run);
        }
        if (ended != null) {
            body.put("ended", ended);
        }
        return Json.text(body).getBytes(StandardCharsets.UTF_8);
    }
}
