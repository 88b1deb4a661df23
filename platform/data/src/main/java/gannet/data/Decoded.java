package gannet.data;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Pictures as bytes, each decoded by one of two threads when it is first asked for, and kept. Safe for threads.
final class Decoded implements AutoCloseable {
    private final Kept kept;
    private final IntFunction<byte[]> decode;
    private final ExecutorService decoding = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("decode-", 0).factory());

    Decoded(Kept kept, IntFunction<byte[]> decode) {
        this.kept = kept;
        this.decode = decode;
    }

    List<byte[]> of(int... numbers) {
        var waiting = new ArrayList<Future<byte[]>>(numbers.length);
        for (var number : numbers) {
            var known = kept.get(number);
            waiting.add(known != null ? CompletableFuture.completedFuture(known) : decoding.submit(() -> decode(number)));
        }
        return waiting.stream().map(Decoded::await).toList();
    }

    private byte[] decode(int number) {
        var values = decode.apply(number);
        kept.put(number, values);
        return values;
    }

    private static byte[] await(Future<byte[]> decoded) {
        try {
            return decoded.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.Kind.RESOURCES, "Reading pictures was interrupted", e);
        }
    }

    @Override
    public void close() {
        decoding.shutdown();
        try {
            if (!decoding.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Pictures are still being decoded after a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kept.close();
    }
}
