package gannet.server.together;

import gannet.server.account.Person;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Who is called in a text: "@Ada Lovelace", or "@Ada" where nobody else has that first name.
final class Mentions {
    private static final int MOST = 20;

    private Mentions() {}

    /// @return people by the name with which they were called, in the order in which they were
    static Map<String, Person> in(String text, Collection<Person> people) {
        var names = names(people);
        var lower = text.toLowerCase(Locale.ROOT);
        var found = new LinkedHashMap<String, Person>();
        for (int at = lower.indexOf('@'); at >= 0 && found.size() < MOST; at = lower.indexOf('@', at + 1)) {
            if (at > 0 && Character.isLetterOrDigit(lower.codePointBefore(at))) {
                continue; // an e-mail address
            }
            int from = at + 1;
            names.keySet().stream().filter(name -> lower.startsWith(name, from) && endsAt(lower, from + name.length()))
                    .max(Comparator.comparingInt(String::length)) // "Ada Lovelace" says more than "Ada"
                    .ifPresent(name -> found.put(text.substring(from, from + name.length()), names.get(name)));
        }
        return found;
    }

    private static boolean endsAt(String text, int end) { return end >= text.length() || !Character.isLetterOrDigit(text.codePointAt(end)); }

    /// By lower case; a name that several have calls none of them.
    private static Map<String, Person> names(Collection<Person> people) {
        var names = new LinkedHashMap<String, List<Person>>();
        for (var person : people) {
            var whole = person.name().strip().toLowerCase(Locale.ROOT);
            var first = whole.split("\\s", 2)[0];
            names.merge(whole, List.of(person), Mentions::both);
            if (!first.equals(whole)) {
                names.merge(first, List.of(person), Mentions::both);
            }
        }
        return names.entrySet().stream().filter(entry -> entry.getValue().size() == 1 && !entry.getKey().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getFirst(), (one, _) -> one, LinkedHashMap::new));
    }

    private static List<Person> both(List<Person> some, List<Person> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
