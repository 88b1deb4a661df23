package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.run.Order;
import gannet.run.Training;
import gannet.server.compute.Devices;
import gannet.server.dataset.DataSets;
import gannet.server.file.FilePlaces;
import gannet.server.plugin.Variants;
import gannet.server.queue.Orders;
import gannet.server.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Orders for workers, from what was written down when a run was launched.
public final class RunOrders implements Orders {
    private final RunStore store;
    private final Variants variants;
    private final DataSets dataSets;
    private final FilePlaces files;
    private final Devices devices;
    private final Path folder;

    /// @param folder of all run directories
    public RunOrders(Storage storage, Variants variants, DataSets dataSets, FilePlaces files, Devices devices, Path folder) {
        this.store = new RunStore(storage);
        this.variants = variants;
        this.dataSets = dataSets;
        this.files = files;
        this.devices = devices;
        this.folder = folder;
    }

    @Override public Order of(UUID run, List<String> ids) {
        var seat = devices.seat(ids);
        var row = store.find(run).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + run + "."));
        return new Order(
                row.id.toString(), variants.pinned(row.plugin), row.variant, new TreeMap<>(files.located(RunRow.values(row.settings))),
                Settings.bind(Training.class, RunRow.values(row.training)), data(row), seat.engine(), seat.threads(), Forks.of(row, folder));
    }

    @Override public List<String> gpus(List<String> ids) { return devices.seat(ids).gpus(); }

    private Order.Data data(RunRow row) {
        var folder = dataSets.folder(row.dataSetHash);
        if (!Files.isDirectory(folder)) {
            throw new ProblemException(Problem.Kind.RESOURCES, "dataSet", "The pictures of the data set \"" + row.dataSetName
                    + "\" are missing: there is no folder " + folder + ". Put it back, or launch again with another data set.");
        }
        return new Order.Data(row.dataSetName, folder, row.dataSetHash);
    }
}
