package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.HolderSnapshot;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How an acquire finds a free place, and what it does not do on its way. */
class FreePlacesTest {

    /** So many leases, each of a place of its own, in the order of the places. */
    private static List<ResourceLease<Object>> leases(SupplyStage stage, int count) {
        List<ResourceLease<Object>> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.add(stage.lease());
        }
        return leases;
    }

    @Test
    void everyFreePlaceIsFoundAndNoneTwice() {
        SupplyStage stage = new SupplyStage(3);
        leases(stage, 3).forEach(ResourceLease::close);
        Set<Object> resources = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            resources.add(stage.pool.acquire(0).resource());
        }
        assertThat(resources).hasSize(3);
        assertThatThrownBy(() -> stage.pool.acquire(0)).isInstanceOf(PoolFullException.class);
    }

    @Test
    void aThreadFindsFirstWhatItFoundLast() {
        SupplyStage stage = new SupplyStage(2);
        leases(stage, 2).forEach(ResourceLease::close);
        ResourceLease<Object> first = stage.pool.acquire(0);
        ResourceLease<Object> last = stage.pool.acquire(0);
        Object found = last.resource();
        first.close();
        last.close();
        assertThat(stage.pool.acquire(0).resource()).isSameAs(found);
    }

    @Test
    void aThreadThatFoundThePlaceAtTheEndFindsOthersOnceThereIsOneLess() {
        SupplyStage stage = new SupplyStage(3);
        List<ResourceLease<Object>> leases = leases(stage, 3);
        Set<Object> left = Set.of(leases.get(1).resource(), leases.get(2).resource());
        leases.get(0).retire(new IOException("torn"));
        leases.get(1).close();
        leases.get(2).close();
        assertThat(left).contains(stage.pool.acquire(0).resource());
    }

    @Test
    void whatWasIdleForAsLongAsItMayBeIsLentUncheckedAndNotForLonger() {
        SupplyStage stage = new SupplyStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));
        stage.lease().close();
        stage.ticker.advance(500 * MS);
        assertThat(stage.pool.checks.hasUnproven()).isFalse();
        stage.pool.acquire(0).close();
        stage.ticker.advance(500 * MS + 1);
        assertThat(stage.pool.checks.hasUnproven()).isTrue();
    }

    @Test
    void whatThePoolSuspectsIsLookedAtAtOnce() {
        SupplyStage stage = new SupplyStage(1);
        stage.lease().close();
        stage.runner.woken = 0;
        stage.pool.suspectSiblings();
        assertThat(stage.runner.woken).isOne();
        assertThat(stage.pool.checks.hasUnproven()).isTrue();
    }

    /** A pool that tells nobody anything, and of whose acquires none is sampled but for the crowd. */
    private static EnginePool<Object, ResourceLease<Object>> quietPool(StillTicker ticker, HeldRunner runner) {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new)
                        .maximumSize(1)
                        .aliveBypass(Duration.ofHours(1))
                        .siteSampling(0)
                        .config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
        pool.supply.refill(1, null);
        runner.runAll();
        return pool;
    }

    /** Whether an acquire now shows where it is. */
    private static boolean isSampled(EnginePool<Object, ResourceLease<Object>> pool) {
        try (ResourceLease<Object> lease = pool.acquire(0)) {
            assertThat(lease).isNotNull();
            HolderSnapshot holder = pool.snapshot().holders().get(0);
            return !holder.site().isEmpty();
        }
    }

    @Test
    void whileSomebodyWaitsTheAcquiresOfAPlaceShowTheirSiteOnceInATick() {
        StillTicker ticker = new StillTicker();
        EnginePool<Object, ResourceLease<Object>> pool = quietPool(ticker, new HeldRunner());
        assertThat(isSampled(pool)).as("nobody waits").isFalse();
        pool.line.join(new Waiter(Thread.currentThread(), ticker.now), Integer.MAX_VALUE);
        assertThat(isSampled(pool)).isTrue();
        assertThat(isSampled(pool)).as("in the same tick").isFalse();
        ticker.advance(MS);
        assertThat(isSampled(pool)).isTrue();
    }
}
