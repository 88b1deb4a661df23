package gannet.server.plugin;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.host.BundleInspection;
import gannet.host.PluginReport;
import gannet.host.VariantDescription;
import gannet.parameters.Json;
import gannet.server.account.Person;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plugins in the database.
final class PluginStore extends SqlStore {
    /// Of what is kept of a card; one of another form is described anew.
    static final int FORM = 1;

    static final String PICTURE = "PICTURE";
    static final String SAMPLE = "SAMPLE";
    private static final int MOST_LISTED = 1000;
    private static final int MOST_RUNS = 10;
    private static final TypeReference<List<VariantDescription>> CARDS = new TypeReference<>() {};
    private static final TypeReference<List<PluginReport.Check>> CHECKS = new TypeReference<>() {};
    private static final String ROW = """
            select p.sha256, p.id, p.version, p.name, p.origin, p.state, p.enabled, p.in_use, p.reason, p.inspection::text, p.bytes, p.cards::text, p.card_form,
                   p.checks::text, p.sandbox, p.shut_in, p.log, p.milliseconds, p.uploaded_by, p.installed, p.decided_by, p.decided,
                   p.runs from plugin p\s""";

    /// What an inspection found that is kept.
    record Inspected(List<String> variants, String licence, List<String> libraries, List<PluginVersion.Signer> signers) {
        /// Plugins of older Gannets have none of it.
        Inspected {
            variants = List.copyOf(Objects.requireNonNullElse(variants, List.of()));
            licence = Objects.requireNonNullElse(licence, "");
            libraries = List.copyOf(Objects.requireNonNullElse(libraries, List.of()));
            signers = List.copyOf(Objects.requireNonNullElse(signers, List.of()));
        }

        static Inspected of(BundleInspection found) {
            return new Inspected(found.variants(), found.licence(), found.libraries(),
                    found.signers().stream().map(signer -> new PluginVersion.Signer(signer.name(), signer.sha256())).toList());
        }
    }

    record Kept(
            String sha256, String id, String version, String name, boolean uploaded, PluginState state, boolean enabled, boolean inUse, String reason, Inspected inspected,
            long bytes, List<VariantDescription> cards, int form, List<PluginReport.Check> checks, String sandbox, boolean shutIn, String log, long milliseconds,
            String uploadedBy, Instant installed, String decidedBy, @Nullable Instant decided, long runs) {
        @Override public String toString() { return id + " " + version; }
    }

    PluginStore(Transaction transaction) { super(transaction); }

    Optional<Kept> find(String sha256) { return first(ROW + "where p.sha256 = ?", PluginStore::kept, sha256); }

    /// The same, which nobody else changes until the transaction ends.
    Optional<Kept> hold(String sha256) {
        first("select 1 from plugin where sha256 = ? for update", row -> 1, sha256);
        return find(sha256);
    }

    /// Those that were ever here, without what only imported runs tell of. Those that wait for somebody come first, then by name and the newest version first.
    List<Kept> all() {
        return read(ROW + "where p.bytes > 0 order by p.state in ('WAITING', 'VERIFYING', 'READY') desc, lower(p.name), p.id, p.in_use desc, p.installed desc, p.sha256 limit " + MOST_LISTED,
                PluginStore::kept);
    }

    List<Kept> versions(String id) { return read(ROW + "where p.id = ? order by p.in_use desc, p.installed desc, p.sha256", PluginStore::kept, id); }

