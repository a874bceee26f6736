package io.leasehold.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an adapter may ask of its handle. */
class LeaseHandleTest {

    private final Pool<Object> pool =
            Pool.of(Object::new).name("asked").maximumSize(1).siteSampling(0).build();
    private LeaseHandle<?> handle;

    /** By the thread of the test, which may be another than makes its fields. */
    private void acquire() {
        handle = (LeaseHandle<?>) pool.acquire();
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
    void itIsSharedOnceAnotherThreadCalled() throws InterruptedException {
        acquire();
        handle.leave(handle.enter());
        assertThat(handle.isShared()).isFalse();
        onAnotherThread(() -> handle.leave(handle.enter()));
        assertThat(handle.isShared()).isTrue();
    }

    @Test
    void whatAnAbortMayCancelIsWhatAllItsThreadsMade() throws InterruptedException {
        acquire();
        LeaseChild own = new Child();
        LeaseChild foreign = new Child();
        assertThat(handle.childrenNow()).isEmpty();
        onAnotherThread(() -> make(foreign));
        assertThat(handle.childrenNow()).containsExactly(foreign);
        make(own);
        assertThat(handle.childrenNow()).containsExactlyInAnyOrder(own, foreign);
    }

    @Test
    void aReturnIsNoRevokeAndHasNoCause() {
        acquire();
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedText()).contains("has just ended");
        handle.end();
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedCause()).isNull();
        assertThat(handle.endedText()).contains("was returned").contains("by its holder");
    }

    @Test
    void whatItsHolderRetiredHasTheErrorAsItsCauseAndWasNotRevoked() {
        acquire();
        IOException torn = new IOException("torn");
        handle.retireLease(torn);
        assertThat(handle.endedCause()).isSameAs(torn);
        assertThat(handle.isRevoked()).isFalse();
    }

    @Test
    void aPoolThatClosesRevokesIt() {
        acquire();
        pool.close();
        assertThat(handle.isRevoked()).isTrue();
    }

    private void make(LeaseChild child) {
        int mark = handle.enter();
        handle.addChild(mark, child);
        handle.leave(mark);
    }

    private static void onAnotherThread(Runnable task) throws InterruptedException {
        Thread other = new Thread(task);
        other.start();
        other.join(60_000);
        assertThat(other.isAlive()).isFalse();
    }

    private static final class Child extends LeaseChild {

        @Override
        protected void endWithLease() {}
    }
}
