package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all pools of a class loader share: one clock, one housekeeper and one elastic set of workers, there from the first pool
 * until the last has closed. Static, and holds nothing of an application once its pools are closed. Safe for any thread.
 */
public final class Engine implements TaskRunner {

    public static final Engine SHARED = new Engine();

    private final ReentrantLock lock = new ReentrantLock();
    private final SystemTicker ticker = new SystemTicker();
    private final Consumer<Thread> starter;
    private @Nullable Housekeeper housekeeper;
    private @Nullable Workers workers;
    private int pools;

    /** There is one, {@link #SHARED}, but for tests. */
    Engine() {
        this(Thread::start);
    }

    /** @param starter of the housekeeper's thread */
    Engine(Consumer<Thread> starter) {
        this.starter = starter;
    }

    public Ticker ticker() {
        return ticker;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (workers == null) {
                workers = new Workers();
            }
            workers.execute(task);
        } finally {
            lock.unlock();
        }
        retireWorkersIfUnused();
    }

    @Override
    public Registration register(Upkeep upkeep) {
        lock.lock();
        try {
            Housekeeper keeping = housekeeper == null ? started() : housekeeper;
            PoolRegistration made = keptBy(keeping, upkeep);
            housekeeper = keeping;
            pools++;
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** An error leaves no upkeep behind that nobody could close, and no housekeeper that nobody would stop. */
    private PoolRegistration keptBy(Housekeeper keeping, Upkeep upkeep) {
        Registration kept = null;
        try {
            kept = keeping.keep(upkeep);
            return new PoolRegistration(kept);
        } catch (Throwable e) {
            if (keeping != housekeeper) {
                keeping.stop();
            }
            if (kept != null) {
                kept.close();
            }
            throw e;
        }
    }

    /** One that could not be started is nobody's: whoever registers next tries anew. */
    private Housekeeper started() {
        ticker.publish(ticker.nanos());
        Housekeeper made = new Housekeeper(ticker::nanos, ticker::publish);
        starter.accept(PlainThreads.daemon("leasehold-housekeeper", made::keepHouse));
        return made;
    }

    private void unregister() {
        lock.lock();
        try {
            pools--;
            if (pools == 0 && housekeeper != null) {
                housekeeper.stop();
                housekeeper = null;
            }
        } finally {
            lock.unlock();
        }
        retireWorkersIfUnused();
    }

    /** With the last pool gone, workers end as soon as their tasks have. */
    private void retireWorkersIfUnused() {
        lock.lock();
        try {
            if (pools == 0 && workers != null) {
                workers.stop();
                workers = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private final class PoolRegistration implements Registration {

        private final Registration kept;
        private boolean closed;

        PoolRegistration(Registration kept) {
            this.kept = kept;
        }

        @Override
        public void wake() {
            kept.wake();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                closed = true;
            } finally {
                lock.unlock();
            }
            kept.close();
            unregister();
        }
    }
}
