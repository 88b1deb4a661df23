package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.State;
import gannet.server.storage.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
    @TempDir Path all;
    private final Bench bench = new Bench();
    private final Exception cause = new IllegalStateException("The database said nothing.");
    private RunFolders folders;

    @BeforeEach void open() { folders = new RunFolders(bench.storage, all, UUID.randomUUID()); }

    @AfterEach void close() { bench.close(); }

    @Test void whatWasNotWrittenGoes() throws IOException {
        var settled = settled(Ids.next());
        var coming = Ids.next();
        Files.createDirectories(folders.coming(coming));
        folders.takeBack(List.of(settled, coming), cause);
        assertThat(all).isEmptyDirectory();
    }

    @Test void whatWasWrittenStaysThoughTheAnswerWasLost() throws IOException {
        var run = settled(bench.run("Birds", State.QUEUED).getKey());
        folders.takeBack(List.of(run), cause);
        assertThat(folders.of(run).resolve("from/40/state.json")).hasContent("{}");
    }

    @Test void whileNobodyCanTellItStays() throws IOException {
        var run = settled(Ids.next());
        bench.close();
        folders.takeBack(List.of(run), cause);
        assertThat(folders.of(run)).exists();
        assertThat(cause.getSuppressed()).hasSize(1);
    }

    private UUID settled(UUID run) throws IOException {
        Files.writeString(Files.createDirectories(folders.coming(run).resolve("from/40")).resolve("state.json"), "{}");
        folders.settle(run);
        assertThat(folders.coming(run)).doesNotExist();
        return run;
    }
}
