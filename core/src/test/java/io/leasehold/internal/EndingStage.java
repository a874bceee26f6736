package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.Ticker;
import io.leasehold.spi.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A pool of one whose leases are ended step by step: time stands still, work waits until the test runs it, and what others do
 * meanwhile happens within a reset or within a reading of the clock. Somebody listens, so that no return takes the shortest way.
 * For the thread of one test.
 */
final class EndingStage {

    static final Duration ALIVE_BYPASS = Duration.ofHours(1);

    final SteppedTicker ticker = new SteppedTicker();
    final HeldRunner runner = new HeldRunner();
    final EnginePool<Object, Held> pool = new EnginePool<>(
            Pool.of(Object::new)
                    .maximumSize(1)
                    .aliveBypass(ALIVE_BYPASS)
                    .siteSampling(0)
                    .config(),
            new Driver(),
            new PoolSurroundings(ticker, runner, new Told(), null));

    /** What happens within each of the next resets. */
    final Queue<Runnable> withinResets = new ArrayDeque<>();

    /** What each reset throws. */
    @Nullable Exception failure;

    int resets;

    /** What was told of the end of leases, and what was done to the resource on its way out. */
    final List<String> seen = new ArrayList<>();

    EndingStage() {
        pool.start();
    }

    /** A lease of what is opened for it. */
    Held lease() {
        pool.supply.refill(1, null);
        runner.runAll();
        return pool.acquire(0);
    }

    /** A lease that another thread has called through. */
    Held sharedLease() {
        Held lease = lease();
        Patience.byAnother(() -> lease.leaves(lease.enters()));
        return lease;
    }

    /** A lease of a pool that has seen one used by two threads. */
    Held fencedLease() {
        pool.fenceLeases();
        return lease();
    }

    static Place<Object> placeOf(Held lease) {
        return HandleAccess.get().place(lease);
    }

    /** One more stands in line. */
    Waiter waiter() {
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.now);
        assertThat(pool.line.join(waiter, Integer.MAX_VALUE)).isTrue();
        return waiter;
    }

    /** What was seen, in order, once all work is done. */
    List<String> seenAtLast() {
        runner.runAll();
        return seen;
    }

    /** A handle whose every step is the test's. */
    static final class Held extends LeaseHandle<Object> {

        Held(Grant<Object> grant) {
            super(grant);
        }

        int enters() {
            int mark = enter();
            assertThat(mark).isNotEqualTo(ENDED);
            return mark;
        }

        void leaves(int mark) {
            leave(mark);
        }

        /** A call after which the resource must be reset, and that gave it out. */
        void use() {
            int mark = enters();
            needsReset();
            givenOut();
            leave(mark);
        }

        /** A call that puts the resource in order. */
        void tidyUp() {
            int mark = enters();
            needsNoReset();
            leave(mark);
        }

        void fail(Throwable why, Verdict verdict) {
            int mark = enters();
            failed(why, verdict);
            leave(mark);
        }

        void make(LeaseChild child) {
            int mark = enters();
            addChild(mark, child);
            leave(mark);
        }

        boolean giveBack() {
            return end();
        }

        boolean retire(Throwable why) {
            return retireLease(why);
        }

        boolean isOver() {
            return isEnded();
        }

        String text() {
            return endedText();
        }
    }

    private final class Driver implements ResourceFactory<Object, Held> {

        @Override
        public Object open() {
            return new Object();
        }

        @Override
        public Held lend(Object resource, Grant<Object> grant) {
            return new Held(grant);
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            return true;
        }

        @Override
        public void reset(Object resource, Held handle) throws Exception {
            resets++;
            Runnable act = withinResets.poll();
            if (act != null) {
                act.run();
            }
            Exception thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void close(Object resource) {
            seen.add("closed");
        }

        @Override
        public void abort(Object resource) {
            seen.add("aborted without its handle");
        }

        @Override
        public void abort(Object resource, @Nullable Held handle) {
            seen.add(handle == null ? "aborted without its handle" : "aborted");
        }
    }

    private final class Told implements PoolListener {

        @Override
        public void returned(PoolEvent event) {
            seen.add("returned after " + event.duration().toMillis() + " ms");
        }

        @Override
        public void revoked(PoolEvent event) {
            seen.add("revoked " + event.reason());
        }

        @Override
        public void retired(PoolEvent event) {
            Throwable why = event.cause();
            seen.add("retired " + event.reason() + (why == null ? "" : ": " + why.getMessage()));
        }
    }

    /** Time that stands still until a test moves it. */
    static final class SteppedTicker implements Ticker {

        volatile long now = Duration.ofDays(1).toNanos();

        /** Is done once, within the next exact reading. */
        @Nullable Runnable atExactReading;

        /** Is done once, within the next coarse reading. */
        @Nullable Runnable atCoarseReading;

        @Override
        public long nanos() {
            Runnable act = atExactReading;
            atExactReading = null;
            return reading(act);
        }

        @Override
        public long coarseNanos() {
            Runnable act = atCoarseReading;
            atCoarseReading = null;
            return reading(act);
        }

        private long reading(@Nullable Runnable act) {
            if (act != null) {
                act.run();
            }
            return now;
        }

        void advance(Duration time) {
            now += time.toNanos();
        }
    }
}
