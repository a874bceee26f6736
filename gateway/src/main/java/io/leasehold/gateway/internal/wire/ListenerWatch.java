package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ConnectionSnapshot;
import io.leasehold.session.SessionRegistrySnapshot;
import io.leasehold.session.SessionSnapshot;
import io.leasehold.spi.TaskRunner;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a listener's connections: logins and leave-takings that take too long, and clients that do not acknowledge an answer
 * while a session of theirs keeps something that others could use. Runs on the housekeeper; what may take longer, on a worker, one
 * at a time.
 *
 * <p>While an answer is not acknowledged Linux sends no keep-alive, so a client whose packets vanish then would be noticed when
 * TCP gives up sending, after a quarter of an hour or so. A client that acknowledges may be silent for as long as it likes.
 */
final class ListenerWatch implements TaskRunner.Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerWatch.class);
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_AT_QUEUES = TimeUnit.SECONDS.toNanos(10);

    /** What keeps others waiting, as snapshots name it. */
    private static final Set<String> KEPT = Set.of("PIN", "TRANSACTION", "RUNNING");

    private final ListenerParts parts;
    private final Duration answerTimeout;
    private final Collection<BinaryConnection> live;
    private final IntSupplier port;
    private final SendQueues queues;
    private final TaskRunner runner;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private long lookedAt;

    /** @param live changes while this watches, and may be walked by any thread */
    ListenerWatch(
            ListenerParts parts,
            Duration answerTimeout,
            Collection<BinaryConnection> live,
            IntSupplier port,
            SendQueues queues,
            TaskRunner runner) {
        this.parts = parts;
        this.answerTimeout = answerTimeout;
        this.live = live;
        this.port = port;
        this.queues = queues;
        this.runner = runner;
        this.lookedAt = parts.ticker.nanos();
    }

    @Override
    public long run(long now) {
        live.forEach(connection -> connection.watch().enforce(now));
        parts.flushLogs();
        if (now - lookedAt >= LOOK_AT_QUEUES && isLooking.compareAndSet(false, true)) {
            lookedAt = now;
            runner.execute(this::lookAtQueues);
        }
        return LOOK;
    }

    private void lookAtQueues() {
        try {
            long now = parts.ticker.nanos();
            List<ConnectionWatch> silent = live.stream()
                    .map(BinaryConnection::watch)
                    .filter(watch -> watch.isSilent(now))
                    .toList();
            Set<Long> keeping = silent.isEmpty() ? Set.of() : keeping(parts.registry.snapshot());
            if (!keeping.isEmpty()) {
                cutUnacknowledged(silent, keeping, now);
            }
        } finally {
            isLooking.set(false);
        }
    }

    private static Set<Long> keeping(SessionRegistrySnapshot snapshot) {
        Set<String> sessions = snapshot.sessions().stream()
                .filter(session -> session.holdings().stream().anyMatch(holding -> KEPT.contains(holding.what())))
                .map(SessionSnapshot::id)
                .collect(Collectors.toSet());
        return snapshot.connections().stream()
                .filter(connection -> connection.sessions().stream().anyMatch(sessions::contains))
                .map(ConnectionSnapshot::id)
                .collect(Collectors.toSet());
    }

    private void cutUnacknowledged(List<ConnectionWatch> silent, Set<Long> keeping, long now) {
        Map<InetSocketAddress, Long> waiting = queues.read(port.getAsInt());
        for (ConnectionWatch watch : silent) {
            long bytes = keeping.contains(watch.connectionId()) ? waiting.getOrDefault(watch.remote(), 0L) : 0L;
            if (watch.isStuck(bytes, now, answerTimeout)) {
                parts.tally.unacknowledged.increment();
                LOG.info(
                        "connection from {} closed: {} bytes of an answer were not acknowledged for {} s, and a session keeps"
                                + " what others could use",
                        watch.address(),
                        bytes,
                        answerTimeout.toSeconds());
                watch.cut();
            }
        }
    }
}
