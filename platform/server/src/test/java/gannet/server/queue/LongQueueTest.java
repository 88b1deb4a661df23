package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.storage.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./gannet bench queue` measures at length holds for a short queue, too.
class LongQueueTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final Crowd crowd = new Crowd(database.storage());
    @TempDir Path folder;

    @AfterEach void close() { database.close(); }

    @Test void fourServersThatWantTheSameJobsClaimEachOnce() throws Exception {
        crowd.queue(1000);
        var jobs = database.storage().read(transaction -> transaction.session().createNativeQuery("select id from job order by id", UUID.class).getResultList());
        var outcome = new ClaimTrial(database.database(), crowd).run(jobs, 4, 50);
        assertThat(outcome.claimed()).isEqualTo(1000);
        assertThat(outcome.twice()).as("jobs that two servers believe to have").isZero();
        assertThat(outcome.wrong()).as("jobs that the database does not call started once").isZero();
    }

    @Test void aLookFillsAllDevicesAndThenTheOneThatComesFree() throws Exception {
        crowd.machines(2, 4).queue(500);
        try (var trial = new LookTrial(database.storage(), database.database(), Files.createDirectories(folder))) {
            trial.look();
            assertThat(crowd.count("select count(*) from occupancy where ended is null")).isEqualTo(8);
            assertThat(trial.look()).isZero();
            trial.end();
            trial.look();
            assertThat(crowd.count("select count(*) from occupancy where ended is null")).isBetween(7L, 8L); // a pair of devices may be kept for a gang
        }
    }

    @Test void theFirstPlacesAreTheSameHoweverFewJobsOfALineAreRead() throws Exception {
        crowd.machines(1, 4).queue(400);
        // one person has a sweep of three hundred, far more than are read of a line at first
        crowd.execute("update job set person = (select id from person where administrator), team = md5('team0')::uuid, project = md5('project0')::uuid, priority = 3, devices = 1, device_memory = 0, length = 600, length_class = 10 "
                + "where id in (select id from job order by since, id limit 300)");
        try (var trial = new LookTrial(database.storage(), database.database(), Files.createDirectories(folder))) {
            assertThat(trial.order()).hasSize(400).startsWith(trial.oldest(300).toArray(UUID[]::new));
        }
    }
}
