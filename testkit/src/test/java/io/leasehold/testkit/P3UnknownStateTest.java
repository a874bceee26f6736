package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.RetireReason;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P3UnknownStateTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void whatTimedOutGoesOnForItsHolderAndIsDestroyedOnReturn() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.fail(new SocketTimeoutException("timed out"), Verdict.RETIRE_ON_RETURN);
        handle.use();
        assertThat(handle.hasEnded()).isFalse();
        handle.close();
        stage.runner.settle();
        assertThat(handle.behind().isClosed()).isTrue();
    }

    @Test
    void aLesserDemandDoesNotTakeTheGraverOneBack() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.inside(() -> {
            handle.fail(new IOException("torn"), Verdict.RETIRE);
            handle.fail(new IOException("cancelled"), Verdict.RETIRE_ON_RETURN);
            handle.fail(null, Verdict.KEEP);
            return null;
        });
        assertThat(handle.hasEnded()).isTrue();
    }

    @Test
    void whatIsAsGoodAsBeforeIsKept() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle handle = stage.acquire(pool);
        handle.fail(new IOException("no such table"), Verdict.KEEP);
        handle.close();
        assertThat(pool.acquire(0).id()).isEqualTo(handle.id());
    }

    @Test
    void aResetThatFailsDestroys() {
        for (Throwable failure : new Throwable[] {new IOException("no"), new StackOverflowError(), new Error("no")}) {
            Pool<ScriptedResource> pool = stage.pool(1);
            Lease<ScriptedResource> lease = stage.acquire(pool);
            ScriptedResource resource = lease.resource();
            stage.factory.resets().fail(failure);
            lease.close();
            stage.runner.settle();
            assertThat(resource.isClosed()).isTrue();
            assertThat(stage.listener.lines())
                    .contains("retired #1 RESET_FAILED: " + failure.getClass().getSimpleName(), "returned #1");
        }
    }

    @Test
    void aResetThatHangsIsCutOffByTheWatchdogAndTheResourceDestroyed() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).resetTimeout(Duration.ofSeconds(15)));
        stage.factory.resets().hangDeaf();
        Doing<Void> returner = Stage.start(() -> {
            Lease<ScriptedResource> lease = stage.acquire(pool);
            lease.resource();
            lease.close();
            return null;
        });
        stage.factory.resets().awaitHanging(1);
        assertThat(pool.snapshot().leased()).as("it counts as leased meanwhile").isOne();
        stage.runner.pass(Duration.ofSeconds(14));
        assertThat(stage.factory.aborts().calls()).isZero();
        stage.runner.pass(Duration.ofSeconds(4));
        assertThat(stage.factory.aborts().calls()).isOne();
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
        assertThat(stage.acquire(pool).resource().id()).isEqualTo(2);
        stage.factory.resets().release();
        returner.get();
        assertThat(pool.snapshot().total()).isOne();
    }

    @Test
    void retiringDestroysAndTheCauseIsInTheEvent() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> lease = stage.acquire(pool);
        IOException cause = new IOException("torn");
        lease.retire(cause);
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.listener.events("retired")).singleElement().satisfies(event -> {
            assertThat(event.cause()).isSameAs(cause);
            assertThat(event.reason()).isEqualTo(RetireReason.BROKEN);
        });
    }

    @Test
    void anErrorOutOfALeasedStreamRetiresItsResource() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.fill(pool, 1);
        Iterator<Integer> torn = IntStream.range(0, 5)
                .peek(i -> {
                    if (i == 3) {
                        throw new UncheckedIOException(new IOException("torn"));
                    }
                })
                .iterator();
        try (Stream<Integer> stream = pool.stream(resource -> torn)) {
            assertThatThrownBy(stream::toList).isInstanceOf(UncheckedIOException.class);
        }
        stage.runner.settle();
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
    }
}
