package gannet.server;

import gannet.server.account.Accounts;
import gannet.server.dataset.DataSets;
import gannet.server.experiment.Experiments;
import gannet.server.file.FileShelf;
import gannet.server.queue.Queue;
import gannet.server.team.Teams;
import java.util.List;
import java.util.stream.Stream;

/// All rows that the features keep. A feature with a table adds its line here.
public final class Entities {
    private Entities() {}

    public static List<Class<?>> all() {
        return Stream.of(Accounts.entities(), Teams.entities(), DataSets.entities(), FileShelf.entities(), Experiments.entities(), Queue.entities()).flatMap(List::stream).toList();
    }
}
