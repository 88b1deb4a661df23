package gannet.server.audit;

/// The address that what happens on this thread was asked from, for the audit log alone. Bound once where requests come in.
public final class Whence {
    private static final ScopedValue<String> ADDRESS = ScopedValue.newInstance();

    private Whence() {}

    /// Runs the work as asked for from this address.
    public static <R, X extends Throwable> R from(String address, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(ADDRESS, address).call(work);
    }

    static String address() { return ADDRESS.orElse(""); }
}
