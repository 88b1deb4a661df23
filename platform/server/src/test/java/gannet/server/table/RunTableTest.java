package gannet.server.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Json;
import gannet.parameters.ProblemException;
import gannet.run.Event;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.experiment.RunLists;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import gannet.server.table.RunTable.Group;
import gannet.server.table.query.QueryParser;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private Progress progress;
    private final RunTable table = new RunTable(bench.storage, bench.policy, new RunLists(bench.storage, bench.policy, _ -> Map.of()));
    private final RunMarks marks = new RunMarks(bench.storage, bench.policy, Clock.systemUTC());
    private final Map<String, Long> numbers = new TreeMap<>();

    /// Four runs: learning rates 0.1 to 0.4, losses 3, 1, NaN, and none at all.
    @BeforeEach void launch() throws IOException {
        progress = new Progress(bench.storage, bench.policy, new Signals(vertx), folder);
        run("Birds by night", State.SUCCEEDED, Map.of("rate", 0.1, "lossKind", "HINGE"), 5.0, 2.0, 3.0);
        run("Fish", State.RUNNING, Map.of("rate", 0.2, "lossKind", "HINGE"), 4.0, 1.0);
        run("Birds at sea", State.FAILED, Map.of("rate", 0.3, "lossKind", "LEAST_SQUARES"), 2.5, Double.NaN);
        run("100% birds", State.QUEUED, Map.of("rate", 0.4, "lossKind", "WASSERSTEIN"));
    }

    @AfterEach void close() {
        bench.close();
        vertx.close().await();
    }

    @Test void settingsAreFiltered() {
        assertThat(names("rate<0.3")).containsExactly("Fish", "Birds by night");
        assertThat(names("rate=0.4")).containsExactly("100% birds");
        assertThat(names("losskind:hinge")).containsExactly("Fish", "Birds by night");
        assertThat(names("lossKind:w*")).containsExactly("100% birds");
        assertThat(names("lossKind!=hinge")).containsExactly("100% birds", "Birds at sea");
    }

    @Test void metricsAreFilteredByWhatTheyCameToAndByTheirBest() {
        assertThat(names("loss<2")).containsExactly("Fish");
        assertThat(names("loss.lowest<=2")).containsExactly("Fish", "Birds by night");
        assertThat(names("metric.loss.highest>4.5")).containsExactly("Birds by night");
        assertThat(names("loss:nan")).containsExactly("Birds at sea");
        assertThat(names("-loss:*")).containsExactly("100% birds");
    }

    @Test void whatEveryRunHasIsFiltered() {
        assertThat(names("birds")).containsExactly("100% birds", "Birds at sea", "Birds by night");
        assertThat(names("bir night")).containsExactly("Birds by night");
        assertThat(names("100%")).containsExactly("100% birds");
        assertThat(names("state:running,waiting")).containsExactly("100% birds", "Fish");
        assertThat(names("-state:over")).containsExactly("100% birds", "Fish");
        assertThat(names("variant:DCGAN by:ada data:shapes experiment:\"a question\"")).hasSize(4);
        assertThat(names("number:" + number("Fish"))).containsExactly("Fish");
        assertThat(names("name:\"100% birds\"")).containsExactly("100% birds");
        assertThat(names("created>=2000-01-01 created<2001-01-01")).isEmpty();
    }

    @Test void runsAreSortedByAnythingAndThoseWithoutComeLast() {
        assertThat(names("", "rate")).containsExactly("Birds by night", "Fish", "Birds at sea", "100% birds");
        assertThat(names("", "-rate")).containsExactly("100% birds", "Birds at sea", "Fish", "Birds by night");
        assertThat(names("", "loss")).containsExactly("Fish", "Birds by night", "Birds at sea", "100% birds");
        assertThat(names("", "-loss")).containsExactly("Birds by night", "Fish", "Birds at sea", "100% birds");
        assertThat(names("", "lossKind")).startsWith("Birds by night", "Fish");
        assertThat(names("", "name")).startsWith("100% birds");
    }

    @Test void pagesFollowEachOtherWithoutGapOrRepetition() {
        var look = new Look(bench.project, "", "loss", List.of());
        var all = new ArrayList<String>();
        for (int offset = 0; offset < 6; offset++) {
            table.rows(bench.ada, look, offset, 1).forEach(row -> all.add(row.run().name()));
        }
        assertThat(all).containsExactlyElementsOf(names("", "loss"));
    }

    @Test void whatTheDoctorFindsNowStandsInTheRow() {
        finding("no-learning", 10, "null", "null", "It has not learned since step 10.");
        finding("mode-collapse", 20, "null", "null", "It loses variety since step 20.");
        finding("divergence", 30, "40", "null", "It ran away, and came back.");
        finding("memorising", 50, "null", "'Ada'", "It learns by heart, which Ada does not mind.");

        assertThat(table.rows(bench.ada, new Look(bench.project, "fish"), 0, 1).getFirst().finding()).isEqualTo("It loses variety since step 20.");
        assertThat(table.rows(bench.ada, new Look(bench.project, "100%"), 0, 1).getFirst().finding()).isEmpty();
    }

    private void finding(String rule, int since, String passed, String dismissedBy, String verdict) {
        bench.execute("""
                insert into finding (run, rule, found, since, passed, time, lines, verdict, evidence, meaning, source, advice, changes, forks, dismissed_by)
                select id, '%s', %d, %d, %s, now(), '{}', '%s', '', '', '', '', '{}', false, %s from run where number = %d""".formatted(
                rule, since, since, passed, verdict, dismissedBy, number("Fish")));
    }

    @Test void valuesAndCurvesStandInTheRow() {
        var row = table.page(bench.ada, new Look(bench.project, "name:fish", Look.NEWEST, List.of("rate", "lossKind", "loss", "loss.lowest", "loss.highest", "nothing")), 0, 10).rows().getFirst();
        assertThat(row.values()).isEqualTo(Map.of("setting.rate", 0.2, "setting.lossKind", "HINGE", "metric.loss", 1.0, "metric.loss.lowest", 1.0, "metric.loss.highest", 4.0));
        assertThat(row.curves().get("metric.loss")).startsWith(4f).endsWith(1f);
    }

    @Test void groupsAreCountedAndTheirQueriesFindTheirRuns() {
        assertThat(groups("lossKind")).containsExactly(new Group("hinge", 2, "setting.lossKind:hinge"), new Group("least_squares", 1, "setting.lossKind:least_squares"),
                new Group("wasserstein", 1, "setting.lossKind:wasserstein"));
        for (var by : List.of("lossKind", "rate", "loss", "state", "variant", "data", "by", "experiment", "tag")) {
            for (var group : groups(by)) {
                assertThat(names(group.query())).as(by + ": " + group.query()).hasSize((int) group.runs());
            }
        }
    }

    @Test void eachProblemNamesTheWordItsPlaceAndWhatIsAllowed() {
        assertThatThrownBy(() -> names("fish losss<1 rate<low state:dead name>b")).isInstanceOf(ProblemException.class).hasMessage("""
                Character 6: The runs of this project have no "losss". Do you mean loss?
                Character 14: "rate<" takes a number, such as rate<0.4, not "low".
                Character 23: state is waiting, running, done, stopped, failed, paused or over, not "dead".
                Character 34: "name" is a word and has no order; write name:b.""");
        assertThatThrownBy(() -> names("", "note")).hasMessageStartingWith("Runs are not sorted by note;");
    }

    @Test void noTextOfAPersonsBecomesPartOfAStatement() {
        for (var nasty : List.of("'; drop table run; --", "\" or 1=1", "%", "_", "\\", "?", "${x}", "a'b")) {
            var written = QueryParser.written(nasty);
            assertThat(names("name:" + written + " lossKind:" + written + " tag:" + written)).isEmpty();
            assertThat(names("note:" + written)).isEmpty();
        }
        assertThat(names("%")).isEmpty();
        assertThat(names("")).hasSize(4);
    }

    @Test void tagsNotesAndTheArchive() {
        var fish = number("Fish");
        var night = number("Birds by night");
        marks.tag(bench.ada, List.of(fish, night), List.of("Good", "paper"), List.of());
        marks.tag(bench.ada, List.of(night), List.of(), List.of("paper"));
        marks.tag(bench.ada, List.of(fish), List.of("paper"), List.of("paper")); // what is wanted stays
        assertThat(names("tag:paper")).containsExactly("Fish");
        marks.note(bench.ada, fish, null, "Swims well");
        assertThat(names("tag:good")).containsExactly("Fish", "Birds by night");
        assertThat(names("tag:good -tag:paper")).containsExactly("Birds by night");
        assertThat(names("note:swims")).containsExactly("Fish");
        marks.archive(bench.ada, List.of(fish), true);
        assertThat(names("")).hasSize(3).doesNotContain("Fish");
        assertThat(names("archived:yes")).containsExactly("Fish");
        assertThat(names("archived:*")).hasSize(4);
        marks.archive(bench.ada, List.of(fish), false);
        assertThat(names("")).hasSize(4);
        assertThatThrownBy(() -> marks.tag(bench.ada, List.of(fish), List.of("two words"), List.of())).hasMessageContaining("\"two words\" does not");
    }

    @Test void aNoteThatSomebodyElseHasWrittenSinceIsNotLost() {
        var fish = number("Fish");
        var bob = bench.person("Bob", Role.MEMBER, bench.firstTeam());
        marks.note(bench.ada, fish, "", "Swims well");
        var anotherSince = "The note on run %d is another one since you read it. Keep a copy of your text, read the note anew, and add to it.".formatted(fish);
        assertThatThrownBy(() -> marks.note(bob, fish, "", "Swims badly")).hasMessage(anotherSince);
        marks.note(bob, fish, "Swims well", "Swims well, but not far");
        assertThatThrownBy(() -> marks.note(bench.ada, fish, "Swims well", "Swims")).hasMessage(anotherSince);
        assertThatThrownBy(() -> marks.note(bench.ada, fish, "Swims well", "")).hasMessage(anotherSince);
        assertThat(marks.note(bench.ada, fish)).isEqualTo("Swims well, but not far");
        marks.note(bob, fish, "Swims well, but not far", "");
        assertThatThrownBy(() -> marks.note(bench.ada, fish, "Swims well, but not far", "Swims")).as("nor brought back that it was taken away").hasMessage(anotherSince);
        assertThat(marks.note(bench.ada, fish)).isEmpty();
    }

    @Test void foreignRunsAnswerLikeAbsentOnes() {
        var eve = bench.person("Eve", Role.MEMBER, bench.team("Reef").getKey());
        var fish = number("Fish");
        assertThatThrownBy(() -> marks.archive(eve, List.of(fish), true)).hasMessage("There is no run " + fish + ", or it is not shared with you.");
        assertThatThrownBy(() -> marks.archive(eve, List.of(999_999L), true)).hasMessage("There is no run 999999, or it is not shared with you.");
        assertThatThrownBy(() -> table.page(eve, new Look(bench.project, ""), 0, 10)).hasMessageStartingWith("There is no such project");
        var view = marks.save(bench.ada, bench.project, "Mine", "q=fish");
        assertThatThrownBy(() -> marks.forget(eve, view.id())).hasMessage("There is no such view, or it is not shared with you.");
        assertThatThrownBy(() -> marks.forget(eve, UUID.randomUUID())).hasMessage("There is no such view, or it is not shared with you.");
    }

    @Test void aViewerReadsAndWritesNothing() {
        Person vera = bench.person("Vera", Role.VIEWER, bench.firstTeam());
        assertThat(table.page(vera, new Look(bench.project, ""), 0, 10).total()).isEqualTo(4);
        assertThatThrownBy(() -> marks.note(vera, number("Fish"), null, "no")).hasMessageContaining("does not allow to change notes");
    }

    @Test void viewsAreSharedAndReplacedByName() {
        marks.save(bench.ada, bench.project, "Best", "q=loss<1");
        marks.save(bench.ada, bench.project, "Best", "q=loss<2");
        var bob = bench.person("Bob", Role.MEMBER, bench.firstTeam());
        assertThat(marks.views(bob, bench.project)).extracting(SavedView::address).containsExactly("q=loss<2");
        marks.forget(bob, marks.views(bob, bench.project).getFirst().id());
        assertThat(marks.views(bench.ada, bench.project)).isEmpty();
    }

    @Test void aTableForSpreadsheetsHoldsWhatIsAskedFor() {
        marks.note(bench.ada, number("Fish"), null, "=1+1, \"x\"");
        var lines = new Csv(table, bench.ada, new Look(bench.project, "loss:*", "rate", List.of("rate", "loss"))).text().split("\r\n");
        assertThat(lines[0]).endsWith("tags,note,setting.rate,metric.loss");
        assertThat(lines).hasSize(4);
        assertThat(lines[2]).contains("Fish,RUNNING,dcgan").endsWith(",\"'=1+1, \"\"x\"\"\",0.2,1.0");
    }

    @Test void figuresStayTrueWhenTheServerDiesBetweenBatches() throws IOException {
        var id = bench.run("Long", State.RUNNING);
        for (int part = 0; part < 4; part++) {
            say(id.getKey(), part * 50, part == 2 ? List.of(0.5, 9.0, 7.0) : List.of(7.0, 8.0));
            progress.intake(id.getKey(), id.getValue(), bench.project).takeAll(); // a new one each time remembers nothing
        }
        var row = table.page(bench.ada, new Look(bench.project, "name:long", Look.NEWEST, List.of("loss", "loss.lowest", "loss.highest")), 0, 1).rows().getFirst();
        assertThat(row.values()).isEqualTo(Map.of("metric.loss", 8.0, "metric.loss.lowest", 0.5, "metric.loss.highest", 9.0));
    }

    private void run(String name, State state, Map<String, Object> settings, Double... losses) throws IOException {
        var run = bench.run(name, state, settings);
        numbers.put(name, run.getValue());
        say(run.getKey(), 0, List.of(losses));
        progress.intake(run.getKey(), run.getValue(), bench.project).takeAll();
    }

    private void say(UUID run, int from, List<Double> losses) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < losses.size(); i++) {
            lines.append(Json.text(new Event.Measured(from + i + 1, NOW, from + 10L * i, new TreeMap<>(Map.of("loss", losses.get(i)))))).append('\n');
        }
        var events = Files.createDirectories(folder.resolve(run.toString())).resolve("events.jsonl");
        Files.writeString(events, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Group> groups(String by) { return table.groups(bench.ada, new Look(bench.project, ""), by); }

    private List<String> names(String query) { return names(query, Look.NEWEST); }

    private List<String> names(String query, String sort) {
        return table.page(bench.ada, new Look(bench.project, query, sort, List.of()), 0, 100).rows().stream().map(row -> row.run().name()).toList();
    }

    private long number(String name) { return Objects.requireNonNull(numbers.get(name)); }
}
