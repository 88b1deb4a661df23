package gannet.app;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import gannet.testkit.Visitor;
import gannet.testkit.Workbench;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Chromium of this machine, without a screen.
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE = 60_000;
    private static final int WORDS_SHOWN = 2_400;
    private static final Set<Browser> OPEN = ConcurrentHashMap.newKeySet();

    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright.chromium().launch(new BrowserType.LaunchOptions()
            .setExecutablePath(executable())
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync")));
    private final List<String> troubles = new ArrayList<>();

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    Browser() { OPEN.add(this); }

    private static Path executable() {
        var names = Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
        var folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(Stream.ofNullable(System.getenv("GANNET_CHROMIUM")).map(Path::of),
                        names.flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new AssertionError("There is no Chromium here; ./gannet test finds or installs one."));
    }

    Page open(int width, int height, ColorScheme scheme) { return open(width, height, scheme, null); }

    /// @param signedIn a page whose cookies and storage this one begins with
    Page open(int width, int height, ColorScheme scheme, @org.jspecify.annotations.Nullable Page signedIn) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE).setLocale("en-GB");
        if (signedIn != null) {
            options.setStorageState(signedIn.context().storageState());
        }
        var page = context(options).newPage();
        page.onPageError(error -> troubles.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                troubles.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    private BrowserContext context(com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = chromium.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    /// Signs in somebody who has every visitor's password, and waits for the page that was asked for.
    ///
    /// @param path what is looked at first, as `/runs?state=failed`
    static void signIn(Page page, Workbench workbench, String email, String path) { signIn(page, workbench, email, Visitor.PASSWORD, path); }

    static void signIn(Page page, Workbench workbench, String email, String password, String path) {
        page.navigate(workbench.at("/sign-in?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8)).toString());
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail").setExact(true)).fill(email);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password").setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        page.waitForURL(url -> URI.create(url).getPath().equals(URI.create(path).getPath())); // the page of signing in has a head, too
    }

    /// Errors that pages threw or printed.
    List<String> troubles() { return List.copyOf(troubles); }

    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /// What every page of every open browser shows, for whoever reads why a test failed; empty if there is none.
    static String whatAllShow() {
        return OPEN.stream().flatMap(browser -> Stream.concat(
                browser.chromium.contexts().stream().flatMap(context -> context.pages().stream()).map(Browser::whatIsShown),
                browser.troubles.stream().map(trouble -> "Trouble at " + trouble))).collect(Collectors.joining("\n"));
    }

    private static String whatIsShown(Page page) {
        try {
            var words = page.locator("body").ariaSnapshot().replaceAll("\\s+", " ");
            return "The page " + page.url() + " shows: " + words.substring(0, Math.min(WORDS_SHOWN, words.length()));
        } catch (PlaywrightException e) {
            return "The page " + page.url() + " cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        OPEN.remove(this);
        playwright.close();
    }
}
