package gannet.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import gannet.server.account.Accounts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Chromium of this machine, without a screen: the one that GANNET_CHROMIUM names, or the first on the path.
final class Chromium implements AutoCloseable {
    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable())
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")));

    private static Path executable() {
        var names = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        var folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(Stream.ofNullable(System.getenv("GANNET_CHROMIUM")).map(Path::of),
                        names.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new BenchmarkException("There is no Chromium here; name one by GANNET_CHROMIUM."));
    }

    /// Somebody at a screen of 1440 × 900 who is signed in.
    BrowserContext signedIn(URI server, String session) {
        var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
        context.addCookies(List.of(new Cookie(Accounts.COOKIE, session).setUrl(server.toString())));
        context.setDefaultTimeout(120_000);
        return context;
    }

    @Override public void close() { playwright.close(); }
}
