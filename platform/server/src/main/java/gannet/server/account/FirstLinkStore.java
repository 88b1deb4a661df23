package gannet.server.account;

import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import org.hibernate.annotations.processing.HQL;

/// The one-time link for the first administrator; what runs is generated from it.
@Repository
interface FirstLinkStore {
    /// In the place of the one before it; of two servers that start at once, the second's counts.
    @HQL("""
            insert into InvitationRow (onlyOne, tokenHash, created) values (true, :hash, :created)
            on conflict (onlyOne) do update set tokenHash = excluded.tokenHash, created = excluded.created""")
    int invite(byte[] hash, Instant created);

    @Query("select count(*) from InvitationRow where tokenHash = :hash")
    long countInvitations(byte[] hash);

    @Query("delete from InvitationRow where tokenHash = :hash")
    int use(byte[] hash);

    @Query("delete from InvitationRow")
    int withdrawInvitation();
}
