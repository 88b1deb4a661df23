package gannet.server.experiment;

import gannet.parameters.ProblemException;
import gannet.server.experiment.Runs.Filter;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.SelectionQuery;

/// Experiments and runs in the database.
final class RunStore {
    private static final int MOST_RELATIVES = 200;

    private final Storage storage;

    RunStore(Storage storage) { this.storage = storage; }

    record Found(List<RunRow> rows, long total) {}

    long nextNumber(Transaction transaction) { return nextNumbers(transaction, 1).getFirst(); }

    List<Long> nextNumbers(Transaction transaction, int count) {
        return transaction.session().createNativeQuery("select nextval('run_number') from generate_series(1, :count)", Long.class)
                .setParameter("count", count).getResultList().stream().sorted().toList();
    }

    /// Whether it was launched at another Gannet.
    boolean cameFromElsewhere(UUID run) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select exists (select from run_origin where run = :run)", Boolean.class)
                .setParameter("run", run).getSingleResult());
    }

    /// Whether there is any of them.
    boolean hasAny(List<UUID> runs) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select exists (select from run where id in (:runs))", Boolean.class)
                .setParameter("runs", runs).getSingleResult());
    }

    Optional<RunRow> find(long number) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from RunRow where number = :number", RunRow.class)
                .setParameter("number", number).uniqueResultOptional());
    }

    List<RunRow> find(List<Long> numbers) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from RunRow where number in :numbers", RunRow.class)
                .setParameter("numbers", numbers).getResultList());
    }

    Optional<RunRow> find(UUID id) { return storage.read(transaction -> Optional.ofNullable(transaction.session().get(RunRow.class, id))); }

    void add(Transaction transaction, ExperimentRow experiment) { transaction.session().insert(experiment); }

    /// With what the table of runs looks for.
    void add(Transaction transaction, List<RunRow> runs) {
        transaction.session().insertMultiple(runs);
        SettingValueStore.write(transaction, runs.stream().map(row -> row.number).toList());
    }

    /// In the order of the numbers, without those that there are not.
    List<RunRow> all(List<Long> numbers) {
        var found = storage.read(transaction -> transaction.session().createSelectionQuery("from RunRow where number in :numbers", RunRow.class)
                .setParameter("numbers", numbers).getResultList());
        return found.stream().sorted(Comparator.comparing(row -> numbers.indexOf(row.number))).toList();
    }

    Optional<ExperimentRow> experiment(UUID id) { return storage.read(transaction -> Optional.ofNullable(transaction.session().get(ExperimentRow.class, id))); }

    /// The runs of an experiment, the oldest first.
    List<RunRow> ofExperiment(UUID experiment) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from RunRow where experiment = :experiment order by number", RunRow.class)
                .setParameter("experiment", experiment).getResultList());
    }

    /// The family of a run, by number.
    Lineage lineage(long number, UUID person) {
        var family = storage.read(transaction -> transaction.session().createNativeQuery("""
                        with recursive up as (
                            select number, parent from run where number = :number
                            union all select r.number, r.parent from up join run r on r.number = up.parent),
                        down as (
                            select number from up where parent is null
                            union all select r.number from down d join run r on r.parent = d.number)
                        select * from run where number in (select number from down)
                            and project in (select project from standing where person = :person) order by number limit :most""", RunRow.class)
                .setParameter("number", number).setParameter("person", person).setParameter("most", MOST_RELATIVES + 1).getResultList());
        return Families.lineage(family.subList(0, Math.min(family.size(), MOST_RELATIVES)), Math.max(0, family.size() - MOST_RELATIVES));
    }

    List<RunRow> of(Collection<UUID> runs) {
        return storage.read(transaction -> transaction.session().createSelectionQuery("from RunRow where id in :runs", RunRow.class).setParameter("runs", runs).getResultList());
    }

    /// The newest runs of a variant whose pace is known.
    List<RunRow> paced(String variant, int most) {
        return storage.read(transaction -> transaction.session().createSelectionQuery(
                        "from RunRow where variant = :variant and millisecondsPerStep > 0 order by number desc", RunRow.class)
                .setParameter("variant", variant).setMaxResults(most).getResultList());
    }

    /// How many runs of each of these variants a project has, counted no farther than to most.
    Map<String, Long> count(UUID project, Collection<String> variants, int most) {
        return storage.read(transaction -> {
            var counts = new HashMap<String, Long>();
            for (var variant : variants) {
                counts.put(variant, transaction.session().createNativeQuery(
                                "select count(*) from (select from run where project = :project and variant = :variant limit :most) found", Long.class)
                        .setParameter("project", project).setParameter("variant", variant).setParameter("most", most).getSingleResult());
            }
            return counts;
        });
    }

    /// The newest runs of a variant in a project, the newest first.
    List<RunRow> newest(UUID project, String variant, int most) {
        return storage.read(transaction -> transaction.session().createSelectionQuery(
                        "from RunRow where project = :project and variant = :variant order by number desc", RunRow.class)
                .setParameter("project", project).setParameter("variant", variant).setMaxResults(most).getResultList());
    }

    /// First the numbers, from an index alone, then the rows of those: a far page costs little more than the first.
    Found page(Filter filter, int offset, int limit) {
        return storage.read(transaction -> {
            var session = transaction.session();
            var where = where(filter);
            var numbers = bound(session.createSelectionQuery(
                    "select number from RunRow " + where + " order by " + order(filter.sort()), Long.class), filter)
                    .setFirstResult(offset).setMaxResults(limit).getResultList();
            long total = bound(session.createSelectionQuery("select count(*) from RunRow " + where, Long.class), filter).getSingleResult();
            if (numbers.isEmpty()) {
                return new Found(List.of(), total);
            }
            var places = new HashMap<Long, Integer>();
            numbers.forEach(number -> places.put(number, places.size()));
            var rows = session.createSelectionQuery("from RunRow where number in :numbers", RunRow.class).setParameter("numbers", numbers).getResultList();
            return new Found(rows.stream().sorted(Comparator.comparing(row -> places.getOrDefault(row.number, 0))).toList(), total);
        });
    }

    private static String where(Filter filter) {
        return "where project = :project"
                + (filter.experiment() == null ? "" : " and experiment = :experiment")
                + (filter.words().isBlank() ? "" : " and locate(:words, words) > 0")
                + (filter.states().isEmpty() ? "" : " and state in :states");
    }

    private static <T> SelectionQuery<T> bound(SelectionQuery<T> query, Filter filter) {
        query.setParameter("project", filter.project());
        if (filter.experiment() != null) {
            query.setParameter("experiment", filter.experiment());
        }
        if (!filter.words().isBlank()) {
            query.setParameter("words", filter.words().strip().toLowerCase(Locale.ROOT));
        }
        if (!filter.states().isEmpty()) {
            query.setParameter("states", filter.states());
        }
        return query;
    }

    /// @throws gannet.parameters.ProblemException if there is no such order
    private static String order(String sort) {
        boolean down = sort.startsWith("-");
        var column = Runs.SORTS.get(down ? sort.substring(1) : sort);
        if (column == null) {
            throw ProblemException.user("sort", "Runs are sorted by " + String.join(", ", Runs.SORTS.keySet())
                    + ", with \"-\" before it for the other way round, not by \"" + sort + "\".");
        }
        var way = down ? " desc" : "";
        return column.equals("number") ? column + way : column + way + ", number" + way;
    }

}
