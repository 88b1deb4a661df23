package gannet.server.file;

import gannet.server.account.Person;
import gannet.server.storage.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Rows of files.
final class FileStore {
    private final StatelessSession session;

    FileStore(StatelessSession session) { this.session = session; }

    List<StoredFile> newest(UUID project, int most) {
        return session.createSelectionQuery("from FileRow where project = :project order by created desc, id desc", FileRow.class)
                .setParameter("project", project).setMaxResults(most).getResultList().stream().map(FileRow::file).toList();
    }

    Optional<StoredFile> find(UUID project, String hash, String name) {
        return session.createSelectionQuery("from FileRow where project = :project and hash = :hash and name = :name", FileRow.class)
                .setParameter("project", project).setParameter("hash", hash).setParameter("name", name).uniqueResultOptional().map(FileRow::file);
    }

    /// The same row where it is there already.
    StoredFile add(UUID project, String hash, String name, long bytes, Person who, Instant now) {
        session.createNativeMutationQuery("""
                insert into file (id, project, hash, name, bytes, created, person, created_by)
                values (:id, :project, :hash, :name, :bytes, :created, :person, :createdBy) on conflict (project, hash, name) do nothing""")
                .setParameter("id", Ids.next()).setParameter("project", project).setParameter("hash", hash).setParameter("name", name)
                .setParameter("bytes", bytes).setParameter("created", now).setParameter("person", who.id()).setParameter("createdBy", who.name())
                .executeUpdate();
        return find(project, hash, name).orElseThrow();
    }
}
