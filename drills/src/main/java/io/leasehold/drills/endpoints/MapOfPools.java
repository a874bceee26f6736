package io.leasehold.drills.endpoints;

import io.leasehold.drills.Await;
import io.leasehold.drills.services.EchoClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A map from servers to pools, each of which knows nothing of failures: what a keyed pool is. */
final class MapOfPools implements Servers {

    private final Map<Server, Pool> pools = new ConcurrentHashMap<>();

    /** The connections to one server. */
    private static final class Pool {
        private final Semaphore places = new Semaphore(EACH, true);
        private final Deque<EchoClient> idle = new ConcurrentLinkedDeque<>();
    }

    @Override
    public String name() {
        return "a map of pools";
    }

    @Override
    public List<String> settings() {
        return List.of("of each = " + EACH, "acquire timeout = " + FailedEndpoint.ACQUIRE.toMillis());
    }

    @Override
    public List<String> loggers() {
        return List.of();
    }

    @Override
    public long call(Server server, long number, Duration hold) throws Exception {
        Pool pool = pools.computeIfAbsent(server, unused -> new Pool());
        if (!pool.places.tryAcquire(FailedEndpoint.ACQUIRE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("no connection to " + server + " came back");
        }
        try {
            EchoClient client = pool.idle.poll();
            if (client == null) {
                client = EchoClient.open(server.host(), server.port(), FailedEndpoint.CONNECT);
            }
            return echo(pool, client, number, hold);
        } finally {
            pool.places.release();
        }
    }

    private static long echo(Pool pool, EchoClient client, long number, Duration hold) throws Exception {
        try {
            long answer = client.echo(number);
            Await.passing(hold);
            pool.idle.push(client);
            return answer;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (Pool pool : pools.values()) {
            for (EchoClient client : pool.idle) {
                try {
                    client.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
