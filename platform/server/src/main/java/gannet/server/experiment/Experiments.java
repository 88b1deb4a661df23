package gannet.server.experiment;

import gannet.server.account.Person;

/// A question put to the machine: variant, data set, settings, and the runs that answer it.
public final class Experiments {
    /// Writes experiment, run and job in one transaction, or throws all problems at once; `where` is the setting's name,
    /// "dataSet", "variant" or "name".
    public Run launch(Person who, Launch launch) { throw new AssertionError("contract"); }
}
