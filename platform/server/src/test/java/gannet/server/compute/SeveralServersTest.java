package gannet.server.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.server.Entities;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.storage.Storage;
import gannet.server.storage.TestDatabase;
import gannet.server.storage.Wakeups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // servers end before their blocks do: that is what is tested
class SeveralServersTest {
    private static final Person ADA = new Person(UUID.randomUUID(), "Ada", "ada@example.org", true);
    private static final Person BEN = new Person(UUID.randomUUID(), "Ben", "ben@example.org", false);

    @TempDir Path folder;
    private final TestDatabase database = TestDatabase.fresh();
    private final Storage storage = database.storage();

    @AfterEach void close() { database.close(); }

    @Test void aServerKeepsItsId() {
        var first = Servers.open(storage, folder);
        first.close();
        try (var again = Servers.open(storage, folder)) {
            assertThat(again.id()).isEqualTo(first.id());
        }
    }

    @Test void aServerThatSaysThatItGoesIsSilentAtOnce() {
        try (var here = Servers.open(storage, made("a"))) {
            var there = Servers.open(storage, made("b"));
            assertThat(here.list()).extracting(Server::alive).containsExactly(true, true);
            there.close();
            assertThat(here.silent()).containsExactly(there.id());
        }
    }

    @Test void aServerThatSaysNothingAnyMoreIsSilentAfterSeconds() throws TimeoutException {
        try (var here = Servers.open(storage, made("a"))) {
            var there = Servers.open(storage, made("b"));
            there.fallSilent();
            assertThat(here.silent()).isEmpty();
            await(Duration.ofSeconds(7), () -> here.silent().contains(there.id()));
            assertThat(here.list()).filteredOn(Server::alive).extracting(Server::id).containsExactly(here.id());
        }
    }

    @Test void oneLeadsAndTheOtherFollowsWhenItGoes() throws TimeoutException {
        try (var a = Servers.open(storage, made("a")); var b = Servers.open(storage, made("b")); var first = Leadership.open(storage, a); var second = Leadership.open(storage, b)) {
            assertThat(first.isLeader()).isTrue();
            assertThat(second.isLeader()).isFalse();
            first.close();
            await(Duration.ofSeconds(2), second::isLeader);
            assertThat(first.isLeader()).isFalse();
        }
    }

    @Test void aLeaderWhoseDatabaseIsAwayLeadsNoMoreBeforeAnotherDoes() throws TimeoutException {
        try (var b = Servers.open(storage, made("b"))) {
            var cutOff = Storage.open(database.database(), Entities.all());
            var a = Servers.open(cutOff, made("a"));
            var first = Leadership.open(cutOff, a);
            try (var second = Leadership.open(storage, b)) {
                assertThat(first.isLeader()).isTrue();
                cutOff.close(); // its connections are gone, and it gives nothing back
                boolean[] both = {false};
                await(Duration.ofMillis(5500), () -> {
                    boolean one = second.isLeader();
                    both[0] |= one && first.isLeader();
                    return one;
                });
                assertThat(both[0]).isFalse();
                assertThat(first.isLeader()).isFalse();
                assertThat(storage.<Boolean>inTransaction(second::isLeader)).isTrue();
            } finally {
                first.fallSilent();
                a.fallSilent();
            }
        }
    }

    @Test void eachListsTheOthersDevicesWithTheirMachine() throws IOException {
        var there = gpus("0, GPU-1, NVIDIA A100, 40960, 0, 550.54.14");
        try (var wakeups = Wakeups.open(database.database()); var a = Servers.open(storage, made("a")); var b = Servers.open(storage, made("b"));
                var here = Devices.open(storage, a, wakeups, settings("none"), Map::of)) {
            assertThat(here.list()).extracting(Device::label).startsWith("CPU slot 1");
            b.announce("http://atlas:8080/", 8080);
            try (var _ = Devices.open(storage, b, wakeups, settings(there.toString()), Map::of)) {
                assertThat(here.list()).filteredOn(Device::isGpu).singleElement().satisfies(gpu -> {
                    assertThat(gpu.server()).isEqualTo(b.id());
                    assertThat(gpu.label()).isEqualTo("GPU 0 · NVIDIA A100, 40 GB on " + gpu.serverName()).endsWith(":8080");
                    assertThat(gpu.takesJobs()).isTrue();
                });
                b.close();
                assertThat(here.list()).filteredOn(Device::isGpu).singleElement().matches(gpu -> !gpu.takesJobs());
            }
        }
    }

