package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireInterruptedException;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolFullException;
import io.leasehold.PoolListener;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An acquire that waits, step by step on one thread: what others would do meanwhile happens within its readings and parkings. */
class SlowAcquireTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final SteppedTicker ticker = new SteppedTicker();
    private final List<Duration> waits = new ArrayList<>();
    private @Nullable EnginePool<Object, ResourceLease<Object>> opened;

    @AfterEach
    void close() {
        pool().close();
    }

    private EnginePool<Object, ResourceLease<Object>> pool() {
        assertThat(opened).isNotNull();
        return opened;
    }

    /** A pool of so many, all of them leased. */
    private List<ResourceLease<Object>> allLeased(int size) {
        ticker.watched = Thread.currentThread();
        PoolListener listener = new PoolListener() {
            @Override
            public void waited(PoolEvent event) {
                waits.add(event.duration());
            }
        };
        opened = new EnginePool<>(
                Pool.of(Object::new).maximumSize(size).siteSampling(0).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, Engine.SHARED, listener, null));
        opened.start();
        List<ResourceLease<Object>> leases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leases.add(opened.acquire());
        }
        waits.clear();
        return leases;
    }

    /** One lease has ended so far, and the only place is leased again: after 20 ms tau is 20 ms, and handing over is cheap. */
    private void oneLeaseEnded() {
        allLeased(1).get(0).close();
        pool().acquire();
    }

    private boolean isHandedOverAtOnce() {
        Waiter young = new Waiter(Thread.currentThread(), ticker.now);
        young.position = 1;
        return pool().handOver.isDue(young, ticker.now);
    }

    /** Waits to its deadline; each of these happens in a parking of its own. */
    private void waitsInVain(Runnable... whileParked) {
        ticker.atParkings.addAll(List.of(whileParked));
        ticker.atParkings.add(() -> ticker.now += SECOND);
        assertThatThrownBy(() -> pool().acquire(SECOND)).isInstanceOf(PoolFullException.class);
        assertThat(ticker.atParkings).isEmpty();
    }

    @Test
    void howLongItWaitedIsToldToTheNanosecond() {
        ResourceLease<Object> held = allLeased(1).get(0);
        ticker.atParkings.add(() -> {
            ticker.now += 7 * MS;
            held.close();
        });
        pool().acquire(SECOND).close();
        assertThat(waits).containsExactly(Duration.ofMillis(7));
    }

    /** Between its look for a grant and the place it takes one place is freed, and then, since it is overdue, another handed over. */
    @Test
    void whoIsGrantedAPlaceWhileItTakesAnotherKeepsOneAndFreesTheOther() {
        List<ResourceLease<Object>> held = allLeased(2);
        Object granted = held.get(1).resource();
        ticker.atReadingInLine = () -> {
            held.get(0).close();
            ticker.now += 6 * MS;
            held.get(1).close();
        };
        ResourceLease<Object> lease = pool().acquire(SECOND);
        assertThat(lease.resource()).isSameAs(granted);
        assertThat(pool().snapshot().idle()).isOne();
        assertThat(pool().acquire(0).resource()).isNotSameAs(granted);
    }

    @Test
    void whoIsGrantedAPlaceWhileItIsAwakeMeasuresNoWakeUp() {
        List<ResourceLease<Object>> held = allLeased(2);
        ticker.atReadingInLine = () -> {
            held.get(0).close();
            ticker.now += 6 * MS;
            held.get(1).close();
            ticker.now += 10 * MS;
        };
        pool().acquire(SECOND);
        pool().acquire(0);
        ticker.now += 20 * MS;
        waitsInVain(() -> assertThat(isHandedOverAtOnce()).isTrue());
    }

    @Test
    void whoIsInterruptedAsItsTimeRunsOutIsToldOfTheInterrupt() {
        allLeased(1);
        ticker.atParkings.add(() -> {
            ticker.now += SECOND;
            Thread.currentThread().interrupt();
        });
        try {
            assertThatThrownBy(() -> pool().acquire(SECOND)).isInstanceOf(AcquireInterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whoEntersTheLineMeasuresHowOftenPlacesAreLent() {
        oneLeaseEnded();
        assertThat(isHandedOverAtOnce()).as("nothing was measured yet").isFalse();
        ticker.now += 20 * MS;
        waitsInVain(() -> assertThat(isHandedOverAtOnce()).isTrue());
    }

    @Test
    void whoIsWokenMeasuresHowOftenPlacesAreLent() {
        oneLeaseEnded();
        waitsInVain(
                () -> {
                    assertThat(isHandedOverAtOnce()).as("it came before 20 ms").isFalse();
                    ticker.now += 20 * MS;
                    pool().line.signal(ticker.now);
                },
                () -> assertThat(isHandedOverAtOnce()).isTrue());
    }

    @Test
    void whoIsWokenMeasuresHowLongThatTook() {
        oneLeaseEnded();
        ticker.now += 20 * MS;
        waitsInVain(
                () -> {
                    assertThat(isHandedOverAtOnce()).isTrue();
                    pool().line.signal(ticker.now);
                    ticker.now += 10 * MS;
                },
                () -> assertThat(isHandedOverAtOnce())
                        .as("2 of 18 ms are not cheap")
                        .isFalse());
    }

    @Test
    void whoWakesUpByItselfMeasuresNoWakeUp() {
        oneLeaseEnded();
        ticker.now += 20 * MS;
        waitsInVain(
                () -> ticker.now += 10 * MS,
                () -> assertThat(isHandedOverAtOnce()).isTrue());
    }

    /** Time that stands still until a test moves it. Only readings and parkings of the test's own thread count. */
    private final class SteppedTicker implements Ticker {

        final Queue<Runnable> atParkings = new ArrayDeque<>();
        volatile long now = TimeUnit.DAYS.toNanos(1);

        /** Is done once, within the next coarse reading while somebody stands in line. */
        @Nullable Runnable atReadingInLine;

        private volatile @Nullable Thread watched;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long coarseNanos() {
            Runnable act = Thread.currentThread() == watched ? atReadingInLine : null;
            if (act != null && !pool().line.isEmpty()) {
                atReadingInLine = null;
                act.run();
            }
            return now;
        }

        @Override
        public void park(Object blocker, long nanos) {
            Runnable act = Thread.currentThread() == watched ? atParkings.poll() : null;
            if (act != null) {
                act.run();
            } else {
                Ticker.super.park(blocker, nanos);
            }
        }
    }
}
