package gannet.server.experiment;

import gannet.server.storage.Transaction;
import java.util.List;

/// What the table of runs looks for in runs that have just been written: their settings, and the words of their names.
final class SettingValueStore {
    private SettingValueStore() {}

    static void write(Transaction transaction, List<Long> numbers) {
        transaction.session().doWork(connection -> {
            var runs = connection.createArrayOf("bigint", numbers.toArray());
            // in one order, so that two launches at once wait for each other and no longer
            for (var sql : List.of("""
                    insert into run_key (project, kind, name)
                    select distinct r.project, 'SETTING', e.key from run r, jsonb_each(r.training || r.settings) e where r.number = any(?)
                    order by 1, 2, 3 on conflict do nothing""", """
                    insert into run_value (run, key, number, word)
                    select r.number, k.id, case when jsonb_typeof(e.value) = 'number' then (e.value #>> '{}')::double precision end,
                        case when jsonb_typeof(e.value) <> 'number' then left(lower(coalesce(e.value #>> '{}', '')), 200) end
                    from run r, jsonb_each(r.training || r.settings) e, run_key k
                    where r.number = any(?) and k.project = r.project and k.kind = 'SETTING' and k.name = e.key""", """
                    insert into run_word (project, word, run)
                    select distinct r.project, left(w, 200), r.number from run r, regexp_split_to_table(r.words, '[\\s·,;:=()/]+') w
                    where r.number = any(?) and w <> ''""")) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setArray(1, runs);
                    statement.executeUpdate();
                }
            }
        });
    }
}