    @Test void aGpuThatVanishesIsShownAsLongAsItsRunTrains() throws IOException {
        var tool = gpus("0, GPU-1, NVIDIA A100, 40960, 0, 550.54.14");
        try (var wakeups = Wakeups.open(database.database()); var a = Servers.open(storage, folder);
                var devices = Devices.open(storage, a, wakeups, settings(tool.toString()), () -> Map.of(new Device.Key(a.id(), "gpu-0"), 17L))) {
            assertThat(devices.seat(devices.list().stream().map(Device::id).toList()).gpus()).containsExactly("GPU-1");
            gpus("");
            devices.look();
            assertThat(devices.list()).filteredOn(Device::isGpu).singleElement().matches(gpu -> !gpu.alive() && gpu.run() == 17);
        }
    }

    @Test void severalSlotsOfOneJobAddUp() throws IOException {
        var tool = gpus("0, GPU-1, NVIDIA A100, 40960, 0, 550.54.14\n1, GPU-2, NVIDIA A100, 40960, 0, 550.54.14");
        try (var wakeups = Wakeups.open(database.database()); var a = Servers.open(storage, folder);
                var devices = Devices.open(storage, a, wakeups, settings(tool.toString()), Map::of)) {
            int threads = devices.list().getFirst().threads();
            assertThat(devices.seat(List.of("gpu-1", "gpu-0"))).isEqualTo(new Devices.Seat("cuda:0", 2 * threads, List.of("GPU-2", "GPU-1")));
            assertThatThrownBy(() -> devices.seat(List.of("gpu-0", "gpu-7"))).isInstanceOf(ProblemException.class).hasMessageContaining("gpu-0, gpu-7");
        }
    }

    @Test void administratorsDrainADeviceAndEverybodySeesWhy() throws Exception {
        try (var wakeups = Wakeups.open(database.database()); var a = Servers.open(storage, folder); var devices = Devices.open(storage, a, wakeups, settings("none"), Map::of)) {
            var heard = new LinkedBlockingQueue<String>();
            listening();
            try (var _ = wakeups.on("devices", heard::add)) {
                devices.drain(ADA, a.id(), "cpu-0", "New fan on Monday.");
                assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("devices");
            }
            assertThat(devices.list().getFirst()).matches(device -> !device.takesJobs()).extracting(Device::drainedWhy).isEqualTo("Drained by Ada: New fan on Monday.");
            devices.look();
            assertThat(devices.list().getFirst().drained()).isTrue();
            devices.enable(ADA, a.id(), "cpu-0");
            assertThat(devices.list().getFirst()).matches(Device::takesJobs).extracting(Device::drainedWhy).isEqualTo("");
            assertThatThrownBy(() -> devices.drain(BEN, a.id(), "cpu-0", "")).hasMessage("Only administrators of this Gannet drain and enable devices; ask one of them.");
            assertThatThrownBy(() -> devices.drain(ADA, a.id(), "gpu-9", "")).hasMessageStartingWith("There is no device gpu-9 on server " + a.id());
        }
    }

    private void listening() throws TimeoutException {
        await(Duration.ofSeconds(5), () -> storage.read(transaction -> transaction.session().createNativeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'gannet wakeups' and query like 'listen%'", Long.class).getSingleResult()) > 0);
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path gpus(String lines) throws IOException {
        var program = folder.resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\ncat <<'END'\n" + lines + "\nEND\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static ServerSettings settings(String tool) { return Settings.bind(ServerSettings.class, Map.of("nvidiaSmi", tool)); }

    private static void await(Duration atMost, BooleanSupplier condition) throws TimeoutException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("not within " + atMost);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
