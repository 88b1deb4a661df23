package gannet.layers.files;

import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Dialect;
import gannet.layers.Plan;
import gannet.layers.Plan.Variable;
import gannet.layers.Size;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A file that holds the parameters of a network: compared with its description, then read array by array. It may hold
/// more than the network needs. The origin is the one whose names it has.
public final class ParameterFile {
    private static final int SHOWN = 5;

    private final Path file;
    private final String network;
    private final SequencedMap<String, StoredArray> arrays = new LinkedHashMap<>();
    private final Map<String, float[]> given;

    private ParameterFile(Path file, String network, Architecture architecture) throws IOException {
        this.file = file;
        this.network = network;
        var plan = architecture.plan(network, Compute.FLOAT32);
        var found = ArrayFile.read(file);
        var dialect = dialect(architecture, plan, found);
        given = dialect.given();
        var problems = new ArrayList<String>();
        variables(plan).filter(variable -> !given.containsKey(variable.name())).forEach(variable -> {
            var name = dialect.names().getOrDefault(variable.name(), variable.name());
            var array = found.get(name);
            if (array == null) {
                problems.add(name + " " + variable.shape() + " is missing");
            } else {
                fitting(variable, array, name, problems);
            }
        });
        if (!problems.isEmpty()) {
            throw new ParameterFileException(file, network, problems);
        }
    }

    /// Compares shapes; reads no values yet.
    ///
    /// @throws ParameterFileException with everything in which the file differs from the description
    public static ParameterFile open(Path file, String network, Architecture architecture) {
        if (file.toString().isBlank()) {
            throw new ParameterFileException(file, network, List.of("no file is named; " + wanted(architecture)));
        }
        try {
            return new ParameterFile(file, network, architecture);
        } catch (NoSuchFileException e) {
            throw new ParameterFileException(file, network, "it does not exist", e);
        } catch (IOException e) {
            throw new ParameterFileException(file, network, "it is " + e.getMessage(), e);
        }
    }

    /// The values of a parameter or buffer, in the order of its shape.
    public float[] values(Variable variable) {
        var known = given.get(variable.name());
        if (known != null) {
            return known.clone();
        }
        try {
            float[] values = arrays.getOrDefault(variable.name(), new StoredArray(variable.shape(), () -> new float[0])).read();
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new ParameterFileException(file, network, List.of("the values for " + variable.name() + " are not all finite"));
                }
            }
            return values;
        } catch (IOException e) {
            throw new ParameterFileException(file, network, "it is " + e.getMessage(), e);
        }
    }

    public Path file() { return file; }

    /// The origin most of whose names are in the file; our own names are always understood.
    private Dialect dialect(Architecture architecture, Plan plan, Map<String, StoredArray> found) {
        var own = new LinkedHashMap<String, String>();
        variables(plan).forEach(variable -> own.put(variable.name(), variable.name()));
        var best = new Dialect("Gannet", own, Map.of());
        long most = known(best, found);
        for (var dialect : architecture.dialects()) {
            if (known(dialect, found) > most) {
                best = dialect;
                most = known(dialect, found);
            }
        }
        if (most == 0) {
            throw new ParameterFileException(file, network, List.of("its arrays are called "
                    + found.keySet().stream().limit(SHOWN).collect(Collectors.joining(", ")) + (found.size() > SHOWN ? " and so on" : "") + "; "
                    + wanted(architecture)));
        }
        return best;
    }

    private static long known(Dialect dialect, Map<String, StoredArray> found) {
        return dialect.names().values().stream().filter(found::containsKey).count();
    }

    private static String wanted(Architecture architecture) {
        return "understood are arrays named as in files of " + Stream.concat(
                architecture.dialects().stream().map(d -> d.origin() + " (" + d.names().firstEntry().getValue() + ")"),
                Stream.of("Gannet's own checkpoints")).collect(Collectors.joining(", "));
    }

    /// Kernels may also stand with their sides first, then inputs and outputs, as TensorFlow and Caffe's converters write them.
    private void fitting(Variable variable, StoredArray array, String name, List<String> problems) {
        var wanted = variable.shape().extents();
        int axes = wanted.size();
        if (variable.shape().equals(array.shape()) || axes == 1 && solid(array.shape()).equals(solid(variable.shape()))) {
            arrays.put(variable.name(), array);
            return;
        }
        if (axes > 2) {
            var sidesFirst = Size.of(Stream.concat(wanted.subList(2, axes).stream(), Stream.of(wanted.get(1), wanted.getFirst())).mapToLong(Long::longValue).toArray());
            if (array.shape().equals(sidesFirst)) {
                arrays.put(variable.name(), StoredArray.permuted(array,
                        IntStream.concat(IntStream.of(axes - 1, axes - 2), IntStream.range(0, axes - 2)).toArray()));
                return;
            }
        }
        problems.add(name + " is " + array.shape() + ", but must be " + variable.shape());
    }

    /// Without extents of 1, which some programs add to a line of numbers.
    private static List<Long> solid(Size shape) { return shape.extents().stream().filter(extent -> extent != 1).toList(); }

    private static Stream<Variable> variables(Plan plan) { return Stream.concat(plan.parameters().stream(), plan.buffers().stream()); }
}
