package gannet.data;

/// Told as an import goes on, by the thread that imports.
@FunctionalInterface
public interface ImportProgress {
    void at(int filesDone, int filesInAll);
}
