package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.Grant;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.ResourceFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody will return comes back, and nothing else does. */
class P5AbandonedTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aThreadThatDiesWithALeaseCostsNoPlaceOnceItsHandleIsGarbage() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        Doing<Integer> dies = Stage.start(() -> stage.acquire(pool).id());
        dies.get();
        Stage.join(dies.thread);
        Stage.await("the abandoned one comes back", () -> {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(31));
            return pool.snapshot().leased() == 0;
        });
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
        assertThat(stage.acquire(pool).id()).isEqualTo(2);
    }

    @Test
    void aLeaseThatNobodyTookComesBack() {
        Orphaning orphaning = new Orphaning(stage.handles);
        try (HandlePool<ScriptedResource, ScriptedHandle> pool = HandlePool.open(
                stage.settings().maximumSize(1).minimumSize(1).config(), orphaning, null, stage.ticker, stage.runner)) {
            stage.runner.settle();
            assertThat(pool.acquire(0)).isNull();
            stage.runner.pass(Duration.ofSeconds(9));
            assertThat(pool.snapshot().leased()).isOne();
            stage.runner.pass(Duration.ofSeconds(40));
            assertThat(pool.snapshot().idle()).isOne();
            assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
        }
    }

    /** A listener's time is the acquirer's, however long it takes. */
    @Test
    void anAcquirerWhoseListenerTakesLongOverItsWaitKeepsItsLease() throws Exception {
        AtomicBoolean dawdles = new AtomicBoolean();
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.maximumSize(1)
                .abandonedAfter(Duration.ofSeconds(30))
                .listener(new PoolListener() {
                    @Override
                    public void waited(PoolEvent event) {
                        if (dawdles.get()) {
                            stage.runner.pass(Duration.ofMinutes(2));
                        }
                    }
                }));
        Lease<ScriptedResource> held = stage.acquire(pool);
        dawdles.set(true);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        held.close();
        Lease<ScriptedResource> lease = waiter.get();
        assertThat(lease.resource().id()).isEqualTo(1);
        lease.close();
    }

    /** Makes no handle, as if the acquirer's thread had died in the middle. */
    private record Orphaning(ScriptedHandleFactory handles)
            implements ResourceFactory<ScriptedResource, ScriptedHandle> {

        @Override
        public ScriptedResource open() throws Exception {
            return handles.open();
        }

        @Override
        public ScriptedHandle lend(ScriptedResource resource, Grant<ScriptedResource> grant) {
            return null;
        }

        @Override
        public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
            return handles.check(resource, timeout);
        }

        @Override
        public void reset(ScriptedResource resource, ScriptedHandle handle) throws Exception {
            handles.reset(resource, handle);
        }

        @Override
        public void close(ScriptedResource resource) throws Exception {
            handles.close(resource);
        }

        @Override
        public void abort(ScriptedResource resource) throws Exception {
            handles.abort(resource);
        }
    }

    @Test
    void aHandleThatIsStillHeldIsNeverTakenForAbandoned() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        ScriptedHandle handle = stage.acquire(pool);
        for (int i = 0; i < 3; i++) {
            stage.runner.pass(Duration.ofSeconds(31));
            System.gc();
        }
        handle.use();
        Reference.reachabilityFence(handle);
    }

    @Test
    void aClearedReferenceEndsNoOtherLeaseThanItsOwn() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        watchedThenReturned(pool);
        ScriptedHandle next = pool.acquire(0);
        for (int i = 0; i < 3; i++) {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(20));
        }
        next.use();
        Reference.reachabilityFence(next);
    }

    private void watchedThenReturned(HandlePool<ScriptedResource, ScriptedHandle> pool) {
        ScriptedHandle handle = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(40));
        handle.close();
    }
}
