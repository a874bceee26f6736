package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.spi.HandlePool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P1OneHolderTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aSecondReturnDoesNothing() {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        assertThat(handle.giveBack()).isTrue();
        assertThat(handle.giveBack()).isFalse();
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void aSecondReturnDoesNothingToTheNextLeaseOfTheSameThread() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle first = stage.acquire(pool);
        first.close();
        ScriptedHandle second = pool.acquire(0);
        assertThat(first.giveBack()).isFalse();
        assertThat(first.retire(new IOException("late"))).isFalse();
        second.use();
        assertThatThrownBy(() -> pool.acquire(0)).isInstanceOf(PoolFullException.class);
    }

    @Test
    void ofAllEndsOfOneLeaseExactlyOneWins() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        for (int round = 0; round < 200; round++) {
            ScriptedHandle handle = stage.acquire(pool);
            CyclicBarrier together = new CyclicBarrier(3);
            Callable<Boolean> returns = () -> {
                together.await();
                return handle.giveBack();
            };
            Doing<Boolean> one = Stage.start(returns);
            Doing<Boolean> other = Stage.start(() -> {
                together.await();
                return handle.retire(new IOException("broken"));
            });
            boolean own = returns.call();
            assertThat(List.of(own, one.get(), other.get())).containsOnlyOnce(true);
            stage.runner.settle();
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    @Test
    void twoThreadsThatReturnAtOnceFreeThePlaceOnce() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(2);
        for (int round = 0; round < 100; round++) {
            ScriptedHandle handle = stage.acquire(pool);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Doing<Boolean>> returns = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                returns.add(Stage.start(() -> {
                    together.await();
                    return handle.giveBack();
                }));
            }
            assertThat(List.of(returns.get(0).get(), returns.get(1).get())).containsOnlyOnce(true);
            stage.runner.settle();
            assertThat(pool.snapshot().leased()).isZero();
            assertThat(pool.snapshot().total()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void twoHoldersNeverMeetHoweverLateHandlesAreClosed() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).name("p1").maximumSize(2).build()) {
            List<Doing<Integer>> holders = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                holders.add(Stage.start(() -> holdAndCloseAgain(pool)));
            }
            for (Doing<Integer> holder : holders) {
                assertThat(holder.get()).isPositive();
            }
        }
        assertThat(factory.violations()).isEmpty();
        assertThat(factory.mostOpen()).isLessThanOrEqualTo(2);
    }

    private static int holdAndCloseAgain(Pool<ScriptedResource> pool) throws Exception {
        int leases = 0;
        Lease<ScriptedResource> stale = pool.acquire();
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofMillis(500).toNanos()) {
            stale.close();
            Lease<ScriptedResource> lease = pool.acquire();
            stale.close();
            lease.resource().use();
            stale.retire(new IOException("late"));
            lease.resource().use();
            lease.close();
            stale = lease;
            leases++;
        }
        return leases;
    }
}
