package gannet.server.doctor;

import java.util.List;

/// What a rule sees now.
///
/// @param since the step at which the evidence begins    @param verdict what is wrong, without a full stop    @param evidence what was seen, with numbers
/// @param lines the chart lines that show it, the clearest first
record Symptom(long since, String verdict, String evidence, List<String> lines) {
    Symptom { lines = List.copyOf(lines); }
}
