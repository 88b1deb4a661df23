package gannet.server.doctor;

import java.util.Optional;

/// One thing that goes wrong with GANs: how it shows, what it means, what helps. A pure function of what a run has reported
/// lately, asked again at each point of one of its lines.
interface Rule {
    String name();

    /// Whether a point of this line can change what the rule says.
    boolean concerns(String line);

    Optional<Symptom> examine(Recent recent);

    Care care();

    /// After so many points without the symptom a finding has passed.
    int quiet();
}
