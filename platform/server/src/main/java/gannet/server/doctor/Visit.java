package gannet.server.doctor;

import gannet.run.Event;
import gannet.server.doctor.FindingStore.Patient;
import gannet.server.progress.Progress;
import gannet.server.progress.Witness;
import gannet.server.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The doctor at one run: asks the rules at each point that it reports, and keeps what they find with the events themselves.
/// What it remembers is a stretch of each line, so a point costs the same in a long run as in a short one.
final class Visit implements Witness {
    private final FindingStore store;
    private final Progress progress;
    private final Kinds kinds;
    private final UUID run;
    private final Map<String, FindingRow> open = new HashMap<>();
    private final Map<String, Integer> quiet = new HashMap<>();
    private List<Rule> rules = List.of();
    private Recent recent = new Recent(0);
    private Patient patient = new Patient("", Map.of(), 0);

    Visit(FindingStore store, Progress progress, Kinds kinds, UUID run) {
        this.store = store;
        this.progress = progress;
        this.kinds = kinds;
        this.run = run;
    }

    @Override public void begin() {
        patient = store.patient(run).orElseThrow(() -> new IllegalStateException("There is no run " + run + " in the database"));
        rules = Rules.of(kinds.rules().apply(patient.variant()), patient.settings());
        recent = new Recent(patient.steps());
        progress.recent(run).forEach((name, points) -> {
            for (int i = 0; i < points.steps().length; i++) {
                recent.add(name, points.steps()[i], points.values()[i]);
            }
        });
        open.clear();
        quiet.clear();
        store.findings(run).stream().filter(finding -> finding.passed() == null).forEach(finding -> open.put(finding.rule(), finding));
    }

    @Override public void took(Transaction transaction, List<Event> events) {
        var changed = new ArrayList<FindingRow>();
        for (var event : events) {
            if (event instanceof Event.Charted charted) {
                charted.values().forEach((name, value) -> recent.add(name, charted.step(), value));
                rules.stream().filter(rule -> charted.values().keySet().stream().anyMatch(rule::concerns)).forEach(rule -> ask(rule, charted, changed));
            }
        }
        if (!changed.isEmpty()) {
            store.write(transaction, run, changed);
        }
    }

    private void ask(Rule rule, Event.Charted at, List<FindingRow> changed) {
        var symptom = rule.examine(recent);
        var finding = open.get(rule.name());
        if (symptom.isPresent()) {
            quiet.remove(rule.name());
            if (finding == null) {
                var found = finding(rule, symptom.get(), at.step(), at.time());
                open.put(rule.name(), found);
                changed.add(found);
            }
        } else if (finding != null && quiet.merge(rule.name(), 1, Integer::sum) >= rule.quiet()) {
            open.remove(rule.name());
            quiet.remove(rule.name());
            changed.removeIf(earlier -> earlier.rule().equals(finding.rule()) && earlier.found() == finding.found());
            changed.add(passed(finding, at.step()));
        }
    }

    private FindingRow finding(Rule rule, Symptom symptom, long step, Instant time) {
        var care = rule.care();
        var changes = Remedy.of(care.changes(), patient.settings(), kinds.settings().apply(patient.variant()));
        return new FindingRow(rule.name(), step, symptom.since(), null, time, symptom.lines(), symptom.verdict(), symptom.evidence(),
                care.meaning(), care.source(), care.advice(), changes, care.forks(), null);
    }

    private static FindingRow passed(FindingRow open, long step) {
        return new FindingRow(open.rule(), open.found(), open.since(), step, open.time(), open.lines(), open.verdict(), open.evidence(),
                open.meaning(), open.source(), open.advice(), open.changes(), open.forks(), open.dismissed());
    }
}
