package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.SharedPool;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.SharedHandlePool;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P7: whoever gives a share back waits for the end of what was made from it, on real threads, and for no longer. */
class SharedChildrenCloseTest {

    private final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();
    private final CountDownLatch begins = new CountDownLatch(1);
    private final CountDownLatch ends = new CountDownLatch(1);
    private LogLines log;

    @BeforeEach
    void listen() {
        log = new LogLines();
    }

    @AfterEach
    void close() {
        ends.countDown();
        log.close();
    }

    private SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool(Duration closeTimeout) {
        return SharedHandlePool.open(
                SharedPool.of(factory)
                        .name("children")
                        .maximumResources(1)
                        .closeTimeout(closeTimeout)
                        .config(),
                new ScriptedShareHandleFactory<>(factory),
                null,
                null,
                null);
    }

    /** A share from which something was made whose end takes until it may end, whoever interrupts it. */
    private ScriptedShareHandle share(SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool) {
        ScriptedShareHandle share = pool.acquire("a");
        share.make(new LeaseChild() {
            @Override
            protected void endWithLease() {
                begins.countDown();
                boolean over = false;
                while (!over) {
                    try {
                        ends.await();
                        over = true;
                    } catch (InterruptedException deaf) {
                        over = false;
                    }
                }
            }
        });
        return share;
    }

    private static void awaitWaiting(Doing<?> doing) {
        Stage.await("it waits", () -> doing.isDone() || doing.thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void p7AReturnWaitsForTheEndOfWhatWasMade() throws Exception {
        try (SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool = pool(Duration.ofMinutes(10));
                AutoCloseable whateverFails = ends::countDown) {
            ScriptedShareHandle share = share(pool);
            Doing<Boolean> closer = Stage.start(share::giveBack);
            begins.await();
            awaitWaiting(closer);
            assertThat(closer.isDone()).isFalse();
            assertThat(pool.snapshot().shares()).isOne();
            ends.countDown();
            assertThat(closer.get()).isTrue();
            assertThat(pool.snapshot().shares()).isZero();
        }
        assertThat(log.lines()).noneMatch(line -> line.contains("children: ") && line.contains("is still ending"));
    }

    @Test
    void p7WhoIsInterruptedWhileItReturnsWaitsNoLongerAndKeepsItsFlag() throws Exception {
        try (SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool = pool(Duration.ofMinutes(10));
                AutoCloseable whateverFails = ends::countDown) {
            ScriptedShareHandle share = share(pool);
            Doing<Boolean> closer = Stage.start(() -> {
                share.close();
                return Thread.currentThread().isInterrupted();
            });
            begins.await();
            awaitWaiting(closer);
            closer.thread.interrupt();
            assertThat(closer.get()).isTrue();
            assertThat(pool.snapshot().shares()).isOne();
            ends.countDown();
        }
    }

    /** In real time: whoever gave up sooner than the pool does would not see the share released. */
    @Test
    void p7AReturnWaitsUntilWhatHangsIsGivenUp() {
        try (SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool = pool(Duration.ofSeconds(3))) {
            share(pool).close();
            assertThat(pool.snapshot().shares()).isZero();
            ends.countDown();
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("did not end with it"));
    }
}
