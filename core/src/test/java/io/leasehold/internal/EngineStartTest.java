package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.TaskRunner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What a pool is from its first moment on, and what is left of one that cannot be built. */
class EngineStartTest {

    @Test
    void theFirstLeaseIsToldThoughNoUpkeepHasRun() {
        List<Long> acquired = new ArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void acquired(PoolEvent event) {
                acquired.add(event.resource());
            }
        };
        HeldRunner runner = new HeldRunner();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new).maximumSize(1).siteSampling(0).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(new StillTicker(), runner, listener, null));
        pool.start();
        pool.supply.refill(1, null);
        runner.runAll();
        pool.acquire(0);
        assertThat(acquired).containsExactly(1L);
    }

    @Test
    void itHasTwiceItsMaximumAndOneWorkers() {
        SupplyStage stage = new SupplyStage(3);
        for (int i = 0; i < 10; i++) {
            stage.pool.tasks.execute(() -> {});
        }
        assertThat(stage.runner.held).hasSize(7);
    }

    @Test
    void itKnowsItsSettings() {
        PoolConfig config = Pool.of(Object::new).name("set").config();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                config,
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(new StillTicker(), new HeldRunner(), null, null));
        assertThat(pool.config()).isSameAs(config);
    }

    @Test
    void aPoolThatCannotBeBuiltIsClosed() throws Exception {
        AtOnce runner = new AtOnce();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new)
                        .name("never built")
                        .initializationFailTimeout(Duration.ZERO)
                        .registerMbeans(true)
                        .config(),
                new SimpleFactory<>(() -> {
                    throw new IOException("down");
                }),
                new PoolSurroundings(new StillTicker(), runner, null, null));
        assertThatThrownBy(pool::start).isInstanceOf(CannotOpenException.class);
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(runner.registered).isZero();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        assertThat(server.isRegistered(new ObjectName("io.leasehold:type=Pool,name=\"never built\"")))
                .isFalse();
    }

    @Test
    void aPoolThatAnErrorKeepsFromBeingBuiltIsClosed() {
        AtomicBoolean strikes = new AtomicBoolean(true);
        AtOnce runner = new AtOnce() {
            @Override
            public boolean runsByItself() {
                if (strikes.getAndSet(false)) {
                    throw new OutOfMemoryError("made up");
                }
                return true;
            }
        };
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(new StillTicker(), runner, null, null));
        assertThatThrownBy(pool::start).isInstanceOf(OutOfMemoryError.class);
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(runner.registered).isZero();
    }

    /** Does work when it is handed in, and counts whose upkeep it has. */
    private static class AtOnce implements TaskRunner {

        int registered;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Registration register(Upkeep upkeep) {
            registered++;
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {
                    registered--;
                }
            };
        }
    }
}
