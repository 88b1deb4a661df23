package gannet.server.account;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.processing.HQL;

/// Rows of people, sessions and the invitation; what runs is generated from it.
@Repository
interface PeopleStore {
    @Insert
    void add(PersonRow person);

    @Insert
    void add(SessionRow row);

    /// In the place of the one before it; of two servers that start at once, the second's counts.
    @HQL("""
            insert into InvitationRow (onlyOne, tokenHash, created) values (true, :hash, :created)
            on conflict (onlyOne) do update set tokenHash = excluded.tokenHash, created = excluded.created""")
    int invite(byte[] hash, Instant created);

    @Query("select count(*) from PersonRow")
    long countPeople();

    @Query("from PersonRow where lower(email) = lower(:email)")
    Optional<PersonRow> byEmail(String email);

    @Query("from SessionRow where tokenHash = :hash and expires > :now")
    Optional<SessionRow> session(byte[] hash, Instant now);

    @Query("from PersonRow where id = :id")
    Optional<PersonRow> byId(UUID id);

    @Query("update SessionRow set expires = :expires where tokenHash = :hash")
    int extend(byte[] hash, Instant expires);

    @Query("delete from SessionRow where tokenHash = :hash")
    int endSession(byte[] hash);

    @Query("delete from SessionRow where expires <= :now")
    int endExpired(Instant now);

    @Query("select count(*) from InvitationRow where tokenHash = :hash")
    long countInvitations(byte[] hash);

    @Query("delete from InvitationRow where tokenHash = :hash")
    int use(byte[] hash);

    @Query("delete from InvitationRow")
    int withdrawInvitation();
}
