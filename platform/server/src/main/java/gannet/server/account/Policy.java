package gannet.server.account;

import java.util.UUID;

/// Who may do what on which thing: the one place that decides. The default is no.
public final class Policy {
    public enum Action { SEE, LAUNCH, STEER, IMPORT, ADMINISTER }

    /// Refuses with ABSENT where the person may not even see the project's things, with FORBIDDEN where they may see but not do this.
    public void require(Person who, Action action, UUID project) { throw new AssertionError("contract"); }

    public boolean allows(Person who, Action action, UUID project) { throw new AssertionError("contract"); }

    /// For what belongs to the whole server.
    public void requireAdministrator(Person who) { throw new AssertionError("contract"); }
}
