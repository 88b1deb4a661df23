package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// What was read from an archive, before anybody knows what its files mean together.
///
/// @param archive what messages call it    @param others names of files that were left out, and of folders with a slash at the end
record Taken(String archive, List<String> others, FolderWriter writer, Findings findings) {
    private static final int TOLD = 20;

    List<Picture> pictures() { return writer.pictures(); }

    List<String> names() { return pictures().stream().map(Picture::name).toList(); }

    /// Nothing is imported, for this reason and for all that was found.
    ProblemException refusal(String why) {
        var problems = new ArrayList<Problem>();
        var left = findings.told().size() + findings.more();
        problems.add(Problem.user(archive, left == 0 ? why : why + (left == 1 ? " What is wrong with its file:" : " What is wrong with its " + Words.of(left, "file") + ":")));
        for (var finding : findings.told().subList(0, Math.min(TOLD, findings.told().size()))) {
            problems.add(Problem.user(finding.file(), finding.message()));
        }
        if (left > TOLD) {
            problems.add(Problem.user("", "And %s more.".formatted(Words.count(left - TOLD))));
        }
        return new ProblemException(problems);
    }
}
