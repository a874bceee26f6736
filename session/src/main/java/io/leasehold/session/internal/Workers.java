package io.leasehold.session.internal;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs closes on the workers that everything shares: so many at once, the rest in order, so that the end of a thousand sessions
 * is no thousand threads. One that hangs is given up by {@link #upkeep} and counts no more, so that it keeps no other waiting.
 * Guarded by the registry's lock, which is not held while anything runs.
 */
final class Workers {

    /** Closes at a time: each is mostly a round trip to a server. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.SessionRegistry");

    /** How soon a thread is asked for again where there was none. */
    private static final long AGAIN = 1_000_000_000;

    private final Registry registry;
    private final TaskRunner runner;
    private final @Nullable ClassLoader loader;
    private final long closeTimeout;
    private final Deque<Returning.Item> queued = new ArrayDeque<>();
    private final Set<Returning.Item> running = new LinkedHashSet<>();
    private int hanging;

    Workers(Registry registry, TaskRunner runner, @Nullable ClassLoader loader) {
        this.registry = registry;
        this.runner = runner;
        this.loader = loader;
        this.closeTimeout = registry.config().closeTimeout().toNanos();
    }

    int hanging() {
        return hanging;
    }

    void add(Returning.Item item, Afterwards after) {
        queued.add(item);
        startQueued(after);
    }

    private void startQueued(Afterwards after) {
        while (running.size() < MOST) {
            Returning.Item next = queued.poll();
            if (next == null) {
                return;
            }
            running.add(next);
            after.then(() -> launch(next));
        }
    }

    private void launch(Returning.Item item) {
        try {
            runner.execute(() -> run(item));
        } catch (Throwable noThread) {
            registry.change(after -> running.remove(item) && queued.offerFirst(item));
            registry.wake();
            LOG.warn("{}: no thread to give something back; it is tried again shortly", registry.name(), noThread);
        }
    }

    private void run(Returning.Item item) {
        registry.change(after -> item.startedAt = registry.ticker.nanos());
        registry.wake();
        Thread worker = Thread.currentThread();
        ClassLoader before = worker.getContextClassLoader();
        worker.setContextClassLoader(loader);
        Throwable failure = null;
        try {
            item.resource.close();
        } catch (Throwable e) {
            failure = e;
        } finally {
            worker.setContextClassLoader(before);
        }
        ended(item, failure);
    }

    private void ended(Returning.Item item, @Nullable Throwable failure) {
        registry.change(after -> {
            if (failure != null) {
                item.failed(failure, after);
            }
            if (running.remove(item)) {
                startQueued(after);
                item.over(after);
            } else {
                hanging--;
            }
            return null;
        });
    }

    /** Gives up what runs for too long; gives when to look again. */
    long upkeep(long now, Afterwards after) {
        startQueued(after);
        long next = queued.isEmpty() ? Long.MAX_VALUE : AGAIN;
        for (Returning.Item item : Set.copyOf(running)) {
            Long startedAt = item.startedAt;
            if (startedAt == null) {
                continue;
            }
            long left = closeTimeout - (now - startedAt);
            if (left > 0) {
                next = Math.min(next, left);
            } else {
                running.remove(item);
                hanging++;
                item.hangs(after);
                startQueued(after);
                item.over(after);
            }
        }
        return next;
    }
}
