package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.SharedPool;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedResourceFactory;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
        return tryAcquire("a");
    }

    private Handle tryAcquire(String key) {
        try {
            return pool.acquire(key, 0);
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

    /** What an acquire finds that is to have it begin, unless another was to, and then to wait for it. */
    private Opening<String, Object> openingOf(String key, ShareWaiter<Object> waiter) {
        KeyEntry.Found<String, Object> found =
                Objects.requireNonNull(pool.entry(new Key(key)).find(waiter));
        return Objects.requireNonNull(found.opening());
    }

    private void assertThatTheNextAcquireOpens() {
        assertThat(tryAcquire("b")).isNull();
        steps.runAll();
        assertThat(tryAcquire("b")).isNotNull();
    }

    @Test
    void p5AnOpenThatNobodyHadBeginGivesWayToAnother() {
        ShareWaiter<Object> dead = new ShareWaiter<>();
        ShareWaiter<Object> joins = new ShareWaiter<>();
        assertThat(openingOf("b", dead)).isSameAs(openingOf("b", joins));
        steps.upkeep();
        steps.advance(TimeUnit.SECONDS.toNanos(10) - 1);
        steps.upkeep();
        assertThat(joins.state()).isEqualTo(ShareWaiter.WAITING);
        steps.advance(1);
        steps.upkeep();
        assertThat(joins.state()).isEqualTo(ShareWaiter.AGAIN);
        assertThat(pool.entries).hasSize(1);
        assertThatTheNextAcquireOpens();
    }

    @Test
    void p5SoItDoesWhereNothingElseIsOpen() {
        pool.retire("a", Retirement.KEEP_HOLDERS, new IOException("moved"));
        steps.runAll();
        assertThat(pool.resources).isEmpty();
        openingOf("b", new ShareWaiter<>());
        steps.pass(TimeUnit.SECONDS.toNanos(21));
        assertThat(pool.entries).isEmpty();
        assertThatTheNextAcquireOpens();
    }

    @Test
    void p5WhoIsSlowAndHasItBeginAfterAllHarmsNobody() {
        Opening<String, Object> late = openingOf("b", new ShareWaiter<>());
        steps.pass(TimeUnit.SECONDS.toNanos(30));
        pool.openings.request(late, "b", true);
        steps.runAll();
        assertThat(factory.closes).as("nobody comes to it any more").hasValue(1);
        assertThat(pool.snapshot().taken()).isOne();
        assertThatTheNextAcquireOpens();
    }

    @Test
    void whatStandsInLineIsNotTakenForLeftBehind() {
        Handle held = pool.acquire("a");
        Handle other = opened("c");
        ShareWaiter<Object> waits = new ShareWaiter<>();
        pool.openings.request(openingOf("b", waits), "b", true);
        steps.pass(TimeUnit.MINUTES.toNanos(1));
        assertThat(waits.state()).isEqualTo(ShareWaiter.WAITING);
        held.close();
        steps.runAll();
        assertThat(waits.state()).isEqualTo(ShareWaiter.GRANTED);
        other.close();
    }

    private Handle opened(String key) {
        assertThat(tryAcquire(key)).isNull();
        steps.runAll();
        return Objects.requireNonNull(tryAcquire(key));
    }

    @Test
    void p5WhatWasSeenIsLookedAtAgainTenSecondsLaterAndNotBefore() {
        Objects.requireNonNull(resource.share(Thread.currentThread(), "dead"));
        steps.upkeep();
        steps.advance(TimeUnit.SECONDS.toNanos(10) - 1);
        steps.upkeep();
        assertThat(resource.shares()).isOne();
        steps.advance(1);
        steps.upkeep();
        assertThat(resource.shares()).isZero();
    }

    @Test
    void p5ADrainIsWokenThoughWhoReturnedTheLastShareDiedBeforeItDidThat() throws InterruptedException {
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "dies"));
        CountDownLatch waits = new CountDownLatch(1);
        steps.whileParked = () -> {
            waits.countDown();
            LockSupport.park();
        };
        AtomicBoolean allReturned = new AtomicBoolean();
        Thread drain = new Thread(() -> allReturned.set(pool.drain(Duration.ofDays(1))), "drain");
        drain.setDaemon(true);
        drain.start();
        waits.await();
        seat.leave("dies");
        steps.upkeep();
        drain.join(60_000);
        assertThat(allReturned).isTrue();
    }

    @Test
    void p12NothingIsKeptOfWhatWasLookedAtAndHasGone() {
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "slow"));
        steps.upkeep();
        seat.leave("slow");
        pool.retire("a", Retirement.KEEP_HOLDERS, new IOException("moved"));
        steps.runAll();
        steps.upkeep();
        WeakReference<Object> gone = new WeakReference<>(resource);
        resource = null;
        seat = null;
        for (int i = 0; i < 1_000 && gone.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(gone.get()).isNull();
    }

    @Test
    void whatIsBeingClosedIsNotClosedAnew() {
        assertThat(resource.closeIdle(RetireReason.IDLE)).isTrue();
        assertThat(pool.closing.wasStarted(resource)).isFalse();
        pool.closing.start(resource);
        assertThat(pool.closing.wasStarted(resource)).isTrue();
        steps.upkeep();
        steps.advance(TimeUnit.SECONDS.toNanos(10));
        steps.upkeep();
        steps.runAll();
        assertThat(pool.closing.wasStarted(resource)).isTrue();
        assertThat(factory.closes).hasValue(1);
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
}
