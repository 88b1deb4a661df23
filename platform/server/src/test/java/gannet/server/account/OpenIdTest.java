package gannet.server.account;

import static gannet.server.account.House.HERE;
import static gannet.server.account.House.PASSWORD;
import static gannet.server.account.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a provider with a web server of its own, which signs with RS256, and lies where a test says so.
class OpenIdTest {
    static final String BACK = "http://127.0.0.1:8080/openid";

    final House house = new House();
    final LoopbackProvider provider = LoopbackProvider.start();
    final Vertx vertx = Vertx.vertx();
    @TempDir Path folder;
    OpenId openId;

    @BeforeEach void open() throws IOException {
        house.clock.advance(Duration.between(house.clock.instant(), Instant.now()));
        openId = OpenId.of(settings(Map.of()), vertx, house.database.storage(), house.clock, house.accounts, Chronicle.NONE).orElseThrow();
        provider.isUsedBy(Map.of("sub", "max-1", "name", "Max", "email", "max@example.org", "email_verified", true, "groups", List.of("gan-team", "choir")));
    }

    @AfterEach void close() {
        openId.close();
        provider.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    ServerSettings settings(Map<String, String> changed) throws IOException {
        var values = new HashMap<>(Map.of("oidcIssuer", provider.issuer(), "oidcClientId", LoopbackProvider.CLIENT, "oidcName", "Harbour",
                "oidcClientSecretFile", Files.writeString(folder.resolve("secret"), LoopbackProvider.SECRET + "\n").toString(), "oidcGroups", "gan-team=First team:MEMBER, leads=First team:MAINTAINER"));
        values.putAll(changed);
        return Settings.bind(ServerSettings.class, values);
    }

    OpenId.Done signIn() {
        var begun = openId.begin(BACK, "/runs?q=dcgan");
        return back(begun, query(begun));
    }

    static Map<String, String> query(OpenId.Begun begun) {
        try {
            return LoopbackProvider.form(LoopbackProvider.browse(begun.address()).getRawQuery());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    OpenId.Done back(OpenId.Begun begun, Map<String, String> query) { return openId.finish(BACK, begun.cookie(), query.get("state"), query.get("code"), null, HERE); }

    @Test void somebodyNewGetsAnAccountByTheirGroup() {
        var done = signIn();
        assertThat(done.to()).isEqualTo("/runs?q=dcgan");
        assertThat(house.accounts.personOf(done.signedIn().token())).contains(done.signedIn().person());
        assertThat(done.signedIn().person()).extracting(Person::name, Person::email, Person::administrator).containsExactly("Max", "max@example.org", false);
        assertThat(house.roleOf(done.signedIn().person())).isEqualTo(Role.MEMBER);
        assertThat(signIn().signedIn().person()).as("the second time").isEqualTo(done.signedIn().person());
        assertThat(refusal(() -> house.accounts.signIn("max@example.org", "", HERE))).as("no password opens it").hasMessageContaining("do not fit together");
        assertThat(refusal(() -> house.accounts.changePassword(done.signedIn().person(), done.signedIn().token(), "", "a way to the sea"))).hasMessageContaining("have no password here");
    }

    @Test void groupsGiveTheHighestRoleAndTakeItAway() {
        var max = signIn().signedIn().person();
        provider.isUsedBy(Map.of("sub", "max-1", "email", "max@example.org", "email_verified", true, "groups", List.of("leads", "gan-team")));
        signIn();
        assertThat(house.roleOf(max)).isEqualTo(Role.MAINTAINER);
        provider.isUsedBy(Map.of("sub", "max-1", "email", "max@example.org", "email_verified", true, "groups", List.of()));
        signIn();
        assertThat(house.teams.projects(max)).isEmpty();
    }

    @Test void whoeverIsInNoGroupNeedsAnInvitation() {
        provider.isUsedBy(Map.of("sub", "eve-1", "name", "Eve", "email", "eve@example.org", "email_verified", true, "groups", List.of("choir")));
        assertThat(refusal(this::signIn)).hasMessage("There is no account here for \"eve@example.org\", and none of your groups at Harbour gives you one; ask an administrator for an invitation");
    }

    @Test void anAccountIsLinkedOnlyByAnAddressThatIsVerified() {
        provider.isUsedBy(Map.of("sub", "somebody", "email", "ADA@example.org", "email_verified", false, "groups", List.of()));
        assertThat(refusal(this::signIn)).hasMessageContaining("Harbour has not verified that \"ADA@example.org\" is your address");
        provider.isUsedBy(Map.of("sub", "somebody", "email", "ADA@example.org", "groups", List.of()));
        assertThat(refusal(this::signIn)).hasMessageContaining("has not verified");
        provider.isUsedBy(Map.of("sub", "ada-1", "email", "ADA@example.org", "email_verified", true, "groups", List.of()));
        assertThat(signIn().signedIn().person()).isEqualTo(house.ada.person());
        provider.isUsedBy(Map.of("sub", "ada-1", "email", "elsewhere@example.org", "email_verified", false));
        assertThat(signIn().signedIn().person()).as("known by her subject from now on").isEqualTo(house.ada.person());
        assertThat(house.accounts.signIn("ada@example.org", PASSWORD, HERE).person()).isEqualTo(house.ada.person());
    }

    @Test void anAddressForWhichNobodyVouchedLinksNothingUntilAnAdministratorDoes() {
        var mallory = house.joined("Mallory", Role.VIEWER);
        assertThat(house.accounts.changeProfile(mallory.person(), mallory.token(), "Mallory", "max@example.org", PASSWORD).email()).isEqualTo("max@example.org");
        var sentence = "Nobody has vouched that \"max@example.org\" is the address of the account here that has it, so Harbour does not open that account; "
                + "if it is yours, sign in with its password, or ask an administrator to vouch for the address under Accounts";
        assertThat(refusal(this::signIn)).hasMessage(sentence);
        assertThat(house.roleOf(mallory.person())).isEqualTo(Role.VIEWER);

        var people = house.accounts.people();
        assertThat(refusal(() -> people.vouch(mallory.person(), mallory.person().id(), "max@example.org"))).hasMessageContaining("Only administrators of the server");
        assertThat(refusal(() -> people.vouch(house.ada.person(), mallory.person().id(), "mallory@example.org")))
                .hasMessage("\"mallory@example.org\" is not the address of Mallory, or no longer; look at the account again");
        assertThat(refusal(this::signIn)).hasMessage(sentence);
        people.vouch(house.ada.person(), mallory.person().id(), "max@example.org");
        assertThat(signIn().signedIn().person().id()).isEqualTo(mallory.person().id());
        assertThat(house.deeds).contains(Deed.ADDRESS_VOUCHED);
    }

    @Test void anInvitationThatNamesTheAddressVouchesForItUntilItIsAnother() {
        var invitation = house.invite("max@example.org", Role.VIEWER).token();
        var max = house.accounts.invitations().join(invitation, "Max", "", PASSWORD, HERE);
        assertThat(house.accounts.people().list(house.ada.person(), "max")).extracting(People.Account::emailVouched).containsExactly(true);
        house.accounts.changeProfile(max.person(), max.token(), "Max", "MAX@example.org", PASSWORD);
        assertThat(house.accounts.people().list(house.ada.person(), "max")).extracting(People.Account::emailVouched).as("in other letters").containsExactly(true);
        house.accounts.changeProfile(max.person(), max.token(), "Max", "elsewhere@example.org", PASSWORD);
        house.accounts.changeProfile(max.person(), max.token(), "Max", "max@example.org", PASSWORD);
        assertThat(refusal(this::signIn)).hasMessageContaining("Nobody has vouched");

        var again = house.accounts.invitations().invite(house.ada.person(), house.teams.make(house.ada.person(), "Divers").id(), "VIEWER", "", "max@example.org").token();
        house.accounts.invitations().accept(house.accounts.personOf(max.token()).orElseThrow(), again);
        assertThat(signIn().signedIn().person().id()).isEqualTo(max.person().id());
    }

    @Test void whoeverIsDeactivatedDoesNotComeInByTheProvider() {
        var max = signIn().signedIn().person();
        house.accounts.people().deactivate(house.ada.person(), max.id());
        assertThat(refusal(this::signIn)).hasMessageContaining("This account is deactivated");
    }

    @Test void eachLieIsToldInASentence() {
        lie("another issuer, \"https://elsewhere.example.org\"", claims -> claims.put("iss", "https://elsewhere.example.org"));
        lie("meant for another client, \"others\"", claims -> claims.put("aud", "others"));
        lie("an ID token that ended on", claims -> claims.put("exp", Instant.now().getEpochSecond() - 3600));
        lie("does not belong to this sign-in", claims -> claims.put("nonce", "an older one"));
        lie("does not belong to this sign-in", claims -> claims.remove("nonce"));
        lie("names nobody", claims -> claims.put("sub", " "));
        provider.signsWithKeysThatNobodyKnows();
        lie("not signed with its keys", claims -> {});
        provider.signsWithItsKeys();
        provider.lies(claims -> {});
        assertThat(signIn().signedIn().person().name()).as("the truth again").isEqualTo("Max");
    }

    void lie(String sentence, Consumer<Map<String, Object>> lie) {
        provider.lies(lie);
        var refused = refusal(this::signIn);
        assertThat(refused).hasMessageContaining(sentence).hasMessageStartingWith("Harbour at " + provider.issuer()).hasMessageContaining("Nobody was signed in");
        assertThat(refused.kind()).isEqualTo(Problem.Kind.SIGN_IN);
    }

    @Test void nobodyFinishesWhatAnotherBrowserBegan() {
        var begun = openId.begin(BACK, "/");
        var query = query(begun);
        var elsewhere = openId.begin(BACK, "/");
        for (var cookie : new @Nullable String[] {null, "", "made.up", "made up", elsewhere.cookie(), "x" + begun.cookie()}) {
            assertThat(refusal(() -> openId.finish(BACK, cookie, query.get("state"), query.get("code"), null, HERE))).hasMessageContaining("was not begun in this browser");
        }
        assertThat(refusal(() -> openId.finish(BACK, begun.cookie(), null, query.get("code"), null, HERE))).hasMessageContaining("was not begun in this browser");
        assertThat(refusal(() -> openId.finish(BACK, elsewhere.cookie(), query(elsewhere).get("state"), query.get("code"), null, HERE))).as("a code with another's state")
                .hasMessageContaining("did not do its part");
        assertThat(refusal(() -> openId.finish(BACK, begun.cookie(), query.get("state"), null, "access_denied", HERE)))
                .hasMessage("Harbour did not let you through (access_denied); begin again, or sign in with a password");
    }

    @Test void aCodeIsWorthNothingTheSecondTime() {
        var begun = openId.begin(BACK, "/");
        var query = query(begun);
        back(begun, query);
        assertThat(refusal(() -> back(begun, query))).hasMessageContaining("did not do its part");
    }

    @Test void aProviderThatIsDownIsToldInASentence() {
        var begun = openId.begin(BACK, "/");
        var query = query(begun);
        provider.close();
        var down = refusal(() -> back(begun, query));
        assertThat(down).hasMessageStartingWith("Harbour at " + provider.issuer() + " did not do its part").hasMessageContaining("try again shortly, or sign in with a password");
        assertThat(down.kind()).isEqualTo(Problem.Kind.RESOURCES);
        openId.close();
        assertThat(refusal(() -> openId.begin(BACK, "/"))).hasMessageContaining("did not do its part");
    }

    @Test void allThatIsWrongWithTheSettingsIsSaidAtOnce() throws IOException {
        var wrong = settings(Map.of("oidcIssuer", "http://login.example.org", "oidcClientId", " ", "oidcClientSecretFile", "/nowhere/secret", "oidcGroups", "gan-team=First team:KING, =x:MEMBER"));
        assertThat(refusal(() -> OpenIdSettings.of(wrong)).problems()).extracting(Problem::where)
                .containsExactly("oidc-issuer", "oidc-client-id", "oidc-client-secret-file", "oidc-groups", "oidc-groups");
        assertThat(OpenIdSettings.of(settings(Map.of("oidcIssuer", "")))).isEmpty();
    }
}
