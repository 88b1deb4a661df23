package gannet.server.queue;

import gannet.server.Entities;
import gannet.server.queue.ClaimStore.Claim;
import gannet.server.storage.Database;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several servers after the same jobs at the same time, each with connections of its own.
public final class ClaimTrial {
    private final Database database;
    private final Crowd crowd;

    public ClaimTrial(Database database, Crowd crowd) {
        this.database = database;
        this.crowd = crowd;
    }

    /// @param claimed by all servers together    @param twice what more than one of them believes to have
    /// @param wrong jobs of which the database does not say that they were started just once
    public record Outcome(int claimed, int twice, long wrong, Duration took) {
        public double perSecond() { return claimed / (took.toNanos() / 1e9); }
    }

    /// All servers want all of these jobs, each in an order of its own.
    public Outcome run(List<UUID> jobs, int servers, int batch) throws Exception {
        var storages = new ArrayList<Storage>();
        try (var threads = Executors.newFixedThreadPool(servers)) {
            for (int server = 0; server < servers; server++) {
                storages.add(Storage.open(database, Entities.all()));
            }
            var barrier = new CyclicBarrier(servers + 1);
            var racing = new ArrayList<Future<List<UUID>>>();
            for (int server = 0; server < servers; server++) {
                racing.add(threads.submit(race(storages.get(server), jobs, server, batch, barrier)));
            }
            barrier.await();
            long began = System.nanoTime();
            var all = new ArrayList<UUID>();
            for (var one : racing) {
                all.addAll(one.get());
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            return new Outcome(all.size(), all.size() - new HashSet<>(all).size(), wrong(jobs), took);
        } finally {
            storages.forEach(Storage::close);
        }
    }

    private static Callable<List<UUID>> race(Storage storage, List<UUID> jobs, int server, int batch, CyclicBarrier barrier) {
        return () -> {
            var wanted = new ArrayList<>(jobs);
            Collections.shuffle(wanted, new Random(server));
            var self = new UUID(7, server);
            var ours = new ArrayList<UUID>();
            barrier.await();
            for (int from = 0; from < wanted.size(); from += batch) {
                var some = wanted.subList(from, Math.min(from + batch, wanted.size()));
                var list = some.stream().map(job -> new Claim(job, self, List.of("device " + job), "a device", false)).toList();
                storage.inTransaction(transaction -> ClaimStore.claim(transaction, list, 0, Instant.now())).forEach(ticket -> ours.add(ticket.job()));
            }
            return ours;
        };
    }

    private long wrong(List<UUID> jobs) {
        long started = crowd.count("select count(*) from job where state = 'STARTING' and attempt = 1");
        return Math.abs(jobs.size() - started) + crowd.count("""
                select count(*) from job j where j.state = 'STARTING' and (j.attempt <> 1
                    or (select count(*) from occupancy o where o.job = j.id) <> 1 or (select count(*) from job_change c where c.job = j.id and c.state = 'STARTING') <> 1)""");
    }
}
