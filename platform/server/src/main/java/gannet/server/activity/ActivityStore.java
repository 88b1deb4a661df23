package gannet.server.activity;

import gannet.server.activity.Activity.Kind;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Reads what was done from what it left behind: nothing is written for the feed, so it forgets what is deleted.
final class ActivityStore extends SqlStore {
    private static final String ALL = """
            select * from (
                (select created as time, launched_by as person, case when exists (select from run_origin o where o.run = run.id) then 'IMPORTED' when parent is null then 'LAUNCHED' else 'FORKED' end as kind, 'Run ' || number || ': ' || name as name, 'runs/' || number as path
                 from run where project = ? and created < ? order by number desc limit ?)
                union all
                (select created, created_by, 'IMPORTED', name || ' ' || version, 'data/' || id from data_set where project = ? and created < ? and not absent order by created desc limit ?)
                union all
                (select c.created, c.author, 'COMMENTED', coalesce('Run ' || r.number || ': ' || r.name, d.name), coalesce('runs/' || r.number, 'data/' || d.id) || '?comment=' || c.id
                 from comment c left join run r on r.id = c.run left join data_set d on d.id = c.data_set
                 where c.project = ? and c.created < ? and c.deleted is null order by c.created desc limit ?)
                union all
                (select max(p.added), p.added_by, 'COLLECTED', count(*) || case when count(*) = 1 then ' picture' else ' pictures' end || ' on ' || b.name, 'gallery?board=' || b.id
                 from board b join board_picture p on p.board = b.id where b.project = ? and p.added < ?
                 group by b.id, p.added_by, date_trunc('hour', p.added) order by 1 desc limit ?)
                union all
                (select s.created, s.maker, 'SHARED', case s.kind when 'BOARD' then 'Board ' || b.name when 'RUN' then 'Run ' || s.runs[1] else 'Runs ' || array_to_string(s.runs, ', ') end,
                    case s.kind when 'BOARD' then 'gallery?board=' || s.board when 'RUN' then 'runs/' || s.runs[1] else 'compare?runs=' || array_to_string(s.runs, ',') end
                 from share s left join board b on b.id = s.board where s.project = ? and s.created < ? order by s.created desc limit ?)
                union all
                (select created, maker, 'ASKED', name, 'ab/' || id from blind_test where project = ? and created < ? order by created desc limit ?)
                union all
                (select closed, closed_by, 'CLOSED', name, 'ab/' || id from blind_test where project = ? and closed < ? order by closed desc limit ?)
            ) done order by time desc, path limit ?""";

    ActivityStore(Transaction transaction) { super(transaction); }

    List<Activity> before(UUID project, Instant before, int most) {
        return read(ALL, row -> new Activity(time(row, 1), row.getString(2), Kind.valueOf(row.getString(3)), row.getString(4), row.getString(5)),
                project, before, most, project, before, most, project, before, most, project, before, most, project, before, most, project, before, most, project, before, most, most);
    }
}
