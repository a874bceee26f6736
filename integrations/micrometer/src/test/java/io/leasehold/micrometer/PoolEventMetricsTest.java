package io.leasehold.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.RetireReason;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.testkit.ScriptedResource;
import io.leasehold.testkit.ScriptedSharedFactory;
import io.leasehold.testkit.ScriptedSharedResource;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens in pools is counted. */
class PoolEventMetricsTest {

    private final MeterStage stage = new MeterStage();
    private final PoolEventMetrics events = new PoolEventMetrics(stage.registry);

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private Pool<ScriptedResource> pool(int size) {
        return stage.pool(
                settings -> settings.maximumSize(size).minimumSize(size).listener(events));
    }

    private Timer timer(String name) {
        return stage.registry.get(name).tag("pool", "orders").timer();
    }

    @Test
    void acquiresHoldsAndOpensAreCounted() {
        Pool<ScriptedResource> pool = pool(2);
        Lease<ScriptedResource> lease = pool.acquire();
        stage.ticker.advance(Duration.ofSeconds(3));
        lease.close();
        pool.acquire().close();
        stage.runner.settle();
        assertThat(stage.count("leasehold.pool.acquires", "pool", "orders")).isEqualTo(2);
        assertThat(timer("leasehold.pool.hold").count()).isEqualTo(2);
        assertThat(timer("leasehold.pool.hold").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(timer("leasehold.pool.open").count()).isEqualTo(2);
        assertThat(timer("leasehold.pool.wait").count()).isZero();
    }

    @Test
    void anAcquireThatEndsWithoutALeaseIsCountedByItsReason() throws Exception {
        Pool<ScriptedResource> pool = pool(1);
        Lease<ScriptedResource> lease = pool.acquire();
        assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
        lease.close();
        pool.close();
        assertThatThrownBy(pool::acquire).isNotNull();
        assertThat(stage.count("leasehold.pool.refusals", "reason", "full")).isEqualTo(1);
        assertThat(stage.count("leasehold.pool.refusals", "reason", "closed")).isEqualTo(1);
        assertThat(stage.count("leasehold.pool.refusals", "reason", "cannot_open"))
                .isZero();
    }

    @Test
    void retirementsAreCountedByTheirReason() {
        Pool<ScriptedResource> pool = pool(2);
        pool.acquire().retire(new IOException("torn"));
        stage.runner.settle();
        pool.retireAll();
        stage.runner.settle();
        assertThat(stage.count("leasehold.pool.retirements", "reason", "broken"))
                .isEqualTo(1);
        assertThat(stage.count("leasehold.pool.retirements", "reason", "retire_all"))
                .isEqualTo(2);
    }

    /** A rate needs a zero to begin with. */
    @Test
    void allReasonsAreThereFromTheStart() {
        pool(1).acquire().close();
        for (RetireReason reason : RetireReason.values()) {
            assertThat(stage.count(
                            "leasehold.pool.retirements",
                            "reason",
                            reason.name().toLowerCase(Locale.ROOT)))
                    .isZero();
        }
    }

    @Test
    void anOpenThatFailsIsCounted() {
        stage.factory.opens().fail(new IOException("down"));
        pool(1);
        assertThat(stage.count("leasehold.pool.open.failures")).isEqualTo(1);
    }

    @Test
    void whatARevokeEndsIsCountedAndItsHoldAsWell() {
        Pool<ScriptedResource> pool = pool(1);
        pool.acquire();
        stage.ticker.advance(Duration.ofSeconds(2));
        pool.close();
        stage.runner.settle();
        assertThat(stage.count("leasehold.pool.revocations")).isEqualTo(1);
        assertThat(timer("leasehold.pool.hold").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void sharesOfASharedPoolAreCountedInTheSameWords() {
        try (SharedPool<String, ScriptedSharedResource> shared = SharedPool.<String, ScriptedSharedResource>of(
                        new ScriptedSharedFactory<>())
                .name("clusters")
                .maximumResources(8)
                .listener(events)
                .build()) {
            Share<ScriptedSharedResource> one = shared.acquire("a");
            one.close();
            shared.acquire("a").close();
        }
        assertThat(stage.count("leasehold.pool.acquires", "pool", "clusters")).isEqualTo(2);
    }

    @Test
    void twoPoolsAreToldApartByTheirNames() {
        Pool<ScriptedResource> orders = pool(1);
        Pool<ScriptedResource> others =
                stage.pool(settings -> settings.name("others").listener(events));
        orders.acquire().close();
        others.acquire().close();
        others.acquire().close();
        assertThat(stage.count("leasehold.pool.acquires", "pool", "orders")).isEqualTo(1);
        assertThat(stage.count("leasehold.pool.acquires", "pool", "others")).isEqualTo(2);
    }
}
