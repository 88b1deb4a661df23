package gannet.parameters;

/// One thing that is wrong, said so that a person can act: the thing, the value, what is allowed, the next step.
///
/// @param kind whose fault it is, which decides HTTP status, retry, page and log level
/// @param where the setting, file or thing it is about; empty if it is about the whole
public record Problem(Kind kind, String where, String message) {
    public enum Kind {
        /// Bad input: the person can mend it.
        USER,
        /// Nobody is signed in, or name and password do not fit.
        SIGN_IN,
        /// There is no such thing, or not for this person; the two are never told apart.
        ABSENT,
        /// Known, but not allowed to do this.
        FORBIDDEN,
        /// The thing is in a state that does not allow it.
        CONFLICT,
        /// Asked too often; the message says when to try again.
        TOO_OFTEN,
        /// A plugin did what its contract forbids.
        PLUGIN,
        /// The machine lacks something: disk, memory, a port, the database.
        RESOURCES,
        /// Our fault.
        INTERNAL
    }

    public static Problem user(String where, String message) { return new Problem(Kind.USER, where, message); }
}
