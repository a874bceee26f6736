package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Checks under way, counted. */
class ChecksTest {

    private final HeldRunner runner = new HeldRunner();

    private EnginePool<Object, ResourceLease<Object>> poolWithOneIdle() {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new)
                        .minimumSize(1)
                        .maximumSize(1)
                        .aliveBypass(Duration.ZERO)
                        .config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(Engine.SHARED.ticker(), runner, null, null));
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
}
