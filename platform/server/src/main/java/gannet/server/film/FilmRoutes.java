package gannet.server.film;

import gannet.parameters.ProblemException;
import gannet.server.film.Films.Wish;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.OptionalInt;

/// Films over REST: `/runs/12/film?tile=3&from=100&to=2000&side=256&fps=12`.
public record FilmRoutes(Films films) implements Routes {
    @Override public void mount(Api api) { api.download("/runs/:number/film", this::film); }

    private Api.Download film(Call call) {
        long run = call.number("number");
        var format = call.query("format").orElse("gif");
        if (!format.equals("gif")) {
            throw ProblemException.user("format", "Films are made as gif, not as \"" + format + "\"; a program such as ffmpeg makes other formats of it.");
        }
        var tile = call.query("tile").isPresent() ? OptionalInt.of(call.number("tile", 0, 0, 1 << 16)) : OptionalInt.empty();
        var film = films.make(call.person(), run, new Wish(tile, call.number("from", 0L, 0, Long.MAX_VALUE), call.number("to", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                call.number("side", 256, Films.SMALLEST_SIDE, Films.LARGEST_SIDE), call.number("fps", 12, 1, 50)));
        return new Api.Download(film.file(), "run-" + run + (tile.isPresent() ? "-picture-" + (tile.getAsInt() + 1) : "") + ".gif");
    }
}
