package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.SharedPool;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P5: what a thread leaves behind that dies between two steps comes to its end; each test is such a thread, step by step. */
class OrphansTest {

    private final Steps steps = new Steps();
    private final Counting factory = new Counting();
    private final SharedEngine<String, Object, Handle> pool =
            (SharedEngine<String, Object, Handle>) SharedPools.ofHandles(
                    SharedPool.of((String key) -> new Object())
                            .name("orphans")
                            .maximumResources(2)
                            .checkInterval(Duration.ZERO)
                            .grace(Duration.ofDays(1))
                            .config(),
                    factory,
                    null,
                    steps,
                    steps);
    private SharedResource<Object> resource;

    /** Opens one, as an acquire that does not wait has it opened. */
    @BeforeEach
    void open() {
        assertThat(tryAcquire()).isNull();
        steps.runAll();
        Handle handle = Objects.requireNonNull(tryAcquire());
        resource = ShareAccess.get().seat(handle).of();
        handle.close();
        assertThat(resource.shares()).isZero();
    }

    private Handle tryAcquire() {
        try {
            return pool.acquire("a", 0);
        } catch (io.leasehold.AcquireException none) {
            return null;
        }
    }

    @Test
    void p5AClaimThatNobodySitsDownOnIsGivenUp() {
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "dead"));
        steps.pass(TimeUnit.SECONDS.toNanos(9));
        assertThat(resource.shares()).isOne();
        steps.pass(TimeUnit.SECONDS.toNanos(21));
        assertThat(resource.shares()).isZero();
        assertThat(seat.sit("dead", new Handle(seat))).isFalse();
    }

    @Test
    void p5WhoWasTakenForDeadAcquiresAnew() {
        factory.whileSharing = () -> {
            factory.whileSharing = null;
            steps.pass(TimeUnit.SECONDS.toNanos(30));
        };
        Handle handle = pool.acquire("a");
        assertThat(resource.shares()).isOne();
        handle.close();
        assertThat(resource.shares()).isZero();
    }

    @Test
    void p5AShareWhoseReleaserDiedIsReleased() {
        Handle handle = pool.acquire("a");
        ShareAccess.get().revoke(handle);
        steps.pass(TimeUnit.SECONDS.toNanos(30));
        assertThat(resource.shares()).isZero();
    }

    @Test
    void p5WhatWasMadeFromItIsEndedOnceThoughItsReleaserDied() {
        Handle handle = pool.acquire("a");
        AtomicInteger ends = new AtomicInteger();
        handle.make(ends::incrementAndGet);
        ShareAccess.get().revoke(handle);
        steps.pass(TimeUnit.SECONDS.toNanos(30));
        assertThat(resource.shares()).isZero();
        pool.ending().release(handle);
        steps.runAll();
        assertThat(ends).hasValue(1);
    }

    @Test
    void p5ARetiredResourceWhoseLastHolderDiedOnTheWayOutIsClosed() {
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "dies"));
        assertThat(resource.retire(RetireReason.RETIRED)).isEqualTo(SharedResource.Left.SAME);
        seat.leave("dies");
        steps.pass(TimeUnit.SECONDS.toNanos(1));
        assertThat(factory.closes).hasValue(1);
    }

    @Test
    void p5ACloseThatNobodyStartedIsStartedAndRunsOnce() {
        assertThat(resource.closeIdle(RetireReason.IDLE)).isTrue();
        steps.pass(TimeUnit.SECONDS.toNanos(30));
        assertThat(factory.closes).hasValue(1);
        pool.closing.start(resource);
        steps.pass(TimeUnit.SECONDS.toNanos(30));
        assertThat(factory.closes).hasValue(1);
        assertThat(pool.snapshot().taken()).isZero();
    }

    @Test
    void whatIsHeldStays() {
        Handle handle = pool.acquire("a");
        steps.pass(TimeUnit.HOURS.toNanos(1));
        assertThat(resource.shares()).isOne();
        handle.close();
    }

    private static final class Handle extends ShareHandle<Object> {

        Handle(Grant<Object> grant) {
            super(grant);
        }

        void make(Runnable end) {
            addChild(new LeaseChild() {
                @Override
                protected void endWithLease() {
                    end.run();
                }
            });
        }

        void close() {
            end();
        }
    }

    private static final class Counting implements SharedResourceFactory<String, Object, Handle> {

        final AtomicInteger closes = new AtomicInteger();
        Runnable whileSharing;

        @Override
        public Object open(String key) {
            return new Object();
        }

        @Override
        public Handle share(Object resource, Grant<Object> grant) {
            if (whileSharing != null) {
                whileSharing.run();
            }
            return new Handle(grant);
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            return true;
        }

        @Override
        public void close(Object resource) {
            closes.incrementAndGet();
        }

        @Override
        public void abort(Object resource) {}
    }

    /** A clock and work that one test steps. */
    private static final class Steps implements Ticker, TaskRunner {

        private static final long STEP = 100_000_000;

        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private Upkeep upkeep = now -> Long.MAX_VALUE;
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long coarseNanos() {
            return now;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Registration register(Upkeep registered) {
            upkeep = registered;
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public boolean runsByItself() {
            return false;
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        void pass(long nanos) {
            for (long end = now + nanos; now < end; now += STEP) {
                upkeep.run(now);
                runAll();
            }
        }
    }
}
