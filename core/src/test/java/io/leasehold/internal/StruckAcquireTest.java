package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.AcquireException;
import io.leasehold.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P5: an error costs no place and no room, at whichever reading of the clock it strikes. */
class StruckAcquireTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final int MAXIMUM = 2;

    /** A pool of two; what is done in the background is done while somebody is parked, or as time passes. */
    private static final class Stage {

        final FailingTicker ticker = new FailingTicker();
        final HeldRunner runner = new HeldRunner();
        final EnginePool<Object, ResourceLease<Object>> pool;

        Stage(Duration aliveBypass) {
            pool = new EnginePool<>(
                    Pool.of(Object::new)
                            .maximumSize(MAXIMUM)
                            .aliveBypass(aliveBypass)
                            .siteSampling(0)
                            .idleTimeout(Duration.ZERO)
                            .maximumLifetime(Duration.ZERO)
                            .keepaliveTime(Duration.ZERO)
                            .abandonedAfter(Duration.ZERO)
                            .config(),
                    new SimpleFactory<>(Object::new),
                    new PoolSurroundings(ticker, runner, null, null));
            pool.start();
            ticker.whileParked = () -> passes(10 * MS);
        }

        void passes(long nanos) {
            pool.upkeeps.run(ticker.now);
            runner.runAll();
            ticker.now += nanos;
        }

        /** Acquires, and returns what it gets; gives whether the acquire came to this reading, which failed. */
        boolean isStruck(int reading, long timeout) {
            ticker.failAt(reading);
            try {
                ResourceLease<Object> lease = pool.acquire(timeout);
                ticker.failNoMore();
                lease.close();
            } catch (AcquireException | StackOverflowError notLent) {
                // what is left behind then is what this is about
            }
            ticker.failNoMore();
            return ticker.hasFailed();
        }

        void comesToRest() {
            for (int i = 0; i < 40; i++) {
                passes(SECOND);
            }
            SupplyCounts counts = pool.supply.counts();
            assertThat(counts.opening()).isZero();
            assertThat(counts.lost()).isZero();
            assertThat(counts.taken()).isEqualTo(pool.places.size());
            assertThat(pool.checks.underWay()).isZero();
            assertThat(pool.upkeeps.calls.inFlight()).isEmpty();
            assertThat(pool.line.isEmpty()).isTrue();
        }

        void lendsItsMaximum() {
            List<ResourceLease<Object>> leases = new ArrayList<>();
            for (int i = 0; i < MAXIMUM; i++) {
                leases.add(pool.acquire(SECOND));
            }
            leases.forEach(ResourceLease::close);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 500", "1, 0", "1, 500"})
    void p5AnAcquireThatHasOneOpenedCostsNoPlaceWhereverItIsStruck(long secondsToWait, long aliveBypassMillis) {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            Stage stage = new Stage(Duration.ofMillis(aliveBypassMillis));
            struck = stage.isStruck(++reading, secondsToWait * SECOND);
            stage.comesToRest();
            stage.lendsItsMaximum();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void p5AnAcquireThatHasOneCheckedCostsNoPlaceWhereverItIsStruckAndTheCheckEndsSoon(long secondsToWait) {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            Stage stage = new Stage(Duration.ZERO);
            stage.pool.acquire(SECOND).close();
            assertThat(stage.pool.checks.hasUnproven()).isTrue();
            struck = stage.isStruck(++reading, secondsToWait * SECOND);
            stage.passes(SECOND);
            assertThat(stage.pool.places.all()).noneMatch(place -> place.status() == PlaceWord.CHECKING);
            stage.comesToRest();
            stage.lendsItsMaximum();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    /** Has the exact reading of this number fail within the act; gives whether there was one. */
    private static boolean isStruck(HeldGroup held, int reading, Runnable act) {
        int[] readings = {0};
        held.ticker.once(() -> ++readings[0] == reading, () -> {
            throw new StackOverflowError("made up");
        });
        try {
            act.run();
        } catch (AcquireException | StackOverflowError notLent) {
            // as above
        }
        held.ticker.once(() -> false, () -> {});
        return readings[0] >= reading;
    }

    private static void passes(HeldGroup held) {
        for (EndpointRoom<String, ResourceLease<String>> member : held.group.members()) {
            member.pool().upkeeps.run(held.ticker.now);
        }
        held.runner.runAll();
        held.ticker.advance(SECOND);
    }

    @Test
    void p5AnAcquireInAGroupCostsNoRoomWhereverItIsStruck() {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            HeldGroup held = new HeldGroup(1, 1);
            EnginePool<String, ResourceLease<String>> pool = held.pool("a");
            struck = isStruck(held, ++reading, () -> held.group.acquire("a", 0));
            for (int i = 0; i < 12; i++) {
                passes(held);
            }
            assertThat(held.group.room.taken()).isEqualTo(pool.supply.counts().taken());
            held.lease("a").close();
            assertThat(held.group.room.taken()).isOne();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    @Test
    void p5RoomThatIsGrantedIsUsedWhereverWhoGrantsItIsStruck() {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            HeldGroup held = new HeldGroup(1, 1);
            assertThat(held.group.room.take()).isTrue();
            Waiter waiter = held.arrives("a");
            assertThat(held.group.room.wanted()).isOne();
            struck = isStruck(held, ++reading, held.group.room::freed);
            passes(held);
            assertThat(waiter.isGranted()).isTrue();
            assertThat(held.endpoint("a").isGranted()).isFalse();
            assertThat(held.group.room.wanted()).isZero();
            assertThat(held.group.room.taken()).isOne();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(3);
    }

    @Test
    void p5RoomThatIsGrantedIsFreeAgainIfWhoGrantedItDiedAndNobodyNeedsIt() {
        HeldGroup held = new HeldGroup(1, 1);
        assertThat(held.group.room.take()).isTrue();
        Waiter waiter = held.arrives("a");
        assertThat(isStruck(held, 1, held.group.room::freed)).isTrue();
        assertThat(held.endpoint("a").isGranted()).isTrue();
        held.pool("a").line.remove(waiter);
        passes(held);
        assertThat(held.endpoint("a").isGranted()).isFalse();
        assertThat(held.group.room.taken()).isZero();
        assertThat(held.opened).isEmpty();
        held.lease("b").close();
    }
}
