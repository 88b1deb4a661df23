package gannet.worker;

import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.FullDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whose fault it was that a run failed, and a sentence for the person.
///
/// @param room bytes that are lacking, null unless that is what failed and somebody knows
record Failure(Exit.Fault fault, String reason, @Nullable Long room) {
    private Failure(Exit.Fault fault, String reason) { this(fault, reason, null); }

    static Failure of(Throwable thrown) {
        if (isOutOfMemory(thrown)) {
            return new Failure(Exit.Fault.MACHINE, "The machine ran out of memory. Try a smaller batch, smaller pictures or thinner networks,"
                    + " or wait until other runs have ended.");
        }
        if (FullDisk.isBehind(thrown)) {
            return new Failure(Exit.Fault.NO_ROOM, "The disk is full. Make room where the run directory is; the run then goes on from its last checkpoint.",
                    thrown instanceof NoRoomException e ? e.bytes() : null);
        }
        return switch (thrown) {
            case ProblemException e -> new Failure(fault(e), String.valueOf(e.getMessage()));
            case IOException e -> ofFiles(e);
            case UncheckedIOException e -> ofFiles(e);
            default -> new Failure(Exit.Fault.INTERNAL, "The worker failed: " + thrown + ". The log of the run has the details.");
        };
    }

    Exit exit(Instant now) { return exit(now, 0); }

    Exit exit(Instant now, long step) { return new Exit(Exit.Outcome.FAILED, fault, step, reason, now, room); }

    private static Exit.Fault fault(ProblemException e) {
        return switch (e.kind()) {
            case USER, SIGN_IN, ABSENT, FORBIDDEN, CONFLICT, TOO_OFTEN -> Exit.Fault.USER;
            case PLUGIN -> Exit.Fault.PLUGIN;
            case RESOURCES -> Exit.Fault.MACHINE;
            case INTERNAL -> Exit.Fault.INTERNAL;
        };
    }

    private static Failure ofFiles(Exception e) {
        var said = switch (e) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException closed -> closed.getFile() + " may not be opened";
            default -> String.valueOf(e.getMessage());
        };
        return new Failure(Exit.Fault.MACHINE, "A file could not be read or written: " + said + ". Mend that; the run then goes on from its last checkpoint.");
    }

    /// Java's memory, the processor's or the device's, as PyTorch says it.
    private static boolean isOutOfMemory(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            var said = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (t instanceof OutOfMemoryError || said.contains("out of memory") || said.contains("not enough memory") || said.contains("can't allocate memory")) {
                return true;
            }
        }
        return false;
    }
}
