package gannet.server.experiment;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Order;
import gannet.server.account.Person;
import gannet.server.plugin.VariantCard;
import gannet.server.plugin.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs that go on from a checkpoint of another. A fork keeps its own copy of that checkpoint, in `from/<step>` of its
/// folder, so that the other run may let its old ones go.
final class Forks {
    private static final String COPIES = "from";
    private static final String VOCABULARY = "vocabulary.txt";

    private final Variants variants;
    private final RunFolders folders;

    /// A checkpoint of a run.
    record Origin(RunRow run, long step) {
        Path checkpoint(RunFolders folders) { return folders.of(run.id).resolve("checkpoints").resolve(Long.toString(step)); }

        String missing() { return "Run %d has no checkpoint of step %,d any more; choose one of those that it keeps.".formatted(run.number, step); }
    }

    Forks(Variants variants, RunFolders folders) {
        this.variants = variants;
        this.folders = folders;
    }

    /// What a fork asks of its checkpoint's worker.
    static Order.@Nullable Fork of(RunRow run, Path folder) {
        var parent = run.parent;
        var step = run.parentStep;
        return parent == null || step == null ? null
                : new Order.Fork(parent.toString(), step, folder.resolve(run.id.toString()).resolve(COPIES).resolve(step.toString()));
    }

    /// What keeps a run with these settings from going on there; `where` is "from" or a setting.
    ///
    /// @param steps in all, those of the other run before the checkpoint included
    List<Problem> problems(Person who, Origin origin, VariantCard card, SortedMap<String, Object> settings, long steps) {
        var parent = origin.run();
        long step = origin.step();
        if (!parent.variant.equals(card.id())) {
            return List.of(from("Run %d trains %s; a run of %s cannot go on from it.".formatted(parent.number, parent.variantTitle, card.title())));
        }
        var problems = new ArrayList<Problem>();
        if (!Files.isDirectory(origin.checkpoint(folders))) {
            problems.add(from(origin.missing()));
        }
        if (steps <= step) {
            problems.add(Problem.user("steps", "It goes on from step %,d, so it needs more steps in all than that, not %,d.".formatted(step, steps)));
        }
        var before = before(parent, card);
        if (!variants.check(who, card.address(), before).isEmpty()) {
            problems.add(from("Run %d was launched with an older version of its plugin, whose settings the version in use does not take; launch a new run."
                    .formatted(parent.number)));
        } else if (!variants.sameNetworks(who, card.address(), before, settings)) {
            problems.addAll(others(who, parent, card, before, settings));
        }
        return List.copyOf(problems);
    }

    /// Copies the checkpoint to the run that is to be, whole and on the disk or not at all. Files of checkpoints never change, so
    /// they are shared where the disk can.
    void keep(Origin origin, UUID run) {
        var own = folders.coming(run);
        try {
            var copy = Files.createDirectories(own.resolve(COPIES).resolve(Long.toString(origin.step())));
            try (var files = Files.list(origin.checkpoint(folders))) {
                for (var file : files.toList()) {
                    share(file, copy.resolve(file.getFileName().toString()));
                }
            }
            var words = folders.of(origin.run().id).resolve(VOCABULARY);
            if (Files.exists(words)) {
                Files.copy(words, own.resolve(VOCABULARY));
            }
            folders.settle(run);
        } catch (IOException e) {
            throw Files.isDirectory(origin.checkpoint(folders))
                    ? new ProblemException(Problem.Kind.RESOURCES, "The checkpoint cannot be copied to " + folders.of(run) + ": " + e.getMessage(), e)
                    : new ProblemException(List.of(from(origin.missing())));
        }
    }

    private static void share(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException unshareable) {
            Files.copy(file, copy);
        }
    }

    /// The other run's settings, as far as the variant has them now.
    private static SortedMap<String, Object> before(RunRow parent, VariantCard card) {
        var before = RunRow.values(parent.settings);
        before.keySet().retainAll(card.settings().stream().map(Parameter::name).toList());
        return before;
    }

    /// Each setting that alone gives other networks; or all that differ, if only several together do.
    private List<Problem> others(Person who, RunRow parent, VariantCard card, SortedMap<String, Object> before, SortedMap<String, Object> settings) {
        var differing = card.settings().stream()
                .filter(setting -> !Objects.equals(String.valueOf(before.getOrDefault(setting.name(), setting.value())), String.valueOf(settings.getOrDefault(setting.name(), setting.value()))))
                .toList();
        var guilty = differing.stream().filter(setting -> {
            var one = new TreeMap<String, Object>(before);
            one.put(setting.name(), settings.getOrDefault(setting.name(), setting.value()));
            return variants.check(who, card.address(), one).isEmpty() && !variants.sameNetworks(who, card.address(), before, one);
        }).toList();
        if (guilty.isEmpty()) {
            return List.of(from("With these settings the networks are others than those of run %d; put back %s.".formatted(
                    parent.number, differing.stream().map(Parameter::label).collect(Collectors.joining(", ")))));
        }
        return guilty.stream().map(setting -> Problem.user(setting.name(), "%s must stay %s, as in run %d: its networks were made with it. Put it back, or launch a new run."
                .formatted(setting.label(), before.getOrDefault(setting.name(), setting.value()), parent.number))).toList();
    }

    private static Problem from(String message) { return Problem.user("from", message); }
}
