package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.server.experiment.Runs.Filter;
import gannet.server.queue.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunStoreTest {
    private final Bench bench = new Bench();
    private final RunStore store = new RunStore(bench.storage);

    @BeforeEach void launch() {
        bench.row("Birds by night", State.SUCCEEDED, 10);
        bench.row("Fish", State.RUNNING, 30);
        bench.row("Birds at sea", State.FAILED, 20);
        bench.row("100% birds", State.QUEUED, 20);
    }

    @AfterEach void close() { bench.close(); }

    @Test void theNewestComeFirstAPageAtATime() {
        assertThat(names("", Set.of(), "-created", 0, 2)).containsExactly("100% birds", "Birds at sea");
        assertThat(names("", Set.of(), "-created", 2, 2)).containsExactly("Fish", "Birds by night");
        assertThat(store.page(filter("", Set.of(), "-created"), 2, 2).total()).isEqualTo(4);
    }

    @Test void wordsAreFoundInAnyCaseAndAsTheyStand() {
        assertThat(names("BIRDS", Set.of(), "created", 0, 10)).containsExactly("Birds by night", "Birds at sea", "100% birds");
        assertThat(names("100%", Set.of(), "created", 0, 10)).containsExactly("100% birds");
        assertThat(names("_", Set.of(), "created", 0, 10)).isEmpty();
        assertThat(names("#2", Set.of(), "created", 0, 10)).containsExactly("Fish");
        assertThat(names("dcgan", Set.of(), "created", 0, 10)).hasSize(4);
    }

    @Test void statesAreFiltered() {
        assertThat(names("", Set.of(State.FAILED, State.RUNNING), "name", 0, 10)).containsExactly("Birds at sea", "Fish");
    }

    @Test void aPageBehindTheEndIsEmptyAndStillCounts() {
        assertThat(store.page(filter("", Set.of(), "name"), 50, 10)).isEqualTo(new RunStore.Found(List.of(), 4));
    }

    @Test void anUnknownOrderIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> store.page(filter("", Set.of(), "age"), 0, 10)).isInstanceOf(ProblemException.class)
                .hasMessage("Runs are sorted by created, name, state, step, with \"-\" before it for the other way round, not by \"age\".");
    }

    @Test void anotherProjectHasNone() {
        assertThat(store.page(new Filter(UUID.randomUUID(), "", Set.of(), "name"), 0, 10).total()).isZero();
    }

    @Test void runsOfAVariantAreCountedSoFarAndNoFartherAndByItsIdAlone() {
        bench.execute("update run set variant = 'gan', variant_title = 'GAN' where name = 'Fish'");
        assertThat(store.count(bench.project, List.of("dcgan", "gan", "srgan"), 2)).isEqualTo(Map.of("dcgan", 2L, "gan", 1L, "srgan", 0L));
        assertThat(store.count(UUID.randomUUID(), List.of("dcgan"), 2)).isEqualTo(Map.of("dcgan", 0L));
    }

    @Test void theNewestRunsOfAVariantAreFoundByItsIdAlone() {
        bench.execute("update run set variant = 'gan', variant_title = 'GAN' where name = 'Birds at sea'");
        assertThat(store.newest(bench.project, "dcgan", 2)).extracting(row -> row.name).containsExactly("100% birds", "Fish");
        assertThat(store.newest(bench.project, "gan", 2)).extracting(row -> row.name).containsExactly("Birds at sea");
    }

    private List<String> names(String words, Set<State> states, String sort, int offset, int limit) {
        return store.page(filter(words, states, sort), offset, limit).rows().stream().map(row -> row.name).toList();
    }

    private Filter filter(String words, Set<State> states, String sort) { return new Filter(bench.project, words, states, sort); }
}
