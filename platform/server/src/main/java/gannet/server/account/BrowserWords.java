package gannet.server.account;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a browser says of itself, in words by which a person knows it again: "Firefox on Linux". A hint, since a browser may
/// say anything.
final class BrowserWords {
    private static final String UNKNOWN = "An unknown browser";

    // In this order: most say the names of others as well.
    private static final Map<String, String> BROWSERS = inOrder("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser", "Samsung Internet", "Firefox", "Firefox", "FxiOS",
            "Firefox", "Chrome", "Chrome", "Chromium", "Chromium", "CriOS", "Chrome", "Safari", "Safari", "curl", "curl", "python", "Python", "Java", "Java");
    private static final Map<String, String> SYSTEMS = inOrder("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Macintosh", "macOS",
            "CrOS", "ChromeOS", "Linux", "Linux");

    private BrowserWords() {}

    static String of(String said) {
        var browser = first(BROWSERS, said);
        var system = first(SYSTEMS, said);
        return browser.isEmpty() && system.isEmpty() ? UNKNOWN : system.isEmpty() ? browser : (browser.isEmpty() ? UNKNOWN : browser) + " on " + system;
    }

    private static String first(Map<String, String> words, String said) {
        return words.entrySet().stream().filter(word -> said.contains(word.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static Map<String, String> inOrder(String... pairs) {
        var words = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }
}
