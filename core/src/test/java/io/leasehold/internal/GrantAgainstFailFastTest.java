package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.MS;
import static io.leasehold.internal.HeldGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.EndpointFailedException;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A place comes back, and is handed to a waiter, just as it is to fail fast since its endpoint fails: what it was granted is its. */
class GrantAgainstFailFastTest {

    private static final String KEY = "alice@db1";

    private final HeldGroup held = new HeldGroup(10, 2);
    private final EnginePool<String, ResourceLease<String>> pool = held.pool(KEY);

    /** Opens fail, what is open is alive and leased; it comes back once somebody has waited for so long. */
    private void comesBackAfter(long waited) {
        held.idle(KEY);
        held.endpoint(KEY).openFailed(new IOException("refused"), Probe.NONE, OpenRefusal.OTHER, held.ticker.now);
        pool.checks.upkeep(held.ticker.now);
        held.runner.runAll();
        ResourceLease<String> lease = held.group.acquire(KEY, 0);
        held.ticker.once(() -> !pool.line.isEmpty(), () -> {
            held.ticker.advance(waited);
            lease.close();
            held.ticker.advance(10 * MS);
        });
    }

    @Test
    void whoIsHandedAPlaceDoesNotFail() {
        comesBackAfter(6 * MS);
        assertThat(held.group.acquire(KEY, SECOND).resource()).isEqualTo(KEY + "#1");
        assertThat(pool.line.isEmpty()).isTrue();
    }

    @Test
    void whoIsWokenAloneTakesWhatIsFree() {
        comesBackAfter(4 * MS);
        assertThat(held.group.acquire(KEY, SECOND).resource()).isEqualTo(KEY + "#1");
    }

    @Test
    void itWasAwakeAndMeasuresNoWakeUp() {
        comesBackAfter(6 * MS);
        held.group.acquire(KEY, SECOND);
        held.ticker.advance(20 * MS);
        assertThatThrownBy(() -> held.group.acquire(KEY, SECOND)).isInstanceOf(EndpointFailedException.class);
        Waiter young = new Waiter(Thread.currentThread(), held.ticker.now);
        assertThat(pool.handOver.isDue(young, held.ticker.now))
                .as("the 0.05 ms of a wake-up are cheap")
                .isTrue();
    }
}
