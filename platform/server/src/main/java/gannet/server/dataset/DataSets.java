package gannet.server.dataset;

import gannet.server.account.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Data sets of a project.
public final class DataSets {
    /// Told as an import goes on.
    @FunctionalInterface
    public interface ImportProgress { void at(int filesDone, int filesInAll); }

    /// The built-in ones and those of this project, the newest first.
    public List<DataSet> list(Person who, UUID project) { throw new AssertionError("contract"); }

    public DataSet find(Person who, UUID id) { throw new AssertionError("contract"); }

    /// Imports an uploaded zip of pictures. All or nothing: problems that leave too little are thrown together, lesser ones
    /// become findings. A name that exists already makes the next version of it.
    ///
    /// @param zip on this machine's disk; stays the caller's    @param cancelled asked between files
    public DataSet importZip(Person who, UUID project, String name, Path zip, ImportProgress progress, BooleanSupplier cancelled) { throw new AssertionError("contract"); }

    /// A PNG of one picture, at most `side` wide and high.
    public byte[] picture(Person who, UUID id, int index, int side) { throw new AssertionError("contract"); }

    /// A PNG sheet of the first `columns × rows` pictures, each `side` wide and high, made once and kept.
    public byte[] wall(Person who, UUID id, int columns, int rows, int side) { throw new AssertionError("contract"); }

    /// The caption or label of one picture, empty if it has none.
    public String words(Person who, UUID id, int index) { throw new AssertionError("contract"); }
}
