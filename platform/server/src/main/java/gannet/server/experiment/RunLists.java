package gannet.server.experiment;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.queue.State;
import gannet.server.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs by their numbers, for tables that have found the numbers themselves.
public final class RunLists {
    private final RunStore store;
    private final Policy policy;
    private final Function<Person, Map<Long, String>> reasons;

    /// @param reasons why runs wait, by number
    public RunLists(Storage storage, Policy policy, Function<Person, Map<Long, String>> reasons) {
        this.store = new RunStore(storage);
        this.policy = policy;
        this.reasons = reasons;
    }

    /// In the order of the numbers, without those that are absent for this person.
    public List<Run> all(Person who, List<Long> numbers) {
        var rows = numbers.isEmpty() ? List.<RunRow>of() : store.all(numbers);
        var projects = rows.stream().map(row -> row.project).distinct().filter(project -> policy.allows(who, Action.SEE, project)).collect(Collectors.toSet());
        boolean someWait = rows.stream().anyMatch(row -> row.state == State.QUEUED);
        var why = someWait ? reasons.apply(who) : Map.<Long, String>of();
        return rows.stream().filter(row -> projects.contains(row.project)).map(row -> row.run(why.get(row.number))).toList();
    }
}