    /// Numbers of the runs that still need each of these, the first few.
    Map<String, List<Long>> unfinished(List<String> hashes) {
        return read("""
                select p.sha256, array(select r.number from run r where r.plugin = p.sha256 and r.state not in ('SUCCEEDED', 'FAILED', 'STOPPED') order by r.number limit ?)
                from unnest(cast(? as text[])) p (sha256)""",
                row -> Map.entry(row.getString(1), List.of((Long[]) row.getArray(2).getArray())), MOST_RUNS, hashes)
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// One that comes with Gannet, as it was described here.
    void settle(BundleInspection plugin, long bytes, List<VariantDescription> cards, Instant now) {
        change("""
                insert into plugin (sha256, id, version, bytes, installed, name, origin, state, inspection, cards, card_form)
                values (?, ?, ?, ?, ?, ?, 'GANNET', 'INSTALLED', cast(? as jsonb), cast(? as jsonb), ?)
                on conflict (sha256) do update set id = excluded.id, version = excluded.version, bytes = excluded.bytes, name = excluded.name, origin = 'GANNET', state = 'INSTALLED', inspection = excluded.inspection,
                    cards = excluded.cards, card_form = excluded.card_form""",
                plugin.sha256(), plugin.id(), plugin.version(), bytes, now, plugin.name(), Json.text(Inspected.of(plugin)), Json.text(cards), FORM);
    }

    /// Of those that come with Gannet these are here, in this order of their versions; others are kept for the runs that were launched with them.
    void have(List<String> hashes) {
        change("update plugin set enabled = false, in_use = false where origin = 'GANNET' and state = 'INSTALLED' and enabled and not sha256 = any(?)", hashes);
        change("update plugin set enabled = true where origin = 'GANNET' and state = 'INSTALLED' and not enabled and decided_by = '' and sha256 = any(?)", hashes);
        hashes.forEach(hash -> change("""
                update plugin p set in_use = true where sha256 = ? and enabled
                and not exists (select 1 from plugin other where other.id = p.id and other.in_use)""", hash));
    }

    void await(BundleInspection plugin, long bytes, Person who, Instant now) {
        change("""
                insert into plugin (sha256, id, version, bytes, installed, name, origin, state, inspection, uploaded_by)
                values (?, ?, ?, ?, ?, ?, 'UPLOAD', 'WAITING', cast(? as jsonb), ?)
                on conflict (sha256) do update set id = excluded.id, version = excluded.version, bytes = excluded.bytes, origin = excluded.origin,
                    installed = excluded.installed, name = excluded.name, state = 'WAITING', reason = '',
                    inspection = excluded.inspection, checks = '[]', log = '', sandbox = '', uploaded_by = excluded.uploaded_by, decided_by = '', decided = null""",
                plugin.sha256(), plugin.id(), plugin.version(), bytes, now, plugin.name(), Json.text(Inspected.of(plugin)), who.name());
    }

    /// The one that has waited longest, for this server; also one whose server fell silent in the middle.
    Optional<Kept> claim(UUID server, int patience) {
        return first("""
                update plugin set state = 'VERIFYING', verifier = ?, verifying_since = clock_timestamp(), checks = '[]' where sha256 = (
                    select sha256 from plugin where state = 'WAITING' or state = 'VERIFYING' and verifying_since < clock_timestamp() - make_interval(secs => ?)
                    order by installed limit 1 for update skip locked)
                returning sha256""", row -> row.getString(1), server, patience).flatMap(this::find);
    }

    /// One that this server has left in the middle, when it was killed.
    void release(UUID server) { change("update plugin set state = 'WAITING' where state = 'VERIFYING' and verifier = ?", server); }

    void progressed(String sha256, List<PluginReport.Check> checks) {
        change("update plugin set checks = cast(? as jsonb) where sha256 = ? and state = 'VERIFYING'", text(checks), sha256);
    }

    void verified(String sha256, PluginState state, String reason, List<VariantDescription> cards, Verified found) {
        change("""
                update plugin set state = ?, reason = ?, cards = case when ? = '[]' then cards else cast(? as jsonb) end, card_form = ?, checks = cast(? as jsonb),
                    sandbox = ?, shut_in = ?, log = ?, milliseconds = ?, verifier = null where sha256 = ? and state = 'VERIFYING'""",
                state, reason, text(cards), text(cards), FORM, text(found.checks()), found.sandbox(), found.shutIn(), clean(found.log()), found.milliseconds(), sha256);
        change("delete from plugin_picture where plugin = ?", sha256);
    }

    void picture(String sha256, String variant, String kind, byte[] png) {
        change("insert into plugin_picture (plugin, variant, kind, png) values (?, ?, ?, ?) on conflict (plugin, variant, kind) do update set png = excluded.png", sha256, variant, kind, png);
    }

    Optional<byte[]> picture(String sha256, String variant, String kind) {
        return first("select png from plugin_picture where plugin = ? and variant = ? and kind = ?", row -> row.getBytes(1), sha256, variant, kind);
    }

    void decide(String sha256, PluginState state, String reason, Person who, Instant now) {
        change("update plugin set state = ?, reason = ?, enabled = false, in_use = false, decided_by = ?, decided = ? where sha256 = ?", state, reason, who.name(), now, sha256);
    }

    void enable(String sha256, boolean enabled, Person who, Instant now) {
        change("update plugin set enabled = ?, in_use = in_use and ?, decided_by = ?, decided = ? where sha256 = ?", enabled, enabled, who.name(), now, sha256);
    }

    void use(String id, String sha256) {
        change("update plugin set in_use = false where id = ? and in_use and sha256 <> ?", id, sha256);
        change("update plugin set in_use = true where sha256 = ?", sha256);
    }

    void delete(String sha256) { change("delete from plugin where sha256 = ?", sha256); }

    private static String text(List<?> values) { return clean(Json.text(values)); }

    /// PostgreSQL takes every character but this one.
    private static String clean(String text) { return text.replace("\\u0000", "").replace("\0", ""); }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString(1), row.getString(2), row.getString(3), row.getString(4).isEmpty() ? row.getString(2) : row.getString(4), row.getString(5).equals("UPLOAD"),
                PluginState.valueOf(row.getString(6)), row.getBoolean(7), row.getBoolean(8), row.getString(9), Json.read("inspection", row.getString(10), Inspected.class), row.getLong(11),
                Json.read("cards", row.getString(12), CARDS), row.getInt(13), Json.read("checks", row.getString(14), CHECKS), row.getString(15), row.getBoolean(16), row.getString(17),
                row.getLong(18), row.getString(19), time(row, 20), row.getString(21), maybeTime(row, 22), row.getLong(23));
    }

    /// What remains of a verification besides the cards.
    record Verified(List<PluginReport.Check> checks, String sandbox, boolean shutIn, String log, long milliseconds) {}

}
