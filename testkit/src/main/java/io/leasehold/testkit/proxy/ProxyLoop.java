package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's one thread: it alone touches channels and the state of connections, so none of that needs a lock. Other
 * threads send it work with {@link #call} and wait for it.
 *
 * <p>Work that is sent sees the world as its sender does, as far as the kernel allows: on the loopback interface what a
 * peer has sent has normally arrived when its call returns. So before each piece of work everything that is ready is
 * handled; and what the work has done to sockets is complete before its sender goes on (a channel that a selector knows is
 * really closed by the next selection).
 */
final class ProxyLoop {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

    /** Bounds the handling of what is ready before work runs: under constant traffic something always is. */
    private static final int MOST_TURNS = 200;

    /** How soon after its coming due a timer is seen under a ticker that cannot be waited for. */
    private static final Duration FOREIGN_TIME_POLL = Duration.ofMillis(5);

    /** What a key is attached to. */
    interface Ready {
        void onReady(SelectionKey key) throws IOException;

        /** The connection failed in a way that nobody expected. */
        void onError(Exception e);
    }

    /** What becomes due by the passing of time. */
    interface Timers {
        void runDue();

        /** In nanoseconds from now; {@link Long#MAX_VALUE} for never. */
        long nextDue();
    }

    private record Work<T>(Supplier<T> action, CompletableFuture<T> result) {}

    private final Selector selector;
    private final Timers timers;
    private final boolean foreignTime;
    private final Thread thread;
    private final Queue<Work<?>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock life = new ReentrantLock();
    private boolean stopping;
    private boolean ended;

    ProxyLoop(Selector selector, Timers timers, boolean foreignTime, String name) {
        this.selector = selector;
        this.timers = timers;
        this.foreignTime = foreignTime;
        this.thread = new Thread(null, this::run, name, 0, false);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Runs the action on the loop's thread, or, when that has ended, here. */
    <T> T call(Supplier<T> action) {
        Work<T> work = new Work<>(action, new CompletableFuture<>());
        life.lock();
        try {
            if (ended) {
                return action.get();
            }
            queue.add(work);
            selector.wakeup();
        } finally {
            life.unlock();
        }
        return await(work.result);
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends the loop after this piece of work, whatever comes of it, and waits for its thread. */
    void stop(Runnable lastWork) {
        try {
            call(() -> {
                stopping = true;
                lastWork.run();
                return true;
            });
        } finally {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                selector.select(patience());
                handleReady();
                timers.runDue();
                runQueue();
            }
        } catch (Throwable e) {
            LOG.error("The fault proxy's thread {} ends by an error of its own", thread.getName(), e);
        } finally {
            end();
        }
    }

    /** In milliseconds; 0 waits for ever. */
    private long patience() {
        long due = timers.nextDue();
        if (due == Long.MAX_VALUE) {
            return 0;
        }
        long bounded = foreignTime ? Math.min(due, FOREIGN_TIME_POLL.toNanos()) : due;
        return Math.max(1, (bounded + 999_999) / 1_000_000);
    }

    private void handleReady() {
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        // Ends of connections before beginnings: a client that closes one and opens another never holds two.
        ready.stream().filter(key -> key.isValid() && !key.isAcceptable()).forEach(ProxyLoop::handle);
        ready.stream().filter(key -> key.isValid() && key.isAcceptable()).forEach(ProxyLoop::handle);
    }

    private static void handle(SelectionKey key) {
        Ready target = (Ready) key.attachment();
        try {
            if (key.isValid()) {
                target.onReady(key);
            }
        } catch (IOException | RuntimeException e) {
            target.onError(e);
        }
    }

    private void runQueue() {
        for (Work<?> work = queue.poll(); work != null; work = queue.poll()) {
            runOne(work);
        }
    }

    private void catchUp() throws IOException {
        int turn = 0;
        while (turn < MOST_TURNS && isAnythingReady()) {
            handleReady();
            turn++;
        }
        timers.runDue();
    }

    private boolean isAnythingReady() throws IOException {
        // Keys selected on the way, after a piece of work, are not counted again.
        return !selector.selectedKeys().isEmpty() || selector.selectNow() > 0;
    }

    /** Whatever happens, the sender is told: it waits for nothing else. */
    private <T> void runOne(Work<T> work) {
        try {
            catchUp();
            T result = work.action.get();
            selector.selectNow();
            work.result.complete(result);
        } catch (IOException e) {
            work.result.completeExceptionally(new UncheckedIOException(e));
        } catch (Throwable e) {
            work.result.completeExceptionally(e);
        }
    }

    private void end() {
        life.lock();
        try {
            ended = true;
            selector.close();
        } catch (IOException e) {
            LOG.warn("The fault proxy's selector did not close", e);
        } finally {
            life.unlock();
        }
        for (Work<?> work = queue.poll(); work != null; work = queue.poll()) {
            work.result.completeExceptionally(new IllegalStateException("The proxy is closed"));
        }
    }
}
