package gannet.bench;

import java.util.List;

/// One thing that can be measured.
interface Benchmark {
    String name();

    /// One sentence for the list of benchmarks.
    String summary();

    /// @param arguments what followed the name on the command line
    Report measure(List<String> arguments) throws Exception;
}
