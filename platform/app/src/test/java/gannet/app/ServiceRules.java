package gannet.app;

import gannet.app.Needed.InProject;
import gannet.app.Needed.InTeam;
import gannet.app.Needed.Nobody;
import gannet.app.Needed.OfEach;
import gannet.app.Needed.Server;
import gannet.app.Needed.SignedIn;
import gannet.server.Services;
import gannet.server.account.Person;
import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;
import gannet.server.account.Role;
import gannet.server.compute.Device;
import gannet.server.experiment.ForkPoint;
import gannet.server.experiment.Launch;
import gannet.server.experiment.Runs;
import gannet.server.gallery.PictureId;
import gannet.server.gallery.Query;
import gannet.server.notification.Channel;
import gannet.server.queue.History;
import gannet.server.queue.Priority;
import gannet.server.queue.Rulebook.Limits;
import gannet.server.share.Target;
import gannet.server.table.Look;
import gannet.server.team.Projects.Plan;
import gannet.server.team.Visibility;
import gannet.server.together.Topic;
import gannet.server.vote.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What each public method of a service asks for, and how it is called. A method without a line fails the build, as does a line
/// without its method.
final class ServiceRules {
    @FunctionalInterface
    interface Call {
        @Nullable Object make(Services services, Person who, Place place) throws Exception;
    }

    @FunctionalInterface
    interface Deed {
        void make(Services services, Person who, Place place) throws Exception;
    }

    /// @param call null where nobody asks, as `why` says
    record Rule(Needed needed, @Nullable Call call, String why) {}

    private static final Needed SEE = new InProject(Action.SEE);
    private static final Needed STEER = new InProject(Action.STEER);
    private static final Needed CURATE = new InProject(Action.CURATE);
    private static final Needed TAG = new InProject(Action.TAG);
    private static final Needed COMMENT = new InProject(Action.COMMENT);
    private static final Needed VOTE = new InProject(Action.VOTE);
    private static final Needed SHARE = new InProject(Action.SHARE);
    private static final Needed IMPORT = new InProject(Action.IMPORT);
    private static final Needed ADMINISTER = new InProject(Action.ADMINISTER);
    private static final Needed TIDY_OTHERS = new InProject(Action.TIDY, Action.CURATE);
    private static final Needed SIGNED_IN = new SignedIn();
    private static final Needed SERVER = new Server();
    private static final Needed GOVERN = new InTeam(TeamAction.GOVERN);
    private static final Needed HIDDEN = new Needed.Hidden(TeamAction.GOVERN);
    private static final Limits LIMITS = new Limits(1.0, null, null);
    private static final UUID NOWHERE = new UUID(0, 1);

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Path junk;

    private ServiceRules(Path junk) {
        this.junk = junk;
        people();
        data();
        runs();
        queue();
        pictures();
        rest();
    }

    /// By class, name and parameters: "Runs.find(Person, long)".
    static Map<String, Rule> all(Path folder) throws IOException { return new ServiceRules(Files.writeString(folder.resolve("junk"), "junk")).rules; }

    private void asks(String method, Needed needed, Call call) { rules.put(method, new Rule(needed, call, "")); }

    private void does(String method, Needed needed, Deed deed) {
        asks(method, needed, (services, who, place) -> {
            deed.make(services, who, place);
            return null;
        });
    }

    private void nobody(String why, String... methods) {
        for (var method : methods) {
            rules.put(method, new Rule(new Nobody(), null, why));
        }
    }

