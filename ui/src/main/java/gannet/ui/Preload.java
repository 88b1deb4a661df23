package gannet.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.server.account.Person;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lets the browser ask for what a page draws together with the page itself, instead of when its scripts have begun.
final class Preload implements IndexHtmlRequestListener {
    private static final long serialVersionUID = 1;
    private static final Pattern RUN = Pattern.compile("/?runs/([0-9]{1,18})");
    private static final Pattern COMPARE = Pattern.compile("/?compare");
    private static final Pattern RUNS = Pattern.compile("[0-9]{1,18}(,[0-9]{1,18}){0,99}");
    /// As the page asks for them (`run-model.ts` and `curves.ts`), to the letter: otherwise they are fetched twice.
    private static final List<String> FIGURES = List.of("curves/names", "curves?points=600&most=60", "samples", "checkpoints", "history", "findings");

    private final transient Services services;

    Preload(Services services) { this.services = services; }

    @Override
    public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
        var head = response.getDocument().head();
        addresses(response.getVaadinRequest()).forEach(address ->
                head.appendElement("link").attr("rel", "preload").attr("as", "fetch").attr("crossorigin", "anonymous").attr("href", "/api/v1/" + address));
    }

    private Stream<String> addresses(VaadinRequest request) {
        var path = Objects.requireNonNullElse(request.getPathInfo(), "");
        var run = RUN.matcher(path);
        var compared = Objects.requireNonNullElse(request.getParameter("runs"), "");
        if (run.matches()) {
            var number = run.group(1);
            return who(request).stream().filter(person -> isThere(person, Long.parseLong(number))).flatMap(_ -> FIGURES.stream())
                    .map(figure -> "runs/" + number + "/" + figure);
        }
        if (COMPARE.matcher(path).matches() && RUNS.matcher(compared).matches()) {
            return who(request).stream().map(_ -> "compare?runs=" + compared);
        }
        return Stream.of();
    }

    /// Somebody who is to sign in first gets no refusals in the browser's log.
    private Optional<Person> who(VaadinRequest request) { return services.accounts().personOf(SessionCookie.token(request).orElse(null)); }

    private boolean isThere(Person person, long run) {
        try {
            services.runs().find(person, run);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }
}
