package io.leasehold.lab.gateway;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.ServingJvm;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Lets a crowd come to a gateway, each in a JVM of its own, and go again. For one thread. */
final class CrowdRun {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final TestDatabase database;
    private final Pace pace;

    CrowdRun(TestDatabase database, Pace pace) {
        this.database = database;
        this.pace = pace;
    }

    CrowdFound run(CrowdRow row) {
        try (ServingJvm gateway = GatewayStart.of(row.jdk(), List.of(database), row.sockets(), List.of())) {
            return row.isBusy() ? busy(row, gateway) : idle(row, gateway);
        } catch (IOException e) {
            throw new IllegalStateException(row.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(row.title(), e);
        }
    }

    private Crowd.Order order(CrowdRow row, ServingJvm gateway) throws IOException {
        return new Crowd.Order(
                gateway.hello(Integer.class),
                GatewaySettings.backend(database),
                row.sockets(),
                row.sessionsPerSocket(),
                row.addresses(),
                row.isBusy() ? pace.busySeconds() : 0);
    }

    private CrowdFound busy(CrowdRow row, ServingJvm gateway) throws IOException, InterruptedException {
        gateway.ask("forget", GatewayJvm.Standing.class);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger most = new AtomicInteger();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Thread counter = new Thread(() -> countAtDatabase(over, most, seen), "counter");
        counter.start();
        BusyJvm.Found found;
        try {
            found = AnsweringJvm.ask(row.jdk(), BusyJvm.class, order(row, gateway), BusyJvm.Found.class, row.title());
        } finally {
            over.set(true);
            counter.join();
        }
        GatewayJvm.Standing after = gateway.ask("look", GatewayJvm.Standing.class);
        return CrowdFound.busy(row, found, after, most.get(), seen.size(), secondsUntilGone(gateway));
    }

    private void countAtDatabase(AtomicBoolean over, AtomicInteger most, Set<String> seen) {
        while (!over.get()) {
            List<String> now =
                    database.sessions().stream().map(DatabaseSession::id).toList();
            most.accumulateAndGet(now.size(), Math::max);
            seen.addAll(now);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private CrowdFound idle(CrowdRow row, ServingJvm gateway) throws IOException {
        GatewayJvm.Standing before = gateway.ask("collect", GatewayJvm.Standing.class);
        GatewayJvm.Standing with;
        try (ServingJvm crowd = ServingJvm.start(row.jdk(), IdleJvm.class, List.of("-Xmx512m"), order(row, gateway))) {
            crowd.hello(Integer.class);
            with = gateway.ask("collect", GatewayJvm.Standing.class);
        }
        return CrowdFound.idle(row, before, with, secondsUntilGone(gateway));
    }

    /** Of all connections, sessions and leases; infinite if some stayed. */
    private static double secondsUntilGone(ServingJvm gateway) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            if (gateway.ask("look", GatewayJvm.Standing.class).isEmpty()) {
                return (System.nanoTime() - start) / 1e9;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return Double.POSITIVE_INFINITY;
    }
}
