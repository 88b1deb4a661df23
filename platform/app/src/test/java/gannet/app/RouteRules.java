package gannet.app;

import static java.util.stream.Collectors.toMap;

import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What each route asks for, one line each: its name; who may; and, where the path alone does not say it, what is sent. A route
/// without a line fails the build, as does a line without its route.
final class RouteRules {
    /// @param path with {names} of a place's ids    @param body JSON with such names; empty for none
    record Rule(Needed needed, String path, String body) {}

    private static final Map<String, String> NAMES = Map.of(":project", "{project}", ":team", "{team}", ":number", "{number}", ":board", "{board}", ":picture", "{picture}",
            ":step", "1", ":index", "0", ":person", "{extra}", ":server", "00000000-0000-0000-0000-000000000001");

    private static final String ROUTES = """
            POST /session | NOBODY | | {"email": "nobody@example.org", "password": "a wrong password"}
            DELETE /session | NOBODY
            POST /first-administrator | NOBODY | | {"token": "none", "name": "Eve", "email": "eve@example.org", "password": "sea birds dive deep"}
            GET /openapi.json | NOBODY
            GET /me | SIGNED_IN
            GET /account | SIGNED_IN
            PUT /account | SIGNED_IN | | {}
            PUT /account/password | SIGNED_IN | | {}
            GET /account/sessions | SIGNED_IN
            DELETE /account/sessions | SIGNED_IN
            DELETE /account/sessions/:id | SIGNED_IN | /account/sessions/{view}
            GET /account/tokens | SIGNED_IN
            POST /account/tokens | SIGNED_IN | | {}
            DELETE /account/tokens/:id | SIGNED_IN | /account/tokens/{view}
            GET /invitations | SIGNED_IN
            POST /invitations | HIDDEN GOVERN | | {"team": "{team}", "role": "VIEWER"}
            DELETE /invitations/:id | HIDDEN GOVERN | /invitations/{invitation}
            GET /join/:token | NOBODY | /join/none
            POST /join/:token | NOBODY | /join/none | {}
            POST /join/:token/accept | EACH | /join/none/accept
            GET /reset/:token | NOBODY | /reset/none
            POST /reset/:token | NOBODY | /reset/none | {}
            GET /people | SERVER
            POST /people/:id/deactivate | SERVER | /people/{extra}/deactivate
            POST /people/:id/reactivate | SERVER | /people/{extra}/reactivate
            POST /people/:id/reset-link | SERVER | /people/{extra}/reset-link
            POST /people/:id/vouch | SERVER | /people/{extra}/vouch | {"email": "nobody@example.org"}
            PUT /people/:id/administrator | SERVER | /people/{extra}/administrator | {"administrator": false}
            GET /teams | SIGNED_IN
            POST /teams | SERVER | | {"name": ""}
            GET /teams/:team | TEAM SEE
            PUT /teams/:team | SERVER | | {"name": ""}
            GET /teams/:team/people | TEAM SEE
            POST /teams/:team/people | TEAM GOVERN | | {"email": "nobody@example.org", "role": "MEMBER"}
            PUT /teams/:team/people/:person | TEAM GOVERN | | {"role": "MEMBER"}
            DELETE /teams/:team/people/:person | TEAM GOVERN
            POST /teams/:team/projects | TEAM FOUND | | {"name": ""}
            GET /teams/:team/audit | TEAM GOVERN
            GET /audit | SERVER
            GET /projects | SIGNED_IN
            GET /projects/:project | SEE
            PUT /projects/:project | ADMINISTER | | {"name": "", "visibility": "TEAM"}
            GET /projects/:project/people | SEE
            POST /projects/:project/archive | ADMINISTER
            POST /projects/:project/bring-back | ADMINISTER
            POST /projects/:project/team | TEAM GOVERN | | {"team": "{team}"}
            POST /runs/:number/project | TIDY CURATE | | {"project": "{project}"}
            POST /datasets/:id/project | TIDY | /datasets/{dataSet}/project | {"project": "{project}"}
            GET /projects/:project/datasets | SEE
            POST /projects/:project/datasets | IMPORT | /projects/{project}/datasets?name=Junk | junk
            GET /datasets/:id | SEE | /datasets/{dataSet}
            GET /datasets/:id/wall | SEE | /datasets/{dataSet}/wall
            GET /datasets/:id/pictures/:index | SEE | /datasets/{dataSet}/pictures/0
            GET /projects/:project/files | SEE
            POST /projects/:project/files | IMPORT | /projects/{project}/files?name=f.bin | bytes
            GET /variants | SIGNED_IN
            GET /variants/:id | SIGNED_IN | /variants/dcgan
            GET /variants/:id/schema | SIGNED_IN | /variants/dcgan/schema
            GET /variants/:id/picture | SIGNED_IN | /variants/dcgan/picture
            POST /variants/:id/networks | SIGNED_IN | /variants/dcgan/networks | {}
            POST /variants/:id/check | SIGNED_IN | /variants/dcgan/check | {}
            POST /variants/:id/forecast | SIGNED_IN | /variants/dcgan/forecast | {}
            GET /plugins | SIGNED_IN
            POST /plugins | SERVER | /plugins?name=junk.jar | junk
            GET /plugins/:sha256 | SIGNED_IN | /plugins/none
            GET /plugins/:sha256/samples/:variant | SIGNED_IN | /plugins/none/samples/none
            POST /plugins/:sha256/approve | SERVER | /plugins/none/approve
            POST /plugins/:sha256/reject | SERVER | /plugins/none/reject | {}
            POST /plugins/:sha256/enable | SERVER | /plugins/none/enable
            POST /plugins/:sha256/disable | SERVER | /plugins/none/disable
            POST /plugins/:sha256/use | SERVER | /plugins/none/use
            DELETE /plugins/:sha256 | SERVER | /plugins/none
            POST /projects/:project/experiments | LAUNCH | | {"variant": "none", "dataSet": "{dataSet}"}
            GET /experiments/:id | SEE | /experiments/{experiment}
            GET /runs | SEE | /runs?project={project}
            GET /runs/:number | SEE
            POST /runs/:number/stop | STEER
            POST /runs/:number/pause | STEER
            POST /runs/:number/resume | STEER
            GET /runs/:number/lineage | SEE
            GET /runs/:number/checkpoints | SEE
            GET /runs/:number/log | SEE
            GET /runs/:number/files | SEE
            GET /runs/:number/files/content | SEE | /runs/{number}/files/content?path=samples/1.png
            GET /runs/:number/history | SEE
            GET /runs/:number/curves | SEE
            GET /runs/:number/curves/names | SEE
            GET /runs/:number/samples | SEE
            GET /runs/:number/samples/:step | SEE
            GET /runs/:number/live | SEE
            GET /runs/:number/findings | SEE
            PUT /runs/:number/findings/:rule/:found/dismissal | TAG | /runs/{number}/findings/none/1/dismissal
            DELETE /runs/:number/findings/:rule/:found/dismissal | TAG | /runs/{number}/findings/none/1/dismissal
            GET /runs/:number/film | SEE
            GET /runs/:number/samples/:step/voxels | SEE
            GET /runs/:number/samples/:step/solid | SEE
            GET /compare | EACH | /compare?runs={number}
            GET /compare/curves | EACH | /compare/curves?runs={number}
            GET /compare/samples | EACH | /compare/samples?runs={number}
            GET /queue | SIGNED_IN
            GET /queue/use | SIGNED_IN
            GET /queue/lanes | SIGNED_IN
            GET /queue/ended | SIGNED_IN
            GET /queue/shares | SIGNED_IN
            GET /queue/rules | SIGNED_IN
            PUT /queue/rules | SERVER | | {}
            GET /queue/teams | SIGNED_IN
            PUT /queue/teams/:id | SERVER | /queue/teams/{team} | {"weight": 1}
            GET /queue/people | SERVER
            PUT /queue/people/:id | SERVER | /queue/people/{extra} | {}
            POST /queue/hold | SERVER | | {"reason": "The matrix is walked"}
            POST /queue/release | SERVER | | {}
            GET /jobs/:id | SEE | /jobs/{job}
            GET /jobs/:id/explanation | SEE | /jobs/{job}/explanation
            POST /jobs/:id/cancel | STEER | /jobs/{job}/cancel
            POST /jobs/:id/pause | STEER | /jobs/{job}/pause
            POST /jobs/:id/resume | STEER | /jobs/{job}/resume
            POST /jobs/:id/requeue | STEER | /jobs/{job}/requeue
            POST /jobs/:id/unpin | SERVER | /jobs/{job}/unpin
            POST /jobs/:id/priority | STEER | /jobs/{job}/priority | {"priority": "NORMAL"}
            POST /jobs/:id/move | STEER | /jobs/{job}/move | {"before": "{job}", "moves": 0}
            POST /jobs/bulk | EACH | | {"action": "pause", "jobs": ["{job}"]}
            GET /servers | SIGNED_IN
            GET /devices | SIGNED_IN
            POST /devices/:server/:id/drain | SERVER | /devices/00000000-0000-0000-0000-000000000001/cpu-0/drain | {}
            POST /devices/:server/:id/enable | SERVER | /devices/00000000-0000-0000-0000-000000000001/cpu-0/enable | {}
            GET /notifications | SIGNED_IN
            POST /notifications/read | SIGNED_IN | | {"ids": []}
            GET /settings/notifications | SIGNED_IN
            PUT /settings/notifications | SIGNED_IN | | {}
            POST /settings/notifications/secret | SIGNED_IN
            POST /settings/notifications/test | SIGNED_IN | | {"channel": "MAIL"}
            GET /projects/:project/pictures | SEE
            GET /projects/:project/pictures/newer | SEE
            GET /projects/:project/pictures/choices | SEE
            POST /projects/:project/pictures/marks | TAG | | {"pictures": ["{picture}"], "tag": "seen"}
            POST /pictures/find | SIGNED_IN | | junk
            GET /pictures/zip | EACH | /pictures/zip?pictures={picture}
            GET /pictures/:picture | SEE
            GET /pictures/:picture/image | SEE
            GET /pictures/:picture/thumbnail | SEE
            GET /pictures/:picture/download | SEE
            GET /pictures/:picture/passport | SEE
            GET /projects/:project/boards | SEE
            POST /projects/:project/boards | CURATE | | {"name": ""}
            PUT /boards/:board | CURATE | | {"name": ""}
            DELETE /boards/:board | CURATE
            GET /runs/:number/comments | SEE
            POST /runs/:number/comments | COMMENT | | {"text": "Hello"}
            GET /datasets/:id/comments | SEE | /datasets/{dataSet}/comments?project={project}
            POST /datasets/:id/comments | COMMENT | /datasets/{dataSet}/comments?project={project} | {"text": "Hello"}
            PUT /comments/:id | COMMENT | /comments/{board} | {"text": "Hello"}
            DELETE /comments/:id | SEE | /comments/{board}
            GET /shares | SHARE | /shares?runs={number}
            POST /shares | SHARE | | {"runs": [{number}], "days": 0}
            DELETE /shares/:id | SEE | /shares/{board}
            GET /shared/:token | NOBODY | /shared/none
            POST /shared/:token/password | NOBODY | /shared/none/password | {"password": "none"}
            GET /shared/:token/runs/:number/curves | NOBODY | /shared/none/runs/{number}/curves
            GET /shared/:token/runs/:number/samples | NOBODY | /shared/none/runs/{number}/samples
            GET /shared/:token/runs/:number/samples/:step | NOBODY | /shared/none/runs/{number}/samples/1
            GET /shared/:token/pictures | NOBODY | /shared/none/pictures
            GET /shared/:token/pictures/:picture/thumbnail | NOBODY | /shared/none/pictures/{picture}/thumbnail
            GET /shared/:token/pictures/:picture/image | NOBODY | /shared/none/pictures/{picture}/image
            GET /shared/:token/live | NOBODY | /shared/none/live
            POST /blind-tests | VOTE | | {"a": {number}}
            GET /projects/:project/blind-tests | SEE
            GET /blind-tests/:id | SEE | /blind-tests/{board}
            GET /blind-tests/:id/pairs/:place/:side | SEE | /blind-tests/{board}/pairs/0/left
            PUT /blind-tests/:id/pairs/:place | VOTE | /blind-tests/{board}/pairs/0 | {"side": "same"}
            POST /blind-tests/:id/close | SEE | /blind-tests/{board}/close
            GET /projects/:project/activity | SEE
            GET /runs/:number/export | SHARE
            POST /projects/:project/runs/import | IMPORT | | no zip
            GET /runs/:number/origin | SEE
            GET /projects/:project/storage | SEE
            GET /projects/:project/retention | SEE
            PUT /projects/:project/retention | ADMINISTER | | {}
            GET /projects/:project/retention/preview | SEE
            POST /projects/:project/retention/delete | ADMINISTER | | {"token": "none"}
            GET /runs/:number/checkpoints/kept | SEE
            PUT /runs/:number/checkpoints/:step/tag | STEER | | {"name": "kept"}
            DELETE /runs/:number/checkpoints/:step/tag | STEER
            GET /projects/:project/runs | SEE
            GET /projects/:project/runs.csv | SEE
            GET /projects/:project/run-columns | SEE
            GET /projects/:project/run-groups | SEE
            GET /projects/:project/run-tags | SEE
            GET /projects/:project/run-views | SEE
            POST /projects/:project/run-views | CURATE | | {"name": "", "address": ""}
            DELETE /run-views/:id | CURATE | /run-views/{view}
            POST /run-tags | TAG | | {"runs": [{number}], "add": ["seen"], "remove": []}
            POST /run-archive | TIDY CURATE | | {"runs": [{number}], "archived": false}
            PUT /runs/:number/note | CURATE | | {"text": "seen"}
            """;

