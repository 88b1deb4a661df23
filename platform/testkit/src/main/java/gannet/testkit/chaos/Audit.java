package gannet.testkit.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.run.Event;
import gannet.run.RunDirectory;
import gannet.testkit.Visitor;
import gannet.testkit.chaos.Findings.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Judges what is left: files, database and pages of every run, and the books of the queue.
final class Audit {
    /// Two stretches of time of one device, or of one job, that overlap.
    private static final String OVERLAPS = """
            select a.job, b.job, a.device, a.attempt, b.attempt, extract(epoch from least(coalesce(a.ended, now()), coalesce(b.ended, now())) - greatest(a.started, b.started))
            from occupancy a join occupancy b on a.id < b.id and (a.job = b.job or a.server = b.server and a.device = b.device)
            where a.started < coalesce(b.ended, 'infinity') and b.started < coalesce(a.ended, 'infinity')""";

    private final House house;
    private final Findings findings;
    private final int steps;

    Audit(House house, Findings findings, int steps) {
        this.house = house;
        this.findings = findings;
        this.steps = steps;
    }

    /// At any moment: every launch that was acknowledged is there, no device and no job has been given twice.
    void inBetween(List<Long> acknowledged) {
        try (var facts = house.facts()) {
            var there = new HashSet<>(facts.ask("select number from run", row -> row.getLong(1)));
            acknowledged.stream().filter(Predicate.not(there::contains)).forEach(number -> findings.add(Kind.LOST, "Run " + number + " was acknowledged and is not there."));
            facts.ask(OVERLAPS, row -> "%s was given to attempt %d of job %s and to attempt %d of job %s at once, for %.3f s.".formatted(
                    row.getString(3), row.getInt(4), row.getString(1), row.getInt(5), row.getString(2), row.getDouble(6))).forEach(sentence -> findings.add(Kind.TWICE, sentence));
        }
    }

    private record Run(long number, String id, String state, String reason, int attempt) {}

    /// When everything has ended.
    ///
    /// @return how many runs there are
    int atTheEnd(List<Long> acknowledged, References references) {
        inBetween(acknowledged);
        try (var facts = house.facts()) {
            facts.ask("select job, attempt from occupancy where ended is null", row -> "Attempt %d of job %s still holds its device.".formatted(row.getInt(2), row.getString(1)))
                    .forEach(sentence -> findings.add(Kind.STUCK, sentence));
            facts.ask("""
                    select r.number, j.attempt, (select count(*) from job_change c where c.job = j.id and c.state = 'STARTING'),
                        (select count(distinct o.attempt) from occupancy o where o.job = j.id), j.state,
                        (select c.state from job_change c where c.job = j.id order by c.id desc limit 1)
                    from job j join run r on r.id = j.run""", row -> row.getInt(2) == row.getInt(3) && row.getInt(3) == row.getInt(4) && row.getString(5).equals(row.getString(6)) ? ""
                            : "Run %d has had %d attempts, but its history tells of %d and the devices' books of %d; it is %s, and its history ends with %s.".formatted(
                                    row.getLong(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getString(5), row.getString(6)))
                    .stream().filter(Predicate.not(String::isEmpty)).forEach(sentence -> findings.add(Kind.LOST, sentence));
            var runs = facts.ask("select r.number, r.id, r.state, r.reason, j.attempt from run r join job j on j.run = r.id order by r.number",
                    row -> new Run(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5)));
            runs.forEach(run -> judge(run, references));
            return runs.size();
        }
    }

    private void judge(Run run, References references) {
        var name = "Run " + run.number();
        if (List.of("FAILED", "STOPPED").contains(run.state())) {
            findings.add(Kind.LOST, name + " ended as " + run.state() + " in attempt " + run.attempt() + ": " + run.reason());
        }
        if (!run.state().equals("SUCCEEDED")) {
            return; // that it has not ended was said already
        }
        var folder = house.runs().resolve(run.id());
        var said = Said.in(folder);
        said.damaged().forEach(sentence -> findings.add(Kind.LOST, name + ": " + sentence));
        if (!said.isNumberedOnceInOrder()) {
            findings.add(Kind.TWICE, name + " has events that are not numbered from 1 in steps of 1.");
        }
        if (!said.stepsOf(Event.Measured.class).equals(LongStream.rangeClosed(1, steps).boxed().toList())) {
            findings.add(Kind.LOST, name + " has not told each of its " + steps + " steps once, but " + said.stepsOf(Event.Measured.class).size() + " steps.");
        }
        judgePages(name, run.number(), said);
        var reference = references.of(RunDirectory.open(folder).order().training().seed());
        if (!said.values().equals(Said.in(reference).values())) {
            findings.add(Kind.UNEQUAL, name + " measured other values than the undisturbed run in " + reference);
        }
        unequal(weights(folder), weights(reference)).forEach(file -> findings.add(Kind.UNEQUAL, name + " has other bytes in " + file));
    }

    /// What the pages show of it against what it said.
    private void judgePages(String name, long number, Said said) {
        Visitor visitor = house.visitor((int) (number % House.SERVERS));
        var path = "/api/v1/runs/" + number;
        for (var curve : visitor.get(path + "/curves?points=" + steps).body()) {
            var line = curve.get("name").asText();
            var values = said.measured().stream().map(event -> event.values().getOrDefault(line, Double.NaN).floatValue()).toList();
            if (!numbers(curve.get("steps")).equals(said.stepsOf(Event.Measured.class)) || !floats(curve.get("values")).equals(values)) {
                findings.add(Kind.LOST, name + " shows another curve of " + line + " than it said.");
            }
        }
        var samples = new ArrayList<Long>();
        visitor.get(path + "/samples").body().forEach(sample -> samples.add(sample.get("step").asLong()));
        if (samples.isEmpty() || !samples.equals(said.stepsOf(Event.Sampled.class))) {
            findings.add(Kind.LOST, name + " shows samples of the steps " + samples + ", not of " + said.stepsOf(Event.Sampled.class));
        }
        int starts = 0;
        for (var line : visitor.get(path + "/history").body()) {
            starts += line.get("text").asText().matches("The worker (started|went on).*") ? 1 : 0;
        }
        if (starts != said.stepsOf(Event.Started.class).size()) {
            findings.add(Kind.LOST, name + " tells of " + starts + " workers that began, not of " + said.stepsOf(Event.Started.class).size());
        }
    }

    private Path weights(Path folder) { return folder.resolve("checkpoints").resolve(Integer.toString(steps)); }

    private static List<String> unequal(Path one, Path other) {
        try (var files = Files.list(other)) {
            var unequal = new ArrayList<String>();
            var all = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
            for (var file : all) {
                var same = one.resolve(file.getFileName());
                if (!Files.exists(same) || Files.mismatch(same, file) >= 0) {
                    unequal.add(same.toString());
                }
            }
            return all.isEmpty() ? List.of(other + ", which holds no weights") : unequal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> numbers(JsonNode list) {
        var numbers = new ArrayList<Long>();
        list.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    private static List<Float> floats(JsonNode list) {
        var numbers = new ArrayList<Float>();
        list.forEach(number -> numbers.add((float) number.asDouble()));
        return numbers;
    }
}