    private void people() {
        nobody("it is how people come to be known at all", "Accounts.firstToken()", "Accounts.admitsFirst(String)", "Accounts.createAdministrator(String, String, String, String)",
                "Accounts.createAdministrator(String, String, String, String, Origin)",
                "Accounts.signIn(String, String, Origin)", "Accounts.personOf(String)", "Accounts.isSignedIn(String)", "Accounts.signOut(String)", "ApiTokens.admit(String, String, String)");
        nobody("whoever comes with a link is known by nothing else", "Invitations.look(String)", "Invitations.join(String, String, String, String, Origin)", "Resets.look(String)",
                "Resets.reset(String, String, Origin)");
        nobody("they are doors to methods listed here", "Accounts.sessions()", "Accounts.tokens()", "Accounts.invitations()", "Accounts.resets()", "Accounts.people()");
        asks("Accounts.changeProfile(Person, String, String, String, String)", SIGNED_IN, (s, who, place) -> s.accounts().changeProfile(who, null, "", "", ""));
        does("Accounts.changePassword(Person, String, String, String)", SIGNED_IN, (s, who, place) -> s.accounts().changePassword(who, null, "", ""));
        asks("Sessions.list(Person, String)", SIGNED_IN, (s, who, place) -> s.accounts().sessions().list(who, null));
        does("Sessions.end(Person, UUID)", SIGNED_IN, (s, who, place) -> s.accounts().sessions().end(who, place.view()));
        asks("Sessions.endOthers(Person, String)", SIGNED_IN, (s, who, place) -> s.accounts().sessions().endOthers(who, who.name()));
        asks("ApiTokens.make(Person, String, String, int)", SIGNED_IN, (s, who, place) -> s.accounts().tokens().make(who, "", "", 1));
        asks("ApiTokens.list(Person)", SIGNED_IN, (s, who, place) -> s.accounts().tokens().list(who));
        does("ApiTokens.revoke(Person, UUID)", SIGNED_IN, (s, who, place) -> s.accounts().tokens().revoke(who, place.view()));
        asks("Invitations.teams(Person)", SIGNED_IN, (s, who, place) -> s.accounts().invitations().teams(who));
        asks("Invitations.list(Person)", SIGNED_IN, (s, who, place) -> s.accounts().invitations().list(who));
        asks("Invitations.invite(Person, UUID, String, String, String)", HIDDEN, (s, who, place) -> s.accounts().invitations().invite(who, place.team(), "", "", ""));
        does("Invitations.withdraw(Person, UUID)", HIDDEN, (s, who, place) -> s.accounts().invitations().withdraw(who, place.invitation()));
        does("Invitations.accept(Person, String)", new OfEach(), (s, who, place) -> s.accounts().invitations().accept(who, "none"));
        asks("Resets.issue(Person, UUID)", SERVER, (s, who, place) -> s.accounts().resets().issue(who, place.extra()).name());
        asks("People.list(Person, String)", SERVER, (s, who, place) -> s.accounts().people().list(who, ""));
        does("People.deactivate(Person, UUID)", SERVER, (s, who, place) -> s.accounts().people().deactivate(who, place.extra()));
        does("People.reactivate(Person, UUID)", SERVER, (s, who, place) -> s.accounts().people().reactivate(who, place.extra()));
        does("People.vouch(Person, UUID, String)", SERVER, (s, who, place) -> s.accounts().people().vouch(who, place.extra(), ""));
        does("People.appoint(Person, UUID, boolean)", SERVER, (s, who, place) -> s.accounts().people().appoint(who, place.extra(), false));
        nobody("it is what the others ask", "Policy.require(Person, Action, UUID)", "Policy.require(Transaction, Person, Action, UUID)", "Policy.allows(Person, Action, UUID)",
                "Policy.require(Transaction, Person, TeamAction, UUID)", "Policy.allows(Person, TeamAction, UUID)", "Policy.requireServer(Person, String)",
                "Policy.administersServer(Person)");
        nobody("it is part of making the first account", "Teams.settleFirst(Transaction, Person)");
        asks("Teams.projects(Person)", SIGNED_IN, (s, who, place) -> s.teams().projects(who));
        asks("Teams.list(Person)", SIGNED_IN, (s, who, place) -> s.teams().list(who));
        asks("Teams.find(Person, UUID)", new InTeam(TeamAction.SEE), (s, who, place) -> s.teams().find(who, place.team()));
        asks("Teams.named(Person, String)", new InTeam(TeamAction.SEE), (s, who, place) -> s.teams().named(who, place.kind().team()));
        asks("Teams.people(Person, UUID)", new InTeam(TeamAction.SEE), (s, who, place) -> s.teams().people(who, place.team()));
        asks("Teams.make(Person, String)", SERVER, (s, who, place) -> s.teams().make(who, ""));
        asks("Teams.rename(Person, UUID, String)", SERVER, (s, who, place) -> s.teams().rename(who, place.team(), ""));
        does("Teams.add(Person, UUID, String, Role)", GOVERN, (s, who, place) -> s.teams().add(who, place.team(), "nobody@example.org", Role.VIEWER));
        does("Teams.change(Person, UUID, UUID, Role)", GOVERN, (s, who, place) -> s.teams().change(who, place.team(), place.extra(), Role.VIEWER));
        does("Teams.remove(Person, UUID, UUID)", GOVERN, (s, who, place) -> s.teams().remove(who, place.team(), place.extra()));
        var plan = new Plan("", "", Visibility.TEAM, List.of());
        asks("Projects.find(Person, UUID)", SEE, (s, who, place) -> s.projects().find(who, place.project()));
        asks("Projects.people(Person, UUID)", SEE, (s, who, place) -> s.projects().people(who, place.project()));
        asks("Projects.make(Person, UUID, Plan)", new InTeam(TeamAction.FOUND), (s, who, place) -> s.projects().make(who, place.team(), plan));
        asks("Projects.change(Person, UUID, Plan)", ADMINISTER, (s, who, place) -> s.projects().change(who, place.project(), plan));
        asks("Projects.archive(Person, UUID, boolean)", ADMINISTER, (s, who, place) -> s.projects().archive(who, place.project(), true));
        asks("Projects.give(Person, UUID, UUID)", new InProject(Action.ADMINISTER), (s, who, place) -> s.policy().allows(who, TeamAction.GOVERN, place.team())
                || !s.policy().allows(who, Action.ADMINISTER, place.project()) ? s.projects().give(who, place.project(), place.team()) : "only who governs the team as well");
        does("Moves.run(Person, long, UUID)", TIDY_OTHERS, (s, who, place) -> s.moves().run(who, place.number(), place.project()));
        does("Moves.dataSet(Person, UUID, UUID)", new InProject(Action.TIDY), (s, who, place) -> s.moves().dataSet(who, place.dataSet(), place.project()));
        asks("AuditLog.page(Person, UUID, String, long, int)", GOVERN, (s, who, place) -> s.audit().page(who, place.team(), "", 0, 10));
    }

