package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Compares a saved state with the arrays it is meant for, name by name, and copies it.
final class State {
    private State() {}

    /// @throws RestoreException with every missing, unknown and misshapen array; nothing is changed then
    ///
    /// @param differences those found elsewhere, to be told together
    static void copy(Map<String, NDList> saved, SequencedMap<String, NDList> into, List<String> differences, Autograd autograd) {
        saved.keySet().stream().filter(part -> !into.containsKey(part)).sorted()
                .forEach(part -> differences.add(part + " is saved, but there is no such part; there are " + into.keySet()));
        into.forEach((part, arrays) -> {
            var found = saved.get(part);
            if (found == null) {
                differences.add(part + " is not saved");
            } else {
                compare(part, byName(found), byName(arrays), differences);
            }
        });
        if (!differences.isEmpty()) {
            throw new RestoreException(differences);
        }
        into.forEach((part, arrays) -> {
            var found = byName(saved.getOrDefault(part, new NDList()));
            var values = new NDList();
            arrays.forEach(array -> values.add(found.getOrDefault(array.getName(), array)));
            autograd.copy(arrays, values);
        });
    }

    private static void compare(String part, Map<String, NDArray> saved, Map<String, NDArray> wanted, List<String> differences) {
        wanted.forEach((name, array) -> {
            var found = saved.get(name);
            if (found == null) {
                differences.add(part + ": " + name + " " + array.getShape() + " is not saved");
            } else if (!found.getShape().equals(array.getShape())) {
                differences.add(part + ": " + name + " is saved as " + found.getShape() + ", but is " + array.getShape() + " here");
            }
        });
        saved.keySet().stream().filter(name -> !wanted.containsKey(name)).sorted()
                .forEach(name -> differences.add(part + ": " + name + " is saved, but unknown here"));
    }

    private static Map<String, NDArray> byName(NDList arrays) {
        return arrays.stream().collect(Collectors.toMap(NDArray::getName, array -> array));
    }
}
