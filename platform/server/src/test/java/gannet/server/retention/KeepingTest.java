package gannet.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.State;
import gannet.server.retention.RetentionRules.Best;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static final UUID RUN = new UUID(0, 1);

    @Test void theNewestStay() {
        assertThat(kept(rules(3, 0, Best.LOWEST, 0), Map.of())).containsExactlyEntriesOf(sorted(Map.of(
                800L, "one of the newest 3", 900L, "one of the newest 3", 1000L, "the newest")));
    }

    @Test void theBestByTheMetricStay() {
        var values = Map.of(100L, 9.0, 200L, 2.0, 300L, Double.NaN, 400L, 1.0, 500L, Double.POSITIVE_INFINITY, 600L, 3.0, 1000L, 5.0);
        assertThat(kept(rules(1, 2, Best.LOWEST, 0), values)).containsExactlyEntriesOf(sorted(Map.of(
                200L, "lowest FD, place 2", 400L, "lowest FD", 1000L, "the newest")));
        assertThat(kept(rules(1, 2, Best.HIGHEST, 0), values)).as("5 of the newest is second, and needs no other reason").containsExactlyEntriesOf(sorted(Map.of(
                100L, "highest FD", 1000L, "the newest")));
    }

    @Test void eachSoManyStepsOneStays() {
        assertThat(kept(rules(1, 0, Best.LOWEST, 400), Map.of())).containsExactlyEntriesOf(sorted(Map.of(
                400L, "each 400 steps", 800L, "each 400 steps", 1000L, "the newest")));
    }

    @Test void whatIsTaggedForkedFromYoungOrAtWorkStays() {
        assertThat(Keeping.of(List.of(
                new Candidate(RUN, 7, "", State.SUCCEEDED, true, 100, "", 1, "paper", 0),
                new Candidate(RUN, 7, "", State.SUCCEEDED, true, 200, "", 1, "", 12),
                new Candidate(RUN, 7, "", State.RUNNING, false, 300, "", 1, "", 0),
                new Candidate(RUN, 7, "", State.PAUSED, true, 350, "", 1, "", 0),
                new Candidate(RUN, 7, "", State.FAILED, false, 400, "", 1, "", 0),
                new Candidate(RUN, 7, "", State.FAILED, true, 500, "", 1, "", 0),
                new Candidate(RUN, 7, "", State.FAILED, true, 600, "", 1, "", 0)), rules(1, 0, Best.LOWEST, 0), any -> 0))
                .extracting(Keeping.Verdict::why).containsExactly(
                        "tagged \"paper\"", "run 12 goes on from it", "its run is not over", "its run is not over", "its run ended less than 30 days ago", "", "the newest");
    }

    private static SortedMap<Long, String> kept(RetentionRules rules, Map<Long, Double> values) {
        var checkpoints = LongStream.rangeClosed(1, 10).mapToObj(i -> new Candidate(RUN, 7, "", State.SUCCEEDED, true, 100 * i, "", 1, "", 0)).toList();
        var kept = new TreeMap<Long, String>();
        Keeping.of(checkpoints, rules, each -> values.getOrDefault(each.step(), Double.NaN)).stream().filter(verdict -> !verdict.goes())
                .forEach(verdict -> kept.put(verdict.checkpoint().step(), verdict.why()));
        return kept;
    }

    private static SortedMap<Long, String> sorted(Map<Long, String> map) { return new TreeMap<>(map); }

    private static RetentionRules rules(int newest, int best, Best bestIs, long every) { return new RetentionRules(false, 30, newest, best, "FD", bestIs, every, 0); }
}