    private void data() {
        nobody("it is the server's own work", "DataSets.prepare()", "DataSets.painting()", "DataSets.close()", "DataSets.folder(String)");
        nobody("it judges a data set that its reader was given before", "DataSets.misfits(DataSet, DataSpec)", "DataSets.examples(DataSet, DataSpec)", "FileShelf.problems(UUID, List, Map)");
        asks("DataSets.list(Person, UUID)", SEE, (s, who, place) -> s.dataSets().list(who, place.project()));
        asks("DataSets.find(Person, UUID)", SEE, (s, who, place) -> s.dataSets().find(who, place.dataSet()));
        asks("DataSets.importZip(Person, UUID, String, Path, ImportProgress, BooleanSupplier)", IMPORT,
                (s, who, place) -> s.dataSets().importZip(who, place.project(), "Junk", junk, (_, _) -> {}, () -> false));
        asks("DataSets.importZip(Person, UUID, String, String, Path, ImportProgress, BooleanSupplier)", IMPORT,
                (s, who, place) -> s.dataSets().importZip(who, place.project(), "Junk", "", junk, (_, _) -> {}, () -> false));
        asks("DataSets.picture(Person, UUID, int, int)", SEE, (s, who, place) -> s.dataSets().picture(who, place.dataSet(), 0, 8));
        asks("DataSets.wall(Person, UUID, int, int, int)", SEE, (s, who, place) -> s.dataSets().wall(who, place.dataSet(), 1, 1, 8));
        asks("DataSets.wall(Person, UUID, String, int, int, int)", SEE, (s, who, place) -> s.dataSets().wall(who, place.dataSet(), "", 1, 1, 8));
        asks("DataSets.contents(Person, UUID)", SEE, (s, who, place) -> s.dataSets().contents(who, place.dataSet()));
        asks("FileShelf.list(Person, UUID)", SEE, (s, who, place) -> s.files().list(who, place.project()));
        asks("FileShelf.add(Person, UUID, String, Path)", IMPORT, (s, who, place) -> s.files().add(who, place.project(), "f.bin", junk));
        nobody("plugins are everybody's", "Variants.doctor(String)", "Variants.parameters(String)", "Variants.card(String)", "Variants.pinned(String)", "Variants.isKept(String)", "Variants.follow(Wakeups)", "Variants.close()",
                "Plugins.close()");
        asks("Variants.launched(Person, String, String)", SIGNED_IN, (s, who, place) -> s.variants().launched(who, "none", "dcgan").isPresent());
        asks("Plugins.list(Person)", SIGNED_IN, (s, who, place) -> s.plugins().list(who).size());
        asks("Plugins.find(Person, String)", SIGNED_IN, (s, who, place) -> s.plugins().find(who, "none"));
        asks("Plugins.versions(Person, String)", SIGNED_IN, (s, who, place) -> s.plugins().versions(who, "none"));
        asks("Plugins.sample(Person, String, String)", SIGNED_IN, (s, who, place) -> s.plugins().sample(who, "none", "none"));
        asks("Plugins.administers(Person)", SIGNED_IN, (s, who, place) -> s.plugins().administers(who));
        asks("Plugins.sandbox(Person)", SIGNED_IN, (s, who, place) -> s.plugins().sandbox(who));
        asks("Plugins.shutsIn(Person)", SIGNED_IN, (s, who, place) -> s.plugins().shutsIn(who));
        asks("Plugins.follow(Person, Runnable)", SIGNED_IN, (s, who, place) -> s.plugins().follow(who, () -> {}));
        asks("Plugins.upload(Person, String, Path)", SERVER, (s, who, place) -> s.plugins().upload(who, "junk.jar", junk));
        asks("Plugins.approve(Person, String)", SERVER, (s, who, place) -> s.plugins().approve(who, "none"));
        asks("Plugins.reject(Person, String, String)", SERVER, (s, who, place) -> s.plugins().reject(who, "none", ""));
        asks("Plugins.enable(Person, String)", SERVER, (s, who, place) -> s.plugins().enable(who, "none"));
        asks("Plugins.disable(Person, String)", SERVER, (s, who, place) -> s.plugins().disable(who, "none"));
        asks("Plugins.use(Person, String)", SERVER, (s, who, place) -> s.plugins().use(who, "none"));
        does("Plugins.remove(Person, String)", SERVER, (s, who, place) -> s.plugins().remove(who, "none"));
        asks("Variants.list(Person)", SIGNED_IN, (s, who, place) -> s.variants().list(who).size());
        asks("Variants.find(Person, String)", SIGNED_IN, (s, who, place) -> s.variants().find(who, "dcgan").id());
        asks("Variants.picture(Person, String)", SIGNED_IN, (s, who, place) -> s.variants().picture(who, "dcgan").isPresent());
        asks("Variants.check(Person, String, Map)", SIGNED_IN, (s, who, place) -> s.variants().check(who, "dcgan", Map.of()));
        asks("Variants.checkBatch(Person, String, int)", SIGNED_IN, (s, who, place) -> s.variants().checkBatch(who, "dcgan", 1));
        asks("Variants.networks(Person, String, Map)", SIGNED_IN, (s, who, place) -> s.variants().networks(who, "dcgan", Map.of()).size());
        asks("Variants.sameNetworks(Person, String, Map, Map)", SIGNED_IN, (s, who, place) -> s.variants().sameNetworks(who, "dcgan", Map.of(), Map.of()));
        asks("Variants.forecast(Person, String, Map, int, Set)", SIGNED_IN, (s, who, place) -> s.variants().forecast(who, "dcgan", Map.of(), 1, Set.of()).size());
        asks("Variants.choose(Person, String, Map)", SIGNED_IN, (s, who, place) -> s.variants().choose(who, "dcgan", Map.of()).variant().id());
        asks("Forecasts.forecast(Person, String, Map, Map)", SIGNED_IN, (s, who, place) -> s.forecasts().forecast(who, "dcgan", Map.of(), Map.of()).hashCode() != 0);
    }

