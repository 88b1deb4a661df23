package gannet.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.experiment.Bench;
import gannet.server.queue.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginStoreTest {
    private static final String PLUGIN = "0".repeat(64);

    private final Bench bench = new Bench();

    @AfterEach void close() { bench.close(); }

    private long runs() { return bench.storage.read(transaction -> new PluginStore(transaction).find(PLUGIN)).orElseThrow().runs(); }

    @Test void runsAreCountedAsTheyComeAndGo() {
        assertThat(runs()).isZero();
        var one = bench.run("one", State.SUCCEEDED).getKey();
        bench.run("two", State.QUEUED);
        assertThat(runs()).isEqualTo(2);
        bench.execute("delete from run where id = '" + one + "'");
        assertThat(runs()).isEqualTo(1);
    }

    @Test void noRunThatIsOverIsLookedAt() {
        bench.run("over", State.SUCCEEDED);
        bench.execute("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, events_read, last_sequence)
                select gen_random_uuid(), nextval('run_number'), experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by,
                    settings, training, state, '', 0, 0, steps, 0, '{}', '{}', -1, now(), 0, 0 from run, generate_series(1, 500)""");
        long waits = bench.run("waits", State.QUEUED).getValue();
        long stops = bench.run("stops", State.STOPPING).getValue();
        bench.execute("analyze run");

        assertThat(runs()).isEqualTo(503);
        assertThat(bench.looksAt("run", transaction -> {
            var store = new PluginStore(transaction);
            assertThat(store.all()).hasSize(1);
            assertThat(store.find(PLUGIN)).isPresent();
        })).isZero();
        assertThat(bench.looksAt("run", transaction ->
                assertThat(new PluginStore(transaction).unfinished(List.of(PLUGIN))).isEqualTo(Map.of(PLUGIN, List.of(waits, stops))))).isLessThanOrEqualTo(2);
    }
}
