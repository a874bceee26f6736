package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.spi.SharedHandlePool;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shared pool logs that no listener is told, or tells in more words. */
class SharedLogTest {

    private static final IOException TORN = new IOException("torn");

    private final SharedStage stage = new SharedStage();
    private LogLines log;

    @BeforeEach
    void listen() {
        log = new LogLines();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        stage.close();
    }

    private void awaitLine(String line) {
        Stage.await("logged: " + line, () -> {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(31));
            return isLogged(line);
        });
    }

    private boolean isLogged(String line) {
        return log.lines().stream().anyMatch(one -> one.contains(line));
    }

    @Test
    void aCloseThatFailsIsTold() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.grace(Duration.ZERO));
        stage.factory.closes().fail(TORN);
        stage.acquire(pool, "a").close();
        stage.runner.settle();
        assertThat(log.lines()).contains("DEBUG stage: a close failed: java.io.IOException: torn");
    }

    @Test
    void aCloseThatFailsOfWhatWasYieldedTooLateIsTold() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.openTimeout(Duration.ofSeconds(3)));
        stage.factory.opens().hangDeaf();
        stage.factory.closes().fail(TORN);
        pool.tryAcquire("a");
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        stage.runner.pass(Duration.ofSeconds(4));
        assertThat(stage.told).contains("lost a: TimeoutException");
        stage.factory.opens().release();
        Stage.await("it is told", () -> isLogged("DEBUG stage: a close failed: java.io.IOException: torn"));
        Stage.await("it is found", () -> pool.snapshot().lost() == 0);
    }

    @Test
    void anAbortThatFailsIsTold() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.grace(Duration.ZERO).closeTimeout(Duration.ofSeconds(1)));
        stage.factory.closes().hangDeaf();
        stage.factory.aborts().fail(TORN);
        stage.acquire(pool, "a").close();
        Stage.await("it is told", () -> {
            if (stage.runner.pending() > 0) {
                stage.runner.startNext();
            }
            stage.ticker.advance(Duration.ofMillis(100));
            stage.runner.upkeep();
            return isLogged("WARN stage: aborting #1 did not close it: java.io.IOException: torn");
        });
    }

    @Test
    void whyOneIsRetiredIsToldWhereThatIsKnown() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        stage.acquire(pool, "b").close();
        share.retire(Retirement.KEEP_HOLDERS, TORN);
        stage.runner.pass(SharedStage.GRACE.plusSeconds(9));
        assertThat(log.lines())
                .contains(
                        "WARN stage: #1 of a is retired: broken: java.io.IOException: torn",
                        "DEBUG stage: #2 of b is retired: idle too long");
    }

    @Test
    void whatIsDeadAndCannotBeRetiredIsToldWithWhatWasSeen() {
        SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool =
                stage.handlePool(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, TORN);
        stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, TORN);
        ScriptedShareHandle third = stage.acquire(pool, "a");
        String line = "ERROR stage: #3 of a is dead and cannot be retired, since two retired ones have holders still;"
                + " retire the key with revocation";
        third.behind().die();
        third.fail(TORN);
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(log.lines()).contains(line + ": java.io.IOException: torn").doesNotContain(line);
        stage.runner.pass(Duration.ofSeconds(6));
        assertThat(log.lines()).contains(line);
    }

    @Test
    void whatIsAbandonedIsToldToBeKeptOrTakenBack() {
        SharedPool<String, ScriptedSharedResource> keeps =
                stage.pool(settings -> settings.name("keeps").abandonedAfter(Duration.ofSeconds(30)));
        SharedPool<String, ScriptedSharedResource> takes = stage.pool(settings ->
                settings.name("takes").abandonedAfter(Duration.ofSeconds(30)).reclaimAbandoned(true));
        stage.acquire(keeps, "a");
        stage.acquire(takes, "a");
        awaitLine("WARN keeps: a share of a was abandoned, its handle is garbage and was not closed, and is kept; ");
        awaitLine("WARN takes: a share of a was abandoned, its handle is garbage and was not closed, and is taken"
                + " back; ");
    }
}