    private void runs() {
        asks("Experiments.verdict(Person, String, Map, DataSet)", SEE, (s, who, place) -> s.experiments().verdict(who, "dcgan", Map.of(), s.dataSets().find(who, place.dataSet())));
        asks("Experiments.launch(Person, Launch)", new InProject(Action.LAUNCH), (s, who, place) -> s.experiments().launch(who,
                new Launch(place.project(), "none", place.dataSet(), "", Map.of(), Map.of(), Map.of(), null, null)));
        asks("Experiments.misforks(Person, ForkPoint, VariantCard, Map, long)", SEE, (s, who, place) -> s.experiments().misforks(
                who, new ForkPoint(place.number(), 1), s.variants().find(who, "dcgan"), Map.of(), 10));
        asks("Experiments.find(Person, UUID)", SEE, (s, who, place) -> s.experiments().find(who, place.experiment()));
        asks("Runs.page(Person, Filter, int, int)", SEE, (s, who, place) -> s.runs().page(who, new Runs.Filter(place.project(), "", Set.of(), "-created"), 0, 10));
        asks("Runs.count(Person, UUID, List)", SEE, (s, who, place) -> s.runs().count(who, place.project(), List.of("dcgan")).size());
        asks("Runs.newest(Person, UUID, String, int)", SEE, (s, who, place) -> s.runs().newest(who, place.project(), "dcgan", 1).size());
        asks("Runs.find(Person, long)", SEE, (s, who, place) -> s.runs().find(who, place.number()));
        asks("Runs.several(Person, List)", new OfEach(), (s, who, place) -> s.runs().several(who, List.of(place.number())));
        does("Runs.stop(Person, long)", STEER, (s, who, place) -> s.runs().stop(who, place.number()));
        does("Runs.pause(Person, long)", STEER, (s, who, place) -> s.runs().pause(who, place.number()));
        does("Runs.resume(Person, long)", STEER, (s, who, place) -> s.runs().resume(who, place.number()));
        asks("Runs.checkpoints(Person, long)", SEE, (s, who, place) -> s.runs().checkpoints(who, place.number()));
        asks("Runs.lineage(Person, long)", SEE, (s, who, place) -> s.runs().lineage(who, place.number()));
        asks("Runs.files(Person, long)", SEE, (s, who, place) -> s.runs().files(who, place.number()));
        asks("Runs.log(Person, long, int, String)", SEE, (s, who, place) -> s.runs().log(who, place.number(), 10, ""));
        asks("Runs.history(Person, long)", SEE, (s, who, place) -> s.runs().history(who, place.number()));
        nobody("the scheduler and the doctor take in what workers say", "Progress.valueAt(UUID, String, long)", "Progress.recent(UUID)", "Progress.intake(UUID, long, UUID)",
                "Progress.intake(UUID, long, UUID, Witness)", "Doctor.attend(UUID)");
        asks("Progress.curves(Person, long, List, long, long, int)", SEE, (s, who, place) -> s.progress().curves(who, place.number(), List.of(), 0, 10, 10));
        asks("Progress.names(Person, long)", SEE, (s, who, place) -> s.progress().names(who, place.number()));
        asks("Progress.samples(Person, long)", SEE, (s, who, place) -> s.progress().samples(who, place.number()));
        asks("Progress.strip(Person, long, long, int, int, int)", SEE, (s, who, place) -> s.progress().strip(who, place.number(), 1, 0, 1, 8));
        asks("Progress.sheet(Person, long, long)", SEE, (s, who, place) -> s.progress().sheet(who, place.number(), 1));
        asks("Progress.beside(Person, long, long, String)", SEE, (s, who, place) -> s.progress().beside(who, place.number(), 1, ".png"));
        asks("Progress.follow(Person, long, Consumer)", SEE, (s, who, place) -> s.progress().follow(who, place.number(), _ -> {}));
        asks("Progress.resume(Person, long, long, Consumer, Runnable)", SEE, (s, who, place) -> s.progress().resume(who, place.number(), 0, _ -> {}, () -> {}));
        asks("Progress.lastSequence(Person, long)", SEE, (s, who, place) -> s.progress().lastSequence(who, place.number()));
        asks("Progress.followAll(Person, Consumer)", SIGNED_IN, (s, who, place) -> s.progress().followAll(who, _ -> {}));
        asks("Progress.followStates(Person, Consumer)", SIGNED_IN, (s, who, place) -> s.progress().followStates(who, _ -> {}));
        asks("Progress.checkpoints(Person, long)", SEE, (s, who, place) -> s.progress().checkpoints(who, place.number()));
        asks("Progress.lines(Person, long)", SEE, (s, who, place) -> s.progress().lines(who, place.number()));
        asks("Doctor.findings(Person, long)", SEE, (s, who, place) -> s.doctor().findings(who, place.number()));
        does("Doctor.dismiss(Person, long, String, long, boolean)", TAG, (s, who, place) -> s.doctor().dismiss(who, place.number(), "none", 1, true));
        asks("Doctor.marks(Person, UUID, Collection)", SEE, (s, who, place) -> s.doctor().marks(who, place.project(), List.of(place.number())));
    }

