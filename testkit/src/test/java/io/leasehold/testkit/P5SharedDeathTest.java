package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedHandlePool;
import io.leasehold.spi.SharedResourceFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P5: a shared pool does not become smaller by an error, wherever in an acquire or a return it strikes. */
class P5SharedDeathTest {

    /** How many frames from the stack's edge on a share is tried in; from there on an acquire and a return fit well. */
    private static final int TRIED = 150;

    private final SharedStage stage = new SharedStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aFactoryThatThrowsWhateverMakingAHandleCostsNoShare() {
        for (Throwable thrown : List.of(
                new IllegalStateException("no handle"),
                new StackOverflowError("no handle"),
                new OutOfMemoryError("no handle"),
                new ThreadDeath(),
                new Throwable("no handle"))) {
            SharedHandlePool<String, ScriptedSharedResource, BrokenShare> pool = SharedHandlePool.open(
                    stage.settings().config(), new Broken(thrown), null, stage.ticker, stage.runner);
            assertThat(stage.stepping(() -> catchThrowable(() -> pool.acquire("a"))))
                    .isSameAs(thrown);
            assertThat(pool.snapshot().shares()).isZero();
            assertThat(catchThrowable(() -> pool.acquire("a"))).isSameAs(thrown);
            assertThat(pool.snapshot().shares()).isZero();
            stage.runner.pass(SharedStage.GRACE.plusSeconds(30));
            assertThat(pool.snapshot().taken()).isZero();
            pool.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStackThatEndsAtAnyDepthCostsNoShare(boolean listening) throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = listening
                ? stage.pool(1)
                : stage.settings()
                        .maximumResources(1)
                        .ticker(stage.ticker)
                        .runner(stage.runner)
                        .build();
        stage.acquire(pool, "a").close();
        for (int round = 0; round < 20; round++) {
            Edge edge = new Edge(pool);
            edge.walk(round);
            assertThat(edge.overflows)
                    .as("acquires and returns that met the edge")
                    .isPositive();
            edge.obtained.forEach(Share::close);
        }
        stage.runner.pass(Duration.ofSeconds(30));
        assertThat(pool.snapshot().shares()).isZero();
        assertThat(pool.snapshot().resources())
                .extracting(SharedResourceSnapshot::state)
                .containsExactly(SharedResourceSnapshot.State.GRACE);
        stage.acquire(pool, "a").close();
        stage.runner.pass(SharedStage.GRACE.plusSeconds(30));
        assertThat(pool.snapshot().taken()).isZero();
        assertThat(stage.factory.closes().calls()).isOne();
        pool.close();
    }

    /** Goes to the end of a stack, and acquires and returns in each of the last frames. For one thread. */
    private static final class Edge {

        final List<Share<ScriptedSharedResource>> obtained = new ArrayList<>();
        int overflows;

        private final SharedPool<String, ScriptedSharedResource> pool;
        private final Share<ScriptedSharedResource>[] taken;
        private int tried;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
        Edge(SharedPool<String, ScriptedSharedResource> pool) {
            this.pool = pool;
            this.taken = new Share[TRIED];
        }

        /** From each offset the frames end somewhere else. */
        void walk(int offset) throws InterruptedException {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread thread = new Thread(
                    null,
                    () -> {
                        try {
                            shift(offset);
                        } catch (Throwable e) {
                            failure.set(e);
                        }
                    },
                    "edge",
                    512 * 1024);
            thread.start();
            thread.join();
            assertThat(failure.get()).isNull();
            for (Share<ScriptedSharedResource> share : taken) {
                if (share != null) {
                    obtained.add(share);
                }
            }
        }

        private void shift(int left) {
            if (left == 0) {
                descend();
            } else {
                shift(left - 1);
            }
        }

        private void descend() {
            try {
                descend();
            } catch (StackOverflowError edge) {
                // From here on upwards.
            }
            if (tried < TRIED) {
                int at = tried++;
                try {
                    Share<ScriptedSharedResource> share = pool.acquire("a");
                    taken[at] = share;
                    share.close();
                } catch (StackOverflowError edge) {
                    overflows++;
                }
            }
        }
    }

    private static final class BrokenShare extends ShareHandle<ScriptedSharedResource> {

        BrokenShare(Grant<ScriptedSharedResource> grant) {
            super(grant);
        }
    }

    private final class Broken implements SharedResourceFactory<String, ScriptedSharedResource, BrokenShare> {

        private final Throwable thrown;

        Broken(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public ScriptedSharedResource open(String key) throws Exception {
            return stage.factory.open(key);
        }

        @Override
        public BrokenShare share(ScriptedSharedResource resource, Grant<ScriptedSharedResource> grant) {
            throw Broken.<RuntimeException>asUnchecked(thrown);
        }

        @SuppressWarnings("unchecked") // so that a checked one comes through, as from a language that has none
        private static <T extends Throwable> T asUnchecked(Throwable thrown) throws T {
            throw (T) thrown;
        }

        @Override
        public boolean check(ScriptedSharedResource resource, Duration timeout) {
            return true;
        }

        @Override
        public void close(ScriptedSharedResource resource) throws Exception {
            stage.factory.close(resource);
        }

        @Override
        public void abort(ScriptedSharedResource resource) throws Exception {
            stage.factory.abort(resource);
        }
    }
}
