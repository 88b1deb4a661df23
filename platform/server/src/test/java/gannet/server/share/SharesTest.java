package gannet.server.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Json;
import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.experiment.Bench;
import gannet.server.experiment.RunLists;
import gannet.server.gallery.Gallery;
import gannet.server.gallery.PictureId;
import gannet.server.gallery.Query;
import gannet.server.progress.Progress;
import gannet.server.progress.Signals;
import gannet.server.queue.State;
import gannet.server.storage.Wakeups;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharesTest {
    @TempDir Path folder;
    private final Bench bench = new Bench();
    private final Vertx vertx = Vertx.vertx();
    private final Signals signals = new Signals(vertx);
    private final Wakeups wakeups = Wakeups.open(bench.database.database());
    private final Person mia = bench.person("Mia", Role.MEMBER, bench.firstTeam());
    private final Person ben = bench.person("Ben", Role.MEMBER, bench.firstTeam());
    private final Person eve = bench.person("Eve", Role.MEMBER, bench.team("Others").getKey());
    private Progress progress;
    private Gallery gallery;
    private Shares shares;
    private Guests guests;
    private Map.Entry<UUID, Long> birds;
    private Map.Entry<UUID, Long> fish;

    @BeforeEach void open() throws IOException {
        progress = new Progress(bench.storage, bench.policy, signals, folder);
        gallery = new Gallery(bench.storage, bench.policy, folder, folder.resolve("cache"), Clock.systemUTC());
        shares = new Shares(bench.storage, bench.policy, wakeups, Clock.systemUTC());
        guests = guestsAt(Clock.systemUTC());
        birds = sampled("Birds");
        fish = sampled("Fish");
    }

    @AfterEach void close() {
        wakeups.close();
        bench.close();
        vertx.close().await();
    }

    @Test void aRunIsShownAndNothingElse() {
        var guest = guest(shares.create(mia, run(birds), 30, "").token());
        var shown = guests.open(guest);
        assertThat(shown.title()).isEqualTo("Birds");
        assertThat(shown.maker()).isEqualTo("Mia");
        assertThat(guests.samples(guest, birds.getValue())).hasSize(1);
        assertThat(guests.sheet(guest, birds.getValue(), 40)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(guests.curves(guest, birds.getValue(), 100)).isEmpty();
        assertThat(Json.text(shown)).doesNotContain(bench.project.toString(), birds.getKey().toString(), "launchedBy", "facts");

        var refused = "There is no run " + fish.getValue() + ", or this link does not show it.";
        assertThatThrownBy(() -> guests.samples(guest, fish.getValue())).hasMessage(refused);
        assertThatThrownBy(() -> guests.curves(guest, fish.getValue(), 10)).hasMessage(refused);
        assertThatThrownBy(() -> guests.sheet(guest, fish.getValue(), 40)).hasMessage(refused);
        assertThatThrownBy(() -> guests.pictures(guest, null)).hasMessage("This link shows no board.");
        assertThatThrownBy(() -> guests.picture(guest, new PictureId(1, 0), true)).hasMessageContaining("board");
    }

    @Test void aComparisonShowsItsRuns() {
        var guest = guest(shares.create(mia, new Target.Comparison(List.of(fish.getValue(), birds.getValue())), 30, "").token());
        assertThat(guests.open(guest).runs()).extracting(Shown.SharedRun::name).containsExactlyInAnyOrder("Birds", "Fish");
        assertThat(guests.samples(guest, fish.getValue())).hasSize(1);
    }

    @Test void aBoardShowsThePicturesThatAreOnItNow() {
        var board = gallery.boards().create(mia, bench.project, "Best").id();
        var pictures = gallery.page(mia, Query.all(bench.project), null, 10).pictures().stream().map(gannet.server.gallery.Picture::id).toList();
        gallery.boards().put(mia, board, pictures.subList(0, 2));
        var guest = guest(shares.create(mia, new Target.OnBoard(board), 30, "").token());
        assertThat(guests.open(guest).title()).isEqualTo("Best");
        assertThat(guests.pictures(guest, null).pictures()).extracting(Shown.SharedPicture::id).containsExactly(pictures.get(0).toString(), pictures.get(1).toString());
        assertThat(guests.picture(guest, pictures.get(1), false)).startsWith(0x89, 'P', 'N', 'G');
        assertThatThrownBy(() -> guests.picture(guest, pictures.get(2), false)).hasMessage("There is no picture " + pictures.get(2) + ", or this link does not show it.");
        gallery.boards().takeOff(mia, board, List.of(pictures.get(1)));
        assertThatThrownBy(() -> guests.picture(guest, pictures.get(1), true)).hasMessageContaining("this link does not show it");
    }

    @Test void aRevokedLinkIsDeadAtOnceForOpenPagesToo() throws InterruptedException {
        var made = shares.create(mia, run(birds), 30, "");
        var guest = guest(made.token());
        var heard = new LinkedBlockingQueue<String>();
        try (var _ = guests.follow(guest, heard::add)) {
            shares.revoke(mia, made.share().id());
            assertThatThrownBy(() -> guests.open(guest)).hasMessage("This link was revoked by Mia; ask for another one.");
            assertThatThrownBy(() -> guests.sheet(guest, birds.getValue(), 40)).hasMessageContaining("was revoked");
            assertThatThrownBy(() -> guests.admit(guest)).hasMessageContaining("was revoked");
            assertThatThrownBy(() -> guests.follow(guest, heard::add)).hasMessageContaining("was revoked");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
        }
    }

    @Test void aComparisonGoesOnWithoutARunThatItsMakerMayNotSeeAnyMore() throws InterruptedException {
        var guest = guest(shares.create(mia, new Target.Comparison(List.of(birds.getValue(), fish.getValue())), 30, "").token());
        bench.execute("update run set project = '%s' where id = '%s'".formatted(bench.team("Strangers").getValue(), fish.getKey()));
        var heard = new LinkedBlockingQueue<String>();
        try (var _ = guests.follow(guest, heard::add)) {
            signals.changed(birds.getValue(), bench.project, State.SUCCEEDED, "");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("changed");
        }
        assertThat(guests.open(guest).runs()).extracting(Shown.SharedRun::name).containsExactly("Birds");
    }

    @Test void anExpiredOrWrongLinkSaysSo() {
        var made = shares.create(mia, run(birds), 2, "");
        var later = guestsAt(Clock.fixed(Instant.now().plus(Duration.ofDays(2).plusSeconds(5)), ZoneOffset.UTC));
        assertThatThrownBy(() -> later.open(guest(made.token()))).hasMessage("This link has expired; ask Mia for another one.");
        var tampered = (made.token().charAt(0) == 'A' ? "B" : "A") + made.token().substring(1);
        assertThatThrownBy(() -> guests.open(guest(tampered))).hasMessage("This link leads nowhere. Copy the whole address, or ask for another one.");
        assertThatThrownBy(() -> guests.open(guest(""))).hasMessageContaining("leads nowhere");
    }

    @Test void whatItsMakerMayNotSeeAnyMoreItDoesNotShow() {
        var guest = guest(shares.create(mia, run(birds), 30, "").token());
        bench.execute("delete from membership where person = '%s'".formatted(mia.id()));
        assertThatThrownBy(() -> guests.open(guest)).hasMessage("This link shows nothing any more: Mia may not see it, either.");
    }

    @Test void aPasswordIsAskedForAndCannotBeGuessedQuickly() {
        var made = shares.create(mia, run(birds), 30, "white feathers");
        var guest = guest(made.token());
        assertThat(guests.open(guest)).isEqualTo(Shown.LOCKED);
        assertThatThrownBy(() -> guests.samples(guest, birds.getValue())).hasMessage("This link asks for its password first.");
        var proof = guests.unlock(guest, "white feathers");
        assertThat(guests.open(new Guest(made.token(), proof, "::1")).title()).isEqualTo("Birds");
        assertThat(guests.open(new Guest(made.token(), proof.substring(1), "::1"))).isEqualTo(Shown.LOCKED);
        var other = shares.create(mia, run(birds), 30, "white feathers");
        assertThat(guests.open(new Guest(other.token(), proof, "::1"))).as("it opens that link alone").isEqualTo(Shown.LOCKED);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> guests.unlock(guest, "black feathers")).hasMessageContaining("This is not the link's password");
        }
        assertThatThrownBy(() -> guests.unlock(guest, "white feathers")).hasMessageContaining("wrong too often");
        assertThat(guests.unlock(new Guest(made.token(), "", "192.0.2.7"), "white feathers")).as("others are not locked out").isEqualTo(proof);
    }

    @Test void onlyHashesAreKept() {
        var made = shares.create(mia, run(birds), 30, "white feathers");
        var row = bench.storage.read(transaction -> transaction.session().createNativeQuery("select cast(share as text) from share", String.class).getSingleResult());
        assertThat(row).doesNotContain(made.token(), "white feathers").contains("$argon2id$");
    }

    @Test void eachRoleDoesWhatItMay() {
        var made = shares.create(mia, run(birds), 30, "");
        assertThat(shares.list(ben, run(birds))).extracting(Share::maker).containsExactly("Mia");
        assertThat(shares.list(ben, run(fish))).isEmpty();
        assertThatThrownBy(() -> shares.revoke(ben, made.share().id())).hasMessageContaining("does not allow to delete");
        var rita = bench.person("Rita", Role.REVIEWER, bench.firstTeam());
        assertThatThrownBy(() -> shares.create(rita, run(birds), 30, "")).hasMessageContaining("does not allow to share by a link");
        assertThatThrownBy(() -> shares.list(rita, run(birds))).hasMessageContaining("does not allow to share by a link");
        assertThatThrownBy(() -> shares.create(eve, run(birds), 30, "")).hasMessage("There is no run " + birds.getValue() + ", or it is not shared with you.");
        assertThatThrownBy(() -> shares.revoke(eve, made.share().id())).hasMessage("There is no link " + made.share().id() + ", or it is not shared with you.");
        assertThat(shares.revoke(bench.ada, made.share().id()).revokedBy()).isEqualTo("Ada");
    }

    @Test void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> shares.create(mia, run(birds), 0, "")).hasMessage("A link lasts from 1 to 366 days, not 0.");
        assertThatThrownBy(() -> shares.create(mia, run(birds), 1, "short")).hasMessageContaining("from 8 to 200 characters, not 5");
        assertThatThrownBy(() -> new Target.Comparison(List.of(1L, 1L))).hasMessage("A comparison that is shared has from 2 to 20 runs, not 1.");
    }

    private Guests guestsAt(Clock clock) {
        return new Guests(bench.storage, bench.policy, new RunLists(bench.storage, bench.policy, _ -> Map.of()), progress, gallery, wakeups, clock);
    }

    private static Target run(Map.Entry<UUID, Long> run) { return new Target.OneRun(run.getValue()); }

    private static Guest guest(String token) { return new Guest(token, "", "::1"); }

    private Map.Entry<UUID, Long> sampled(String name) throws IOException {
        var run = bench.run(name, State.SUCCEEDED);
        var file = folder.resolve(run.getKey().toString()).resolve("samples/40.png");
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        bench.execute("insert into sample (run, step, file, kind, columns, rows, tile_width, tile_height, count, time) values ('%s', 40, 'samples/40.png', 'images', 2, 2, 8, 8, 4, now())".formatted(run.getKey()));
        return run;
    }
}
