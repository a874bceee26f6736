package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Checks under way, counted. */
class ChecksTest {

    private final HeldRunner runner = new HeldRunner();

    private EnginePool<Object, ResourceLease<Object>> poolWithOneIdle() {
        return poolWithOneIdle(Engine.SHARED.ticker());
    }

    private EnginePool<Object, ResourceLease<Object>> poolWithOneIdle(Ticker ticker) {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new)
                        .minimumSize(1)
                        .maximumSize(1)
                        .aliveBypass(Duration.ZERO)
                        .config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
        runner.runAll();
        assertThat(pool.places.all()).hasSize(1);
        return pool;
    }

    private static DriverCall check(EnginePool<Object, ResourceLease<Object>> pool) {
        pool.checks.checkForWaiters(1);
        return pool.upkeeps.calls.inFlight().iterator().next();
    }

    private static long later(DriverCall call) {
        return call.submittedAt + Duration.ofSeconds(1).toNanos();
    }

    @Test
    void aCheckThatTakesLongIsNoHelpUnderWay() {
        EnginePool<Object, ResourceLease<Object>> pool = poolWithOneIdle();
        DriverCall check = check(pool);
        assertThat(pool.checks.underWay()).isOne();
        check.lookAt(later(check));
        check.lookAt(later(check));
        assertThat(pool.checks.underWay()).isZero();
        runner.runAll();
        assertThat(pool.checks.underWay()).isZero();
    }

    /** The housekeeper found it running, and comes to look at it when it is over. */
    @Test
    void aCheckThatIsOverIsNotCountedOutAgain() {
        EnginePool<Object, ResourceLease<Object>> pool = poolWithOneIdle();
        DriverCall check = check(pool);
        runner.runAll();
        assertThat(pool.checks.underWay()).isZero();
        check.lookAt(later(check));
        assertThat(runner.held).as("a check that nobody waits for").isEmpty();
        assertThat(pool.checks.underWay()).isZero();
    }

    @Test
    void aCheckWhosePlaceIsLentFirstIsTakenBackAndCountsForNothing() {
        MeddlingTicker ticker = new MeddlingTicker();
        EnginePool<Object, ResourceLease<Object>> pool = poolWithOneIdle(ticker);
        Place<Object> place = pool.places.all()[0];
        long word = place.word();
        ticker.atNextReading(
                () -> assertThat(place.lend(word, PlaceWord.token(word, false))).isTrue());
        pool.checks.checkForWaiters(1);
        assertThat(place.status()).isEqualTo(PlaceWord.LEASED);
        assertThat(pool.checks.underWay()).isZero();
        assertThat(pool.upkeeps.calls.inFlight()).isEmpty();
        assertThat(runner.held).isEmpty();
    }

    @Test
    void aKeepaliveWhosePlaceIsLentFirstIsNoCheckAndTheNextIsMade() {
        MeddlingTicker ticker = new MeddlingTicker();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new)
                        .minimumSize(2)
                        .maximumSize(2)
                        .maximumOpening(1)
                        .config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
        runner.runAll();
        pool.suspectSiblings();
        Place<Object> lent = pool.places.all()[0];
        long word = lent.word();
        ticker.atNextReading(
                () -> assertThat(lent.lend(word, PlaceWord.token(word, false))).isTrue());
        pool.checks.upkeep(ticker.now);
        assertThat(lent.status()).isEqualTo(PlaceWord.LEASED);
        assertThat(pool.places.all()[1].status()).isEqualTo(PlaceWord.CHECKING);
    }

    @Test
    void p1APlaceThatTwoWantToHaveCheckedAtOnceIsCheckedOnce() {
        MeddlingTicker ticker = new MeddlingTicker();
        EnginePool<Object, ResourceLease<Object>> pool = poolWithOneIdle(ticker);
        ticker.atNextReading(() -> pool.checks.checkForWaiters(1));
        pool.checks.checkForWaiters(1);
        pool.upkeeps.calls.upkeep(ticker.now);
        assertThat(pool.checks.underWay()).isOne();
        assertThat(pool.upkeeps.calls.inFlight()).hasSize(1);
        assertThat(runner.held).hasSize(1);
        runner.runAll();
        assertThat(pool.checks.underWay()).isZero();
        assertThat(pool.places.all()[0].status()).isEqualTo(PlaceWord.IDLE);
    }
}