    private void queue() {
        nobody("the scheduler's own work", "Queue.announce(List)", "Queue.stop(UUID, String, String)", "Queue.ofUnknownLength(int)", "Queue.lengths(Map)", "Queue.changesOf(UUID)", "Queue.ring()",
                "Queue.add(Transaction, List, Person)");
        nobody("it knows no thing of a person's", "Outlook.problems(Needs)", "Rulebook.heldBy()", "Rulebook.held()", "Devices.list()", "Devices.seat(List)", "Devices.close()");
        asks("Queue.countOpen(Person)", SIGNED_IN, (s, who, place) -> s.queue().countOpen(who));
        does("Queue.cancel(Person, UUID)", STEER, (s, who, place) -> s.queue().cancel(who, place.job()));
        does("Queue.pause(Person, UUID)", STEER, (s, who, place) -> s.queue().pause(who, place.job()));
        does("Queue.pauseRun(Person, UUID)", STEER, (s, who, place) -> s.queue().pauseRun(who, place.run()));
        does("Queue.resume(Person, UUID)", STEER, (s, who, place) -> s.queue().resume(who, place.job()));
        does("Queue.requeue(Person, UUID)", STEER, (s, who, place) -> s.queue().requeue(who, place.job()));
        does("Queue.prioritise(Person, UUID, Priority)", new InProject(Action.HURRY), (s, who, place) -> s.queue().prioritise(who, place.job(), Priority.URGENT));
        asks("Queue.bulk(Person, String, List)", new OfEach(), (s, who, place) -> s.queue().bulk(who, "pause", List.of(place.job())));
        asks("Queue.moves(Person)", SIGNED_IN, (s, who, place) -> s.queue().moves(who));
        does("Queue.move(Person, UUID, UUID, long)", STEER, (s, who, place) -> s.queue().move(who, place.job(), place.job(), 0));
        does("Queue.unpin(Person, UUID)", SERVER, (s, who, place) -> s.queue().unpin(who, place.job()));
        does("Queue.requireHurry(Person, UUID, Priority)", new InProject(Action.HURRY), (s, who, place) -> s.queue().requireHurry(who, place.project(), Priority.HIGH));
        asks("Queue.goOn(Person, UUID)", STEER, (s, who, place) -> s.queue().goOn(who, place.run()));
        asks("Outlook.overview(Person)", SIGNED_IN, (s, who, place) -> s.outlook().overview(who));
        asks("Outlook.own(Person, Overview)", SIGNED_IN, (s, who, place) -> s.outlook().own(who, s.outlook().overview(who)));
        asks("Outlook.find(Person, UUID)", SEE, (s, who, place) -> s.outlook().find(who, place.job()));
        asks("Outlook.explain(Person, UUID)", SEE, (s, who, place) -> s.outlook().explain(who, place.job()));
        asks("Outlook.reasons(Person)", SIGNED_IN, (s, who, place) -> s.outlook().reasons(who));
        asks("Usage.week(Person)", SIGNED_IN, (s, who, place) -> s.usage().week(who));
        asks("Usage.teams(Person)", SIGNED_IN, (s, who, place) -> s.usage().teams(who));
        asks("Usage.spans(Person, Instant)", SIGNED_IN, (s, who, place) -> s.usage().spans(who, Instant.EPOCH));
        asks("Rulebook.rules(Person)", SIGNED_IN, (s, who, place) -> s.rulebook().rules(who));
        asks("Rulebook.shares(Person)", SIGNED_IN, (s, who, place) -> s.rulebook().shares(who));
        asks("Rulebook.change(Person, Map)", SERVER, (s, who, place) -> s.rulebook().change(who, Map.of()));
        does("Rulebook.share(Person, UUID, Limits)", SERVER, (s, who, place) -> s.rulebook().share(who, place.team(), LIMITS));
        does("Rulebook.limit(Person, UUID, Limits)", SERVER, (s, who, place) -> s.rulebook().limit(who, place.extra(), LIMITS));
        asks("Rulebook.people(Person)", SERVER, (s, who, place) -> s.rulebook().people(who));
        does("Rulebook.hold(Person, String)", SERVER, (s, who, place) -> s.rulebook().hold(who, ""));
        does("Rulebook.release(Person)", SERVER, (s, who, place) -> s.rulebook().release(who));
        asks("Timetable.lanes(Person, Overview, Instant, Instant)", SIGNED_IN, (s, who, place) -> s.timetable().lanes(who, s.outlook().overview(who), Instant.EPOCH, Instant.now().plus(1, ChronoUnit.DAYS)));
        asks("History.page(Person, Filter, Instant, int)", SIGNED_IN, (s, who, place) -> s.history().page(who, new History.Filter(null, place.team(), null), Instant.now(), 50));
        asks("Devices.list(Person)", SIGNED_IN, (s, who, place) -> s.devices().list(who).stream().map(Device::run).toList());
        does("Devices.drain(Person, UUID, String, String)", SERVER, (s, who, place) -> s.devices().drain(who, NOWHERE, "cpu-0", ""));
        does("Devices.enable(Person, UUID, String)", SERVER, (s, who, place) -> s.devices().enable(who, NOWHERE, "cpu-0"));
    }

