package io.leasehold.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolGroup;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.testkit.ScriptedFactory;
import io.leasehold.testkit.ScriptedGroupFactory;
import io.leasehold.testkit.ScriptedResource;
import io.leasehold.testkit.ScriptedSharedFactory;
import io.leasehold.testkit.ScriptedSharedResource;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gauges say what snapshots do. */
class PoolMetricsTest {

    private final MeterStage stage = new MeterStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void gaugesAreWhatTheSnapshotSays() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings);
        PoolMetrics.of(pool).bindTo(stage.registry);
        assertThat(stage.gauge("leasehold.pool.maximum", "pool", "orders")).isEqualTo(4);
        assertThat(stage.gauge("leasehold.pool.ceiling")).isEqualTo(4);
        Lease<ScriptedResource> one = pool.acquire();
        Lease<ScriptedResource> other = pool.acquire();
        assertThat(stage.gauge("leasehold.pool.resources", "state", "leased")).isEqualTo(2);
        assertThat(stage.gauge("leasehold.pool.resources", "state", "idle")).isEqualTo(2);
        one.close();
        assertThat(stage.gauge("leasehold.pool.resources", "state", "leased")).isEqualTo(1);
        assertThat(stage.gauge("leasehold.pool.resources", "state", "idle")).isEqualTo(3);
        other.close();
        assertThat(stage.gauge("leasehold.pool.resources", "state", "idle")).isEqualTo(4);
        assertThat(stage.gauge("leasehold.pool.waiting")).isZero();
        assertThat(stage.gauge("leasehold.pool.opening")).isZero();
        assertThat(stage.gauge("leasehold.pool.lost")).isZero();
        assertThat(stage.gauge("leasehold.pool.failing")).isZero();
    }

    @Test
    void theLongestHoldIsShown() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.aliveBypass(Duration.ofMinutes(10)));
        PoolMetrics.of(pool).bindTo(stage.registry);
        Lease<ScriptedResource> longer = pool.acquire();
        stage.ticker.advance(Duration.ofSeconds(90));
        Lease<ScriptedResource> shorter = pool.acquire();
        stage.ticker.advance(Duration.ofSeconds(5));
        stage.scrapeLater();
        assertThat(stage.registry.get("leasehold.pool.hold.longest").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(95);
        longer.close();
        shorter.close();
        assertThat(stage.gauge("leasehold.pool.hold.longest")).isZero();
    }

    /** A scrape asks for each gauge by itself; it costs one pass over the places all the same, and its figures agree. */
    @Test
    void aScrapeIsOneReading() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings);
        PoolMetrics.of(pool).bindTo(stage.registry);
        Lease<ScriptedResource> lease = pool.acquire();
        stage.scrapeLater();
        assertThat(now("leased")).isEqualTo(1);
        lease.close();
        assertThat(now("idle")).as("as of the reading that said 1 leased").isEqualTo(3);
        stage.clock.add(Duration.ofMillis(101));
        assertThat(now("idle")).isEqualTo(4);
        assertThat(now("leased")).isZero();
    }

    private double now(String state) {
        return stage.registry
                .get("leasehold.pool.resources")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void aDataSourceIsShownAsItsPool() throws Exception {
        LeaseholdDataSource orders = stage.closing(LeaseholdDataSource.builder()
                .jdbcUrl("jdbc:h2:mem:meters")
                .poolName("h2")
                .maximumPoolSize(3)
                .build());
        PoolMetrics.of(orders).bindTo(stage.registry);
        try (Connection connection = orders.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(stage.gauge("leasehold.pool.resources", "pool", "h2", "state", "leased"))
                    .isEqualTo(1);
        }
        assertThat(stage.gauge("leasehold.pool.maximum", "pool", "h2")).isEqualTo(3);
    }

    @Test
    void aSharedPoolIsShownInTheSameWords() {
        SharedPool<String, ScriptedSharedResource> shared =
                stage.closing(SharedPool.<String, ScriptedSharedResource>of(new ScriptedSharedFactory<>())
                        .name("clusters")
                        .maximumResources(8)
                        .build());
        PoolMetrics.of(shared).bindTo(stage.registry);
        Share<ScriptedSharedResource> one = shared.acquire("a");
        Share<ScriptedSharedResource> other = shared.acquire("a");
        assertThat(stage.gauge("leasehold.pool.resources", "pool", "clusters", "state", "leased"))
                .isEqualTo(1);
        one.close();
        other.close();
        assertThat(stage.gauge("leasehold.pool.resources", "pool", "clusters", "state", "idle"))
                .isEqualTo(1);
    }

    @Test
    void aGroupIsShownAsTheSumOfItsEndpointsWhichAreNoTags() {
        PoolGroup<String, ScriptedResource> group =
                stage.closing(PoolGroup.<String, ScriptedResource>of(new ScriptedGroupFactory<>())
                        .name("nodes")
                        .maximumSize(20)
                        .build());
        PoolMetrics.of(group).bindTo(stage.registry);
        Lease<ScriptedResource> one = group.acquire("a:1");
        Lease<ScriptedResource> other = group.acquire("b:1");
        assertThat(stage.gauge("leasehold.pool.resources", "pool", "nodes", "state", "leased"))
                .isEqualTo(2);
        assertThat(stage.gauge("leasehold.pool.maximum", "pool", "nodes")).isEqualTo(20);
        assertThat(stage.registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("a:1", "b:1"));
        one.close();
        other.close();
    }

    @Test
    void closingTakesTheGaugesOut() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings);
        PoolMetrics metrics = PoolMetrics.of(pool);
        metrics.bindTo(stage.registry);
        assertThat(stage.registry.getMeters()).isNotEmpty();
        metrics.close();
        assertThat(stage.registry.getMeters()).isEmpty();
    }

    @Test
    void closingTheSecondOfANameLeavesTheGaugesOfTheFirst() {
        PoolMetrics first = PoolMetrics.of(stage.pool(settings -> settings));
        PoolMetrics second = PoolMetrics.of(stage.pool(settings -> settings.maximumSize(7)));
        first.bindTo(stage.registry);
        second.bindTo(stage.registry);
        second.close();
        assertThat(stage.gauge("leasehold.pool.maximum", "pool", "orders")).isEqualTo(MeterStage.SIZE);
        assertThat(stage.registry.find("leasehold.pool.hold.longest").timeGauge())
                .isNotNull();
        first.close();
        assertThat(stage.registry.getMeters()).isEmpty();
    }

    @Test
    void boundTwiceTheGaugesAreTakenOutAllTheSame() {
        PoolMetrics metrics = PoolMetrics.of(stage.pool(settings -> settings));
        metrics.bindTo(stage.registry);
        metrics.bindTo(stage.registry);
        metrics.close();
        assertThat(stage.registry.getMeters()).isEmpty();
    }

    @Test
    void theRegistryKeepsNoPoolAlive() {
        WeakReference<Pool<ScriptedResource>> pool = bindAndForget();
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(pool.get()).isNull();
        });
        assertThat(stage.gauge("leasehold.pool.maximum")).isNaN();
    }

    @Test
    void whatKnowsNothingAnyMoreGivesWayToTheNextOfItsName() {
        WeakReference<Pool<ScriptedResource>> gone = bindAndForget();
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.name("gone"));
        PoolMetrics metrics = PoolMetrics.of(pool);
        metrics.bindTo(stage.registry);
        assertThat(stage.gauge("leasehold.pool.maximum", "pool", "gone")).isEqualTo(4);
        metrics.close();
        assertThat(stage.registry.find("leasehold.pool.maximum").meters()).isEmpty();
    }

    private WeakReference<Pool<ScriptedResource>> bindAndForget() {
        Pool<ScriptedResource> pool =
                Pool.of(new ScriptedFactory()).name("gone").build();
        PoolMetrics.of(pool).bindTo(stage.registry);
        assertThat(stage.gauge("leasehold.pool.maximum")).isEqualTo(10);
        pool.close();
        return new WeakReference<>(pool);
    }
}
