package gannet.server.dataset;

import gannet.data.Description;
import gannet.server.account.Person;
import gannet.server.storage.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Rows of data sets.
final class DataSetStore {
    private final StatelessSession session;

    DataSetStore(StatelessSession session) { this.session = session; }

    /// The project's own, the newest first; behind them those that Gannet painted itself, as it painted them.
    List<DataSet> visibleIn(UUID project) {
        return session.createSelectionQuery("from DataSetRow where (project = :project or project is null) and not absent"
                + " order by case when project is null then 1 else 0 end, case when project is null then created end, created desc, id desc", DataSetRow.class)
                .setParameter("project", project).getResultList().stream().map(DataSetRow::dataSet).toList();
    }

    Optional<DataSet> find(UUID id) { return Optional.ofNullable(session.get(DataSetRow.class, id)).filter(row -> !row.absent).map(DataSetRow::dataSet); }

    /// The newest version of this name in the project, or among the built-in ones if it is null.
    Optional<DataSet> newest(@Nullable UUID project, String name) {
        return session.createSelectionQuery(
                "from DataSetRow where name = :name and (project = :project or project is null and :project is null) order by version desc", DataSetRow.class)
                .setParameter("name", name).setParameter("project", project, UUID.class).setMaxResults(1)
                .uniqueResultOptional().map(DataSetRow::dataSet);
    }

    /// What was only known of until now, by a run that came from elsewhere, has come.
    void arrived(@Nullable UUID project, String hash) {
        session.createMutationQuery("update DataSetRow set absent = false where absent and project = :project and hash = :hash")
                .setParameter("project", project, UUID.class).setParameter("hash", hash).executeUpdate();
    }

    /// Makes other imports under this name wait until the transaction has ended.
    void lock(@Nullable UUID project, String name) {
        session.doWork(connection -> {
            try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 2))")) {
                statement.setString(1, project + "/" + name);
                statement.execute();
            }
        });
    }

    /// @param who null if Gannet made it
    DataSet add(@Nullable UUID project, String name, int version, Description description, @Nullable Person who, Instant now) {
        var row = new DataSetRow();
        row.id = Ids.next();
        row.project = project;
        row.name = name;
        row.version = version;
        row.kind = description.kind();
        row.hash = description.hash();
        row.pictures = description.count();
        row.width = description.smallest().width();
        row.height = description.smallest().height();
        row.largestWidth = description.largest().width();
        row.largestHeight = description.largest().height();
        row.channels = description.channels();
        row.classes = description.classes();
        row.bytes = description.bytes();
        row.findings = description.findings().stream().map(finding -> new DataSet.Finding(finding.file(), finding.message())).toList();
        row.moreFindings = description.moreFindings();
        row.source = description.source();
        row.licence = description.licence();
        row.created = now;
        row.person = who == null ? null : who.id();
        row.createdBy = who == null ? "Gannet" : who.name();
        session.insert(row);
        return row.dataSet();
    }
}
