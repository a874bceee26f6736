package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P2FenceTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aReturnedHandleStartsNoCall() {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        handle.close();
        assertNoCallStarts(handle);
    }

    @Test
    void aRetiredHandleStartsNoCall() {
        ScriptedHandle handle = stage.acquire(stage.handlePool(1));
        handle.retire(new IOException("broken"));
        assertNoCallStarts(handle);
    }

    @Test
    void aRevokedHandleStartsNoCall() {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofSeconds(10)));
        ScriptedHandle handle = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(15));
        assertNoCallStarts(handle);
    }

    @Test
    void aHandleOfAClosedPoolStartsNoCall() {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        pool.close();
        assertNoCallStarts(handle);
    }

    @Test
    void aHandleWhoseLeaseEndedBeforeItWasMadeStartsNoCall() {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        stage.fill(pool, 1);
        stage.handles.lends().run(pool::close);
        ScriptedHandle handle = pool.acquire(0);
        assertNoCallStarts(handle);
        assertThat(handle.giveBack()).isFalse();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(pool.snapshot().total()).isZero();
    }

    private void assertNoCallStarts(ScriptedHandle handle) {
        int uses = handle.behind().uses();
        assertThatThrownBy(handle::use).isInstanceOf(LeaseEndedException.class);
        assertThat(Stage.start(() -> {
                    handle.use();
                    return null;
                }))
                .satisfies(foreign -> assertThat(foreign.failure()).isInstanceOf(LeaseEndedException.class));
        assertThat(handle.behind().uses()).isEqualTo(uses);
    }

    @Test
    void aCallThatIsInsideWhenAnotherThreadReturnsHasTheResourceDestroyed() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.call(() -> Stage.start(handle::giveBack).get());
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void aCallOfAnotherThreadThatIsInsideWhenTheOwnerReturnsHasTheResourceDestroyed() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Doing<Boolean> foreign = Stage.start(() -> handle.call(() -> {
            inside.countDown();
            leave.await();
            return true;
        }));
        inside.await();
        assertThat(handle.giveBack()).isTrue();
        leave.countDown();
        foreign.get();
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void returningFromInsideOnesOwnCallDestroys() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        assertThat(handle.<Boolean>call(handle::giveBack)).isTrue();
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void whatAnotherThreadReturnsIsNotLentAgainUnlessNobodyCanBeInside() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        for (int round = 0; round < 3; round++) {
            ScriptedHandle handle = stage.acquire(pool);
            int resets = stage.factory.resets().calls();
            Stage.start(() -> {
                        handle.use();
                        return handle.giveBack();
                    })
                    .get();
            stage.runner.settle();
            boolean destroyed = handle.behind().isClosed();
            boolean reset = stage.factory.resets().calls() > resets;
            assertThat(destroyed || reset).isTrue();
            if (round == 0) {
                assertThat(destroyed)
                        .as("the holder of the first such lease fenced no call of its own: nothing proves it outside")
                        .isTrue();
            }
        }
    }

    @Test
    void theErrorOfAnEndedHandleSaysHowWhenAndByWhom() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).siteSampling(1));
        ScriptedHandle handle = stage.acquire(pool);
        Doing<Boolean> returner = new Doing<>(handle::giveBack, "the-returner");
        assertThat(returner.get()).isTrue();
        stage.ticker.advance(Duration.ofSeconds(5));
        assertThatThrownBy(handle::use)
                .hasMessageContaining("pool 'stage'")
                .hasMessageContaining("returned")
                .hasMessageContaining("5.0 s ago")
                .hasMessageContaining("the-returner");
    }

    @Test
    void theErrorOfARevokedHandleSaysWhy() {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofSeconds(10)));
        ScriptedHandle handle = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(15));
        assertThatThrownBy(handle::use)
                .hasMessageContaining("revoked")
                .hasMessageContaining("its term of 10.0 s was over");
    }

    @Test
    void aCallInsideARevokedLeaseHarmsNobody() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofSeconds(10)));
        ScriptedHandle handle = stage.acquire(pool);
        handle.inside(() -> {
            stage.runner.pass(Duration.ofSeconds(15));
            assertThat(handle.hasEnded()).isTrue();
            return null;
        });
        assertThat(stage.factory.aborts().calls()).isOne();
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void aFatalErrorInsideACallEndsTheLeaseWithTheOutermostCall() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.inside(() -> {
            handle.fail(new IOException("torn"), Verdict.RETIRE);
            handle.use();
            assertThat(handle.hasEnded()).isFalse();
            return null;
        });
        assertThat(handle.hasEnded()).isTrue();
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void aFatalErrorInsideACallOfAnotherThreadEndsTheLeaseWithThatCall() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        Stage.start(() -> {
                    handle.fail(new IOException("torn"), Verdict.RETIRE);
                    return null;
                })
                .get();
        assertThat(handle.hasEnded()).isTrue();
        assertNeverLentAgain(pool, handle);
    }

    @Test
    void callsOfOtherThreadsPassWhileTheLeaseLastsAndTooManyAreRefused() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        Doing<Integer> foreign = Stage.start(() -> nest(handle, 0));
        assertThat(foreign.failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("255");
        assertThat(handle.hasEnded()).isFalse();
        handle.use();
    }

    private static int nest(ScriptedHandle handle, int depth) throws Exception {
        return handle.inside(() -> depth > 300 ? depth : nest(handle, depth + 1));
    }

    private void assertNeverLentAgain(HandlePool<ScriptedResource, ScriptedHandle> pool, ScriptedHandle handle) {
        stage.runner.settle();
        assertThat(handle.behind().isClosed()).isTrue();
        assertThat(stage.acquire(pool).id()).isNotEqualTo(handle.id());
    }
}
