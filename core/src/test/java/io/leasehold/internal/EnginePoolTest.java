package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine on real threads, seen from inside. */
class EnginePoolTest {

    private static EnginePool<Object, ResourceLease<Object>> pool(int size, @Nullable PoolListener listener) {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new).maximumSize(size).siteSampling(0).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(Engine.SHARED.ticker(), Engine.SHARED, listener, null));
        pool.start();
        return pool;
    }

    private static void onAnotherThread(Runnable task) throws InterruptedException {
        Thread other = new Thread(task);
        other.start();
        other.join(60_000);
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void whatAnotherThreadReturnsIsLentOnInItsPlaceAndAStaleReturnChangesNothingThere() throws InterruptedException {
        try (EnginePool<Object, ResourceLease<Object>> pool = pool(1, null)) {
            pool.fenceLeases();
            ResourceLease<Object> lease = pool.acquire();
            Object resource = lease.resource();
            Place<Object> place = pool.places.all()[0];
            onAnotherThread(lease::close);
            assertThat(pool.places.all()).containsExactly(place);
            ResourceLease<Object> next = pool.acquire();
            assertThat(next.resource()).isSameAs(resource);
            place.markForReset();
            lease.close();
            assertThat(place.needsReset).isTrue();
            assertThat(place.box.handle()).isSameAs(next);
            assertThat(place.ownerInside(place.word())).isFalse();
        }
    }

    @Test
    void aCallOfAnotherThreadHasTheLeasesAfterItFenced() throws InterruptedException {
        try (EnginePool<Object, ResourceLease<Object>> pool = pool(1, null)) {
            ResourceLease<Object> lease = pool.acquire();
            Place<Object> place = pool.places.all()[0];
            assertThat(PlaceWord.isFenced(place.word())).isFalse();
            onAnotherThread(() -> lease.inside(() -> "called"));
            lease.close();
            try (Lease<Object> next = pool.acquire()) {
                assertThat(PlaceWord.isFenced(place.word())).as("%s", next).isTrue();
            }
        }
    }

    @Test
    void anUncontendedCycleTakesNoLockOfThePool() throws InterruptedException {
        try (EnginePool<Object, ResourceLease<Object>> pool = pool(1, null)) {
            pool.acquire().close();
            List<ReentrantLock> locks = locksOf(pool);
            assertThat(locks).hasSizeGreaterThanOrEqualTo(5);
            CountDownLatch done = new CountDownLatch(1);
            locks.forEach(ReentrantLock::lock);
            try {
                Thread other = new Thread(() -> {
                    pool.acquire(0).close();
                    done.countDown();
                });
                other.setDaemon(true);
                other.start();
                assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                locks.forEach(ReentrantLock::unlock);
            }
        }
    }

    @Test
    void aPauseThatIsOvertakenByItsResumeLeavesThePoolLending() throws InterruptedException {
        try (EnginePool<Object, ResourceLease<Object>> pool = pool(1, null)) {
            List<ReentrantLock> locks = locksOf(pool.places);
            assertThat(locks).hasSize(1);
            Thread pausing = new Thread(pool::pause);
            locks.forEach(ReentrantLock::lock);
            try {
                pausing.start();
                while (!locks.get(0).hasQueuedThread(pausing)) {
                    Thread.onSpinWait();
                }
                pool.resume();
            } finally {
                locks.forEach(ReentrantLock::unlock);
            }
            pausing.join(60_000);
            assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.OPEN);
            pool.acquire(TimeUnit.SECONDS.toNanos(1)).close();
        }
    }

    @Test
    void withoutAListenerOrARecordingTheShortWayIsTaken() {
        try (EnginePool<Object, ResourceLease<Object>> silent = pool(1, null);
                EnginePool<Object, ResourceLease<Object>> told = pool(1, new PoolListener() {})) {
            assertThat(silent.quickReturns()).isTrue();
            assertThat(told.quickReturns())
                    .as("from the first lease on, not from the first upkeep")
                    .isFalse();
        }
    }

    @Test
    void theHoldersPresentStackIsReadForARefusalAloneAndOnce() throws InterruptedException {
        AtomicInteger readings = new AtomicInteger();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (EnginePool<Object, ResourceLease<Object>> pool = pool(1, null)) {
            Thread holder =
                    new Thread(() -> {
                        Lease<Object> lease = pool.acquire();
                        held.countDown();
                        awaitUninterrupted(release);
                        lease.close();
                    }) {
                        @Override
                        public StackTraceElement[] getStackTrace() {
                            readings.incrementAndGet();
                            return super.getStackTrace();
                        }
                    };
            holder.start();
            held.await();
            assertThat(pool.snapshot().holders()).hasSize(1);
            assertThat(readings).hasValue(0);
            assertThatThrownBy(() -> pool.acquire(TimeUnit.MILLISECONDS.toNanos(20)))
                    .isInstanceOf(PoolFullException.class)
                    .hasMessageContaining("now at ");
            assertThat(readings).hasValue(1);
            release.countDown();
            holder.join();
        }
    }

    @Test
    void aConcernOfUpkeepThatFailsStopsNoOther() {
        List<Long> ran = new ArrayList<>();
        LongUnaryOperator fails = now -> {
            throw new IllegalStateException("a concern's own fault");
        };
        LongUnaryOperator runs = now -> {
            ran.add(now);
            return Duration.ofMinutes(1).toNanos();
        };
        long next = Upkeeps.soonest(42, List.of(fails, runs));
        assertThat(ran).containsExactly(42L);
        assertThat(next)
                .as("what failed is tried again soon")
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every lock that hangs on the pool, found by reflection, so that a new one is not forgotten. */
    private static List<ReentrantLock> locksOf(Object root) {
        Map<Object, Boolean> seen = new IdentityHashMap<>();
        List<ReentrantLock> locks = new ArrayList<>();
        collect(root, seen, locks);
        return locks;
    }

    private static void collect(Object owner, Map<Object, Boolean> seen, List<ReentrantLock> locks) {
        if (seen.put(owner, true) != null) {
            return;
        }
        for (Class<?> type = owner.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                    continue;
                }
                field.setAccessible(true);
                Object value = read(field, owner);
                if (value instanceof ReentrantLock lock) {
                    locks.add(lock);
                } else if (value != null
                        && !(value instanceof Engine)
                        && value.getClass().getPackage() == EnginePool.class.getPackage()) {
                    collect(value, seen, locks);
                }
            }
        }
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
