package gannet.server.team;

import gannet.server.team.AuditLog.Entry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Reads the audit log; nothing here writes it.
final class AuditStore {
    private final StatelessSession session;

    AuditStore(StatelessSession session) { this.session = session; }

    List<Entry> page(@Nullable UUID team, String words, long before, int most) {
        var asked = asked(words);
        var query = session.createNativeQuery("select id, time, person, person_name, address, what, kind, thing, thing_name, before, after from audit where id < :before"
                        + (team == null ? "" : " and team = :team") + (asked.isEmpty() ? "" : " and words @@ to_tsquery('simple', :words)") + " order by id desc limit :most", Object[].class)
                .setParameter("before", before == 0 ? Long.MAX_VALUE : before).setParameter("most", most);
        if (team != null) {
            query.setParameter("team", team);
        }
        if (!asked.isEmpty()) {
            query.setParameter("words", asked);
        }
        return query.getResultList().stream().map(row -> new Entry((Long) row[0], (Instant) row[1], (UUID) row[2], (String) row[3], (String) row[4], (String) row[5],
                (String) row[6], (String) row[7], (String) row[8], (String) row[9], (String) row[10])).toList();
    }

    /// Letters and digits alone, so that nothing in it is an operator.
    private static String asked(String words) {
        return Arrays.stream(words.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).map(word -> word + ":*").collect(Collectors.joining(" & "));
    }
}
