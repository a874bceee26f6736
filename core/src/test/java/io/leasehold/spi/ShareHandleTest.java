package io.leasehold.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Retirement;
import io.leasehold.SharedPool;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an adapter may ask of its handle in a shared pool. */
class ShareHandleTest {

    private final SharedPool<String, Object> pool = SharedPool.of((String key) -> new Object())
            .name("asked")
            .maximumResources(1)
            .build();
    private ShareHandle<?> handle;

    /** By the thread of the test, which may be another than makes its fields. */
    private void acquire() {
        handle = (ShareHandle<?>) pool.acquire("a");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void itKnowsItsPoolsName() {
        acquire();
        assertThat(handle.poolName()).isEqualTo("asked");
    }

    @Test
    void aReturnIsNoRevokeAndHasNoCause() {
        acquire();
        assertThat(handle.isEnded()).isFalse();
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedCause()).isNull();
        assertThat(handle.endedText()).contains("has just ended");
        assertThat(handle.end()).isTrue();
        assertThat(handle.isEnded()).isTrue();
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedCause()).isNull();
        assertThat(handle.endedText()).contains("was returned").contains("by its holder");
    }

    @Test
    void whatItsHolderRetiredHasTheErrorAsItsCauseAndWasNotRevoked() {
        acquire();
        IOException torn = new IOException("torn");
        assertThat(handle.retireShare(Retirement.KEEP_HOLDERS, torn)).isTrue();
        assertThat(handle.endedCause()).isSameAs(torn);
        assertThat(handle.isRevoked()).isFalse();
    }

    @Test
    void aPoolThatClosesRevokesIt() {
        acquire();
        pool.close();
        assertThat(handle.isRevoked()).isTrue();
        assertThat(handle.enter()).isFalse();
    }

    @Test
    void whatWasNotMadeFromItIsTakenFromItWithoutHarm() {
        acquire();
        handle.removeChild(new LeaseChild() {
            @Override
            protected void endWithLease() {}
        });
        assertThat(handle.end()).isTrue();
    }
}
