package gannet.server.voxel;

import gannet.parameters.ProblemException;
import gannet.server.http.Answer;
import gannet.server.http.Api;
import gannet.server.http.Call;
import gannet.server.http.Routes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// Solids over REST: `/runs/3/samples/400/voxels?item=2` are the numbers, a byte each, the last axis running fastest;
/// `/runs/3/samples/400/solid?item=2&format=obj&threshold=0.5` is a file for other programs.
public record VoxelRoutes(Solids solids) implements Routes {
    private static final int MOST_ITEMS = 1 << 16;
    /// An address never shows other numbers, so browsers may keep them.
    private static final Map<String, String> LASTING = Map.of("Cache-Control", "private, max-age=31536000, immutable");

    @Override public void mount(Api api) {
        api.get("/runs/:number/samples/:step/voxels", this::grid);
        api.get("/runs/:number/samples/:step/solid", this::file);
    }

    private Answer grid(Call call) {
        var grid = solids.grid(call.person(), call.number("number"), call.number("step"), item(call));
        return new Answer(200, "application/octet-stream", grid.values(), LASTING).with("Gannet-Side", Integer.toString(grid.side()));
    }

    private Answer file(Call call) {
        var format = format(call);
        long run = call.number("number");
        long step = call.number("step");
        int item = item(call);
        var file = solids.file(call.person(), run, step, item, threshold(call), format);
        return new Answer(200, format == SolidFormat.BINVOX ? "application/octet-stream" : "model/obj", file, Map.of())
                .with("Content-Disposition", "attachment; filename=\"run-%d-step-%d-solid-%d.%s\"".formatted(run, step, item + 1, format.ending()));
    }

    private static int item(Call call) { return call.number("item", 0, 0, MOST_ITEMS); }

    private static double threshold(Call call) {
        var text = call.query("threshold").orElse("0.5");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw ProblemException.user("threshold", "threshold must be a number between 0 and 1, not \"" + text + "\".");
        }
    }

    private static SolidFormat format(Call call) {
        var word = call.query("format").orElse("obj");
        return Arrays.stream(SolidFormat.values()).filter(format -> format.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> ProblemException.user("format", "format must be obj, blocks or binvox, not \"" + word + "\"."));
    }
}