    private RouteRules() {}

    /// By the route's name.
    static Map<String, Rule> all() {
        return ROUTES.lines().map(line -> line.split(" *\\| *", -1)).collect(toMap(parts -> parts[0], parts -> {
            var path = parts.length > 2 && !parts[2].isBlank() ? parts[2].strip() : filled(parts[0].substring(parts[0].indexOf(' ') + 1));
            return new Rule(needed(parts[1].strip()), path, parts.length > 3 ? parts[3] : "");
        }));
    }

    private static String filled(String path) {
        return Stream.of(path.split("/")).map(part -> NAMES.getOrDefault(part, part)).reduce((left, right) -> left + "/" + right).orElseThrow();
    }

    private static Needed needed(String words) {
        Function<String, Needed> ofTeam = word -> new Needed.InTeam(TeamAction.valueOf(word));
        return switch (words) {
            case "NOBODY" -> new Needed.Nobody();
            case "SIGNED_IN" -> new Needed.SignedIn();
            case "SERVER" -> new Needed.Server();
            case "EACH" -> new Needed.OfEach();
            case "HIDDEN GOVERN" -> new Needed.Hidden(TeamAction.GOVERN);
            default -> words.startsWith("TEAM ") ? ofTeam.apply(words.substring(5)) : new Needed.InProject(Action.valueOf(words.split(" ")[0]), Action.valueOf(words.split(" ")[words.split(" ").length - 1]));
        };
    }
}