    private void pictures() {
        nobody("they are doors to methods listed here", "Gallery.boards()", "Gallery.finder()");
        asks("Gallery.page(Person, Query, PictureId, int)", SEE, (s, who, place) -> s.gallery().page(who, Query.all(place.project()), null, 10));
        asks("Gallery.newer(Person, Query, long)", SEE, (s, who, place) -> s.gallery().newer(who, Query.all(place.project()), 0));
        asks("Gallery.choices(Person, UUID)", SEE, (s, who, place) -> s.gallery().choices(who, place.project()));
        asks("Gallery.find(Person, PictureId)", SEE, (s, who, place) -> s.gallery().find(who, picture(place)));
        asks("Gallery.thumbnail(Person, PictureId)", SEE, (s, who, place) -> s.gallery().thumbnail(who, picture(place)));
        asks("Gallery.image(Person, PictureId)", SEE, (s, who, place) -> s.gallery().image(who, picture(place)));
        asks("Gallery.download(Person, PictureId)", SEE, (s, who, place) -> s.gallery().download(who, picture(place)).name());
        asks("Gallery.sidecar(Person, PictureId)", SEE, (s, who, place) -> s.gallery().sidecar(who, picture(place)).name());
        asks("Gallery.zip(Person, List)", new OfEach(), (s, who, place) -> s.gallery().zip(who, List.of(picture(place))).name());
        asks("Boards.list(Person, UUID)", SEE, (s, who, place) -> s.gallery().boards().list(who, place.project()));
        asks("Boards.create(Person, UUID, String)", CURATE, (s, who, place) -> s.gallery().boards().create(who, place.project(), ""));
        asks("Boards.rename(Person, UUID, String)", CURATE, (s, who, place) -> s.gallery().boards().rename(who, place.board(), ""));
        does("Boards.remove(Person, UUID)", CURATE, (s, who, place) -> s.gallery().boards().remove(who, place.board()));
        does("Boards.put(Person, UUID, List)", CURATE, (s, who, place) -> s.gallery().boards().put(who, place.board(), List.of(picture(place))));
        does("Boards.takeOff(Person, UUID, List)", CURATE, (s, who, place) -> s.gallery().boards().takeOff(who, place.board(), List.of(picture(place))));
        does("Boards.star(Person, UUID, List, boolean)", SEE, (s, who, place) -> s.gallery().boards().star(who, place.project(), List.of(picture(place)), true));
        does("Boards.tag(Person, UUID, String, List, boolean)", TAG, (s, who, place) -> s.gallery().boards().tag(who, place.project(), "seen", List.of(picture(place)), true));
        asks("Finder.find(Person, Path)", SIGNED_IN, (s, who, place) -> s.gallery().finder().find(who, junk));
    }

