package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.PoolClosedException;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What can be done with a shared pool, in real time. */
class SharedActsTest {

    private final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();

    @Test
    void equalKeysShareAndOthersDoNot() throws Exception {
        try (SharedPool<String, ScriptedSharedResource> pool =
                SharedPool.of(factory).name("acts").maximumResources(4).build()) {
            Share<ScriptedSharedResource> one = pool.acquire("a");
            Share<ScriptedSharedResource> two = pool.acquire(new String("a"), Duration.ofSeconds(5));
            Share<ScriptedSharedResource> other = pool.acquire("b");
            assertThat(one.resource()).isSameAs(two.resource()).isNotSameAs(other.resource());
            one.close();
            one.close();
            two.resource().use();
            assertThatThrownBy(one::resource)
                    .isInstanceOf(LeaseEndedException.class)
                    .hasMessageContaining("this share of a was returned");
        }
        Stage.await("all is closed", () -> factory.openNow() == 0);
        assertThat(factory.violations()).isEmpty();
    }

    @Test
    void aClosedPoolSharesNothing() {
        SharedPool<String, ScriptedSharedResource> pool =
                SharedPool.of(factory).name("acts").maximumResources(4).build();
        Share<ScriptedSharedResource> out = pool.acquire("a");
        pool.close();
        assertThatThrownBy(() -> pool.acquire("a")).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(out::resource).hasMessageContaining("revoked");
        assertThat(factory.openNow()).isZero();
    }
}
