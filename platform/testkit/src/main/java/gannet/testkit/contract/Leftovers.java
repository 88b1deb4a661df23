package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// The threads that were there before a plugin was, to see which it leaves behind: while one of its threads lives, no plugin is
/// ever unloaded.
///
/// @param before those that have nothing to do with it
record Leftovers(Set<Thread> before) {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(5);

    /// What virtual threads run on; Java makes and ends them as it likes.
    private static final String CARRIER = "jdk.internal.misc.CarrierThread";

    static Leftovers now() { return new Leftovers(Set.copyOf(Thread.getAllStackTraces().keySet())); }

    DynamicNode test() { return DynamicTest.dynamicTest("leaves no thread behind", () -> assertThat(threads()).as("threads that it left behind").isEmpty()); }

    /// Those that are none of Java's, Felix' or the engine's own, and do not end by themselves.
    private List<String> threads() throws InterruptedException {
        var all = Thread.getAllStackTraces();
        all.keySet().removeAll(before);
        for (var thread : all.keySet()) {
            if (!isThePlatforms(thread)) {
                thread.join(PATIENCE);
            }
        }
        return all.keySet().stream().filter(thread -> thread.isAlive() && !isThePlatforms(thread)).map(Thread::getName).sorted().toList();
    }

    private static boolean isThePlatforms(Thread thread) {
        var group = thread.getThreadGroup();
        return thread == Thread.currentThread() || thread.getClass().getName().equals(CARRIER) || group == null || group.getName().equals("system") || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().matches("Felix.*|FelixDispatchQueue|ForkJoinPool\\.commonPool.*|junit-.*|surefire-.*|process reaper.*");
    }
}
