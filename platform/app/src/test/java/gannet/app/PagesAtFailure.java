package gannet.app;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Tells with a failed test what its pages showed at that moment: the address, what went wrong in them, and their words.
public final class PagesAtFailure implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        var shown = Browser.whatAllShow();
        if (failure instanceof AssertionError && !shown.isEmpty()) {
            throw new AssertionError(failure.getMessage() + "\n" + shown, failure);
        }
        throw failure;
    }
}
