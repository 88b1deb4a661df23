package gannet.bench;

import gannet.data.Painted;
import gannet.host.PluginHost;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.run.RunDirectory;
import gannet.server.doctor.Examination;
import gannet.server.doctor.Examination.Found;
import gannet.spi.DoctorRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Real trainings of a small DCGAN, each made to have one illness, and a healthy one: does the doctor find what is there, and
/// nothing where nothing is?
final class DoctorBenchmark implements Benchmark {
    private static final int SIDE = 16;
    private static final long SEED = 7;

    @Override public String name() { return "doctor"; }

    @Override public String summary() { return "[illness…] [--side 32] [--keep <folder>]: trainings made to have an illness, and what the doctor finds in them"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int threads = arguments.number("--threads", 1);
        int side = arguments.number("--side", SIDE);
        var kept = arguments.text("--keep", "target/doctor");
        var wanted = arguments.rest();
        kept.map(Path::of).filter(Files::exists).ifPresent(there -> {
            throw new BenchmarkException("--keep " + there + " is there already; name a folder that is not, for a training goes on in one that it finds.");
        });
        var cases = DoctorCase.ALL.stream().filter(one -> wanted.isEmpty() || wanted.contains(one.name())).toList();
        if (cases.isEmpty()) {
            throw new BenchmarkException("the illness " + wanted + " is not known; known are " + DoctorCase.ALL.stream().map(DoctorCase::name).toList() + ".");
        }
        var folder = kept.isEmpty() ? Files.createTempDirectory("gannet-doctor") : Files.createDirectories(Path.of(kept.get()));
        try (var host = PluginHost.start(folder.resolve("framework"))) {
            var rules = Plugins.variant(host, "dcgan").description().doctor();
            var figures = new ArrayList<Figure>();
            var notes = new ArrayList<String>();
            for (var one : cases) {
                var found = examined(one, folder, rules, side, threads);
                long missed = one.illness().isEmpty() ? found.size() : found.stream().anyMatch(each -> each.rule().equals(one.illness())) ? 0 : 1;
                figures.add(Figure.atMost(0, one.illness().isEmpty() ? "healthy: found" : one.illness() + ": missed", missed, ""));
                found.forEach(each -> notes.add(one.name() + ", step " + each.step() + ": " + each.verdict() + ". " + each.evidence()));
            }
            return new Report("doctor", Machine.here(), figures, notes);
        } finally {
            if (kept.isEmpty()) {
                Folders.remove(folder);
            }
        }
    }

    private static List<Found> examined(DoctorCase one, Path folder, List<DoctorRule> rules, int side, int threads) throws IOException, InterruptedException {
        var data = folder.resolve("data-" + one.name());
        Painted.SHAPES.write(data, one.pictures(), side, SEED);
        var run = folder.resolve("run-" + one.name());
        var flags = new ArrayList<>(List.of("--data", data.toString(), "--steps", Integer.toString(one.steps()), "--batch", "16", "--sample-every", "20",
                "--report-every", "5", "--threads", Integer.toString(threads)));
        var settings = new HashMap<String, Object>(Map.of("imageSize", side, "width", 16, "latentSize", 16));
        one.settings().forEach(setting -> settings.put(setting.split("=")[0], setting.split("=")[1]));
        settings.forEach((name, value) -> flags.addAll(List.of("--set", name + "=" + value)));
        Training.run("dcgan", run, flags);
        List<Event> events = EventReader.read(RunDirectory.open(run).events(), 0, Integer.MAX_VALUE).events();
        return Examination.of(rules, settings, one.steps(), events);
    }
}
