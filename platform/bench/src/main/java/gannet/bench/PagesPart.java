package gannet.bench;

import gannet.server.storage.Storage;
import java.nio.file.Path;
import java.util.List;

/// What one page, or one way into the database, costs.
interface PagesPart {
    /// The word by which it is chosen.
    String name();

    /// Measures with what is in the database now.
    ///
    /// @param folder of this benchmark's own    @param runs that the project has    @param last whether the project is as large as it becomes, for what is measured once
    List<Figure> measure(Storage storage, Path folder, RunCrowd crowd, int runs, int rounds, boolean last) throws Exception;
}
