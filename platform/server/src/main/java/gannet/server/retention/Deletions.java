package gannet.server.retention;

import gannet.server.queue.State;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Writes down what goes, before its files do. The run is held first, in a statement of its own: the next one then sees whoever
/// forked, tagged or marked something until that moment.
final class Deletions extends SqlStore {
    Deletions(Transaction transaction) { super(transaction); }

    boolean begin(Candidate checkpoint, String person, Instant now) {
        return holdsEnded(checkpoint.run()) && change("""
                insert into checkpoint_deletion (run, step, person, begun) select c.run, c.step, ?, ? from checkpoint c where c.run = ? and c.step = ?
                    and not exists (select 1 from checkpoint_tag t where t.run = c.run and t.step = c.step)
                    and not exists (select 1 from run f where f.parent = ? and f.parent_step = c.step)
                on conflict (run, step) do nothing""", person, now, checkpoint.run(), checkpoint.step(), checkpoint.number()) > 0;
    }

    void begin(UUID run, List<Long> steps, String person, Instant now) {
        if (holdsEnded(run)) {
            change("insert into sample_deletion (run, step, person, begun) select s.run, s.step, ?, ? from sample s where s.run = ? and s.step = any (?) and not "
                    + OldSampleStore.MARKED + " on conflict do nothing", person, now, run, steps);
        }
    }

    private boolean holdsEnded(UUID run) {
        return first("select state from run where id = ? for update", row -> State.valueOf(row.getString(1)), run).filter(State::isOver).isPresent();
    }
}
