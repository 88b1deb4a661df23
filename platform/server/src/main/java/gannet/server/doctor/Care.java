package gannet.server.doctor;

import java.util.List;

/// @param meaning what it usually means    @param source the paper's address    @param advice what to try
/// @param changes settings that may help, the first that the run has being taken    @param forks whether a checkpoint can go on with it
record Care(String meaning, String source, String advice, List<Change> changes, boolean forks) {
    Care { changes = List.copyOf(changes); }

    /// @param factor of the setting's value    @param otherwise the value if that is 0; 0 for the setting's own default
    record Change(String setting, double factor, double otherwise) {
        Change(String setting, double factor) { this(setting, factor, 0); }
    }
}
