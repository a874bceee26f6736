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
    private final LeaseHandle<?> handle = (LeaseHandle<?>) pool.acquire();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void itKnowsItsPoolsName() {
        assertThat(handle.poolName()).isEqualTo("asked");
    }

    @Test
    void itIsSharedOnceAnotherThreadCalled() throws InterruptedException {
        handle.leave(handle.enter());
        assertThat(handle.isShared()).isFalse();
        onAnotherThread(() -> handle.leave(handle.enter()));
        assertThat(handle.isShared()).isTrue();
    }

    @Test
    void whatAnAbortMayCancelIsWhatAllItsThreadsMade() throws InterruptedException {
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
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedText()).contains("has just ended");
        handle.end();
        assertThat(handle.isRevoked()).isFalse();
        assertThat(handle.endedCause()).isNull();
        assertThat(handle.endedText()).contains("was returned").contains("by its holder");
    }

    @Test
    void whatItsHolderRetiredHasTheErrorAsItsCauseAndWasNotRevoked() {
        IOException torn = new IOException("torn");
        handle.retireLease(torn);
        assertThat(handle.endedCause()).isSameAs(torn);
        assertThat(handle.isRevoked()).isFalse();
    }

    @Test
    void aPoolThatClosesRevokesIt() {
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
