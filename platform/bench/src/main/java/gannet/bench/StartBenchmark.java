package gannet.bench;

import gannet.testkit.Workbench;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long a warm start takes to the first page, and what server and database hold in memory when nobody asks anything.
final class StartBenchmark implements Benchmark {
    @Override public String name() { return "start"; }
    @Override public String summary() { return "[--rounds n]: warm start to the first page; resident memory of server and database"; }

    @Override public Report measure(List<String> words) throws Exception {
        var arguments = new Arguments(words);
        int rounds = arguments.number("--rounds", 5);
        arguments.end();

        var data = Files.createTempDirectory("gannet-start");
        var toPage = new ArrayList<Double>();
        var resident = new ArrayList<Double>();
        try {
            var first = once(data);                                  // makes the database; told, but not the warm start
            for (int round = 0; round < rounds; round++) {
                var warm = once(data);
                toPage.add(warm.seconds());
                resident.add(warm.megabytes());
            }
            return new Report(name(), Machine.here(), List.of(
                    Figure.told("very first start to the first page", first.seconds(), "s"),
                    Figure.atMost(8, "warm start to the first page", median(toPage), "s"),
                    Figure.atMost(600, "resident memory of server and database, idle", median(resident), "MB")),
                    List.of("Medians of " + rounds + " starts. The first page is sign-in, with its scripts and styles.",
                            "Memory counts what processes share once (proportional set size), after the page was served."));
        } finally {
            Folders.remove(data);
        }
    }

    private record Start(double seconds, double megabytes) {}

    private static Start once(Path data) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (var workbench = Workbench.start(data)) {
            fetchPage(workbench.at("sign-in"));
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Start(seconds, resident(workbench.process()));
        }
    }

    /// The page and everything that it names.
    private static void fetchPage(URI address) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var page = get(client, address);
            var files = Pattern.compile("(?:src|href)=\"\\.?/?([^\":]+\\.(?:js|css))\"").matcher(page).results()
                    .map(found -> address.resolve("/" + found.group(1))).toList();
            for (var file : files) {
                get(client, file);
            }
        }
    }

    private static String get(HttpClient client, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).header("Accept", "text/html,*/*").build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new BenchmarkException(address + " answers " + response.statusCode() + ".");
        }
        return response.body();
    }

    private static double resident(ProcessHandle server) throws IOException {
        double kilobytes = 0;
        for (var process : Stream.concat(Stream.of(server), server.descendants()).toList()) {
            kilobytes += proportional(process.pid());
        }
        return kilobytes / 1024;
    }

    private static long proportional(long pid) throws IOException {
        var told = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        if (!Files.isReadable(told)) {
            throw new BenchmarkException("memory can be read on Linux only.");
        }
        try (var lines = Files.lines(told)) {
            return lines.filter(line -> line.startsWith("Pss:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        }
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
