package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.spi.TaskRunner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Checks under way, counted. */
class ChecksTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Runs nothing until it is told to. */
    private final TaskRunner runner = new TaskRunner() {

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
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
    };

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

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
        runAll();
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
        runAll();
        assertThat(pool.checks.underWay()).isZero();
    }

    /** The housekeeper found it running, and comes to look at it when it is over. */
    @Test
    void aCheckThatIsOverIsNotCountedOutAgain() {
        EnginePool<Object, ResourceLease<Object>> pool = poolWithOneIdle();
        DriverCall check = check(pool);
        runAll();
        assertThat(pool.checks.underWay()).isZero();
        check.lookAt(later(check));
        assertThat(tasks).as("a check that nobody waits for").isEmpty();
        assertThat(pool.checks.underWay()).isZero();
    }
}