    private void rest() {
        nobody("it tells of a comment that its writer was allowed", "Notifications.mention(Transaction, UUID, UUID)");
        asks("Comments.about(Person, Topic)", SEE, (s, who, place) -> s.comments().about(who, new Topic.OfRun(place.number())));
        asks("Comments.write(Person, Topic, Place, String)", COMMENT, (s, who, place) -> s.comments().write(who, new Topic.OfRun(place.number()), gannet.server.together.Place.RUN, "Hello"));
        asks("Comments.edit(Person, UUID, String)", COMMENT, (s, who, place) -> s.comments().edit(who, place.board(), "Hello"));
        does("Comments.delete(Person, UUID)", SEE, (s, who, place) -> s.comments().delete(who, place.board()));
        asks("Comments.follow(Person, Topic, Runnable)", SEE, (s, who, place) -> s.comments().follow(who, new Topic.OfRun(place.number()), () -> {}));
        asks("Shares.create(Person, Target, int, String)", SHARE, (s, who, place) -> s.shares().create(who, new Target.OneRun(place.number()), 0, ""));
        asks("Shares.list(Person, Target)", SHARE, (s, who, place) -> s.shares().list(who, new Target.OneRun(place.number())));
        asks("Shares.mayShare(Person, UUID)", SIGNED_IN, (s, who, place) -> s.shares().mayShare(who, place.project()));
        asks("Shares.revoke(Person, UUID)", SEE, (s, who, place) -> s.shares().revoke(who, place.board()));
        asks("BlindTests.create(Person, long, Long, String)", VOTE, (s, who, place) -> s.blindTests().create(who, place.number(), null, ""));
        asks("BlindTests.list(Person, UUID)", SEE, (s, who, place) -> s.blindTests().list(who, place.project()));
        asks("BlindTests.find(Person, UUID)", SEE, (s, who, place) -> s.blindTests().find(who, place.board()));
        asks("BlindTests.picture(Person, UUID, int, Side)", SEE, (s, who, place) -> s.blindTests().picture(who, place.board(), 0, Side.LEFT));
        asks("BlindTests.vote(Person, UUID, int, Side)", VOTE, (s, who, place) -> s.blindTests().vote(who, place.board(), 0, Side.SAME));
        asks("BlindTests.close(Person, UUID)", SEE, (s, who, place) -> s.blindTests().close(who, place.board()));
        asks("Moves.mayMoveRun(Person, long)", SIGNED_IN, (s, who, place) -> s.moves().mayMoveRun(who, place.number()));
        asks("Transfers.export(Person, long, Long)", SHARE, (s, who, place) -> s.transfers().export(who, place.number(), null).name());
        asks("Transfers.bring(Person, UUID, Path)", IMPORT, (s, who, place) -> s.transfers().bring(who, place.project(), junk));
        asks("Transfers.origin(Person, long)", SEE, (s, who, place) -> s.transfers().origin(who, place.number()));
        asks("Activities.list(Person, UUID, Instant, int)", SEE, (s, who, place) -> s.activities().list(who, place.project(), null, 10));
        asks("Notifications.unread(Person)", SIGNED_IN, (s, who, place) -> s.notifications().unread(who));
        asks("Notifications.list(Person, int)", SIGNED_IN, (s, who, place) -> s.notifications().list(who, 10));
        does("Notifications.read(Person, List)", SIGNED_IN, (s, who, place) -> s.notifications().read(who, List.of()));
        does("Notifications.read(Person, Instant)", SIGNED_IN, (s, who, place) -> s.notifications().read(who, Instant.EPOCH));
        asks("Notifications.follow(Person, Runnable)", SIGNED_IN, (s, who, place) -> s.notifications().follow(who, () -> {}));
        asks("Notifications.standing(Person)", SIGNED_IN, (s, who, place) -> s.notifications().standing(who));
        asks("Notifications.wish(Person, Map)", SIGNED_IN, (s, who, place) -> s.notifications().wish(who, Map.of()));
        asks("Notifications.renewSecret(Person)", SIGNED_IN, (s, who, place) -> s.notifications().renewSecret(who));
        asks("Notifications.test(Person, Channel)", SIGNED_IN, (s, who, place) -> s.notifications().test(who, Channel.MAIL));
        asks("RunTable.columns(Person, UUID)", SEE, (s, who, place) -> s.table().columns(who, place.project()).all().size());
        asks("RunTable.page(Person, Look, int, int)", SEE, (s, who, place) -> s.table().page(who, new Look(place.project(), ""), 0, 10));
        asks("RunTable.count(Person, Look)", SEE, (s, who, place) -> s.table().count(who, new Look(place.project(), "")));
        asks("RunTable.rows(Person, Look, int, int)", SEE, (s, who, place) -> s.table().rows(who, new Look(place.project(), ""), 0, 10));
        asks("RunTable.rows(Person, Look, List)", SEE, (s, who, place) -> s.table().rows(who, new Look(place.project(), ""), List.of(place.number())));
        asks("RunTable.groups(Person, Look, String)", SEE, (s, who, place) -> s.table().groups(who, new Look(place.project(), ""), "variant"));
        does("RunMarks.tag(Person, List, List, List)", TAG, (s, who, place) -> s.marks().tag(who, List.of(place.number()), List.of("seen"), List.of()));
        asks("RunMarks.note(Person, long)", SEE, (s, who, place) -> s.marks().note(who, place.number()));
        does("RunMarks.note(Person, long, String, String)", CURATE, (s, who, place) -> s.marks().note(who, place.number(), null, "seen"));
        does("RunMarks.archive(Person, List, boolean)", TIDY_OTHERS, (s, who, place) -> s.marks().archive(who, List.of(place.number()), true));
        asks("RunMarks.tags(Person, UUID)", SEE, (s, who, place) -> s.marks().tags(who, place.project()));
        asks("RunMarks.views(Person, UUID)", SEE, (s, who, place) -> s.marks().views(who, place.project()));
        asks("RunMarks.save(Person, UUID, String, String)", CURATE, (s, who, place) -> s.marks().save(who, place.project(), "", ""));
        does("RunMarks.forget(Person, UUID)", CURATE, (s, who, place) -> s.marks().forget(who, place.view()));
        asks("Retention.rules(Person, UUID)", SEE, (s, who, place) -> s.retention().rules(who, place.project()));
        asks("Retention.change(Person, UUID, Map)", ADMINISTER, (s, who, place) -> s.retention().change(who, place.project(), Map.of()));
        asks("Retention.preview(Person, UUID)", SEE, (s, who, place) -> s.retention().preview(who, place.project()));
        asks("Retention.delete(Person, UUID, String)", ADMINISTER, (s, who, place) -> s.retention().delete(who, place.project(), "none"));
        asks("Retention.standings(Person, long)", SEE, (s, who, place) -> s.retention().standings(who, place.number()));
        does("Retention.tag(Person, long, long, String)", STEER, (s, who, place) -> s.retention().tag(who, place.number(), 1, "kept"));
        does("Retention.untag(Person, long, long)", STEER, (s, who, place) -> s.retention().untag(who, place.number(), 1));
        asks("DiskUse.of(Person, UUID)", SEE, (s, who, place) -> s.diskUse().of(who, place.project()));
    }

    private static PictureId picture(Place place) { return PictureId.of(place.picture()); }
}
