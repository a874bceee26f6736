package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lines of the log, word for word: what is destroyed and why, and of many failures in a row only some. */
class PoolLogTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** Those lines that tell of the end of a resource. */
    private static List<String> ends(LogLines log) {
        return log.lines().stream().filter(line -> line.contains(" stage: #1 ")).toList();
    }

    @Test
    void ofFailuresInARowTheFirstIsToldAndThenEachThatDoublesTheirNumber() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(1);
            stage.factory.opens().fail(new IOException("down")).always();
            Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofHours(1)));
            stage.ticker.awaitParked(1);
            assertThat(stage.runner.upkeepUntil(() -> stage.factory.opens().calls() >= 6, Duration.ofMinutes(30)))
                    .isTrue();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("cannot open (failure"))
                    .containsExactly(failureNumber(1), failureNumber(2), failureNumber(4));
            assertThat(waiter.isDone()).isFalse();
        }
    }

    private static String failureNumber(int number) {
        return "WARN stage: cannot open (failure " + number
                + " in a row, trying again while somebody waits): java.io.IOException: down";
    }

    @Test
    void aServerWithoutRoomIsToldAsThatAndNotAsAFailure() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(2);
            Lease<ScriptedResource> lease = stage.acquire(pool);
            IOException full = new IOException("too many clients");
            stage.factory.refuseForLackOfRoom(full);
            stage.factory.opens().fail(full);
            assertThat(pool.tryAcquire()).isEmpty();
            stage.runner.runAll();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN stage"))
                    .containsExactly("WARN stage: the server has no room for more: at most 1 for now;"
                            + " java.io.IOException: too many clients");
            lease.close();
        }
    }

    @Test
    void whatBrokeIsToldWithTheError() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(1);
            stage.acquire(pool).retire(new IOException("torn"));
            assertThat(ends(log)).last().isEqualTo("WARN stage: #1 is destroyed: broken: java.io.IOException: torn");
        }
    }

    @Test
    void whatItsHolderWantedGoneIsNoWarning() {
        try (LogLines log = new LogLines()) {
            HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
            stage.acquire(pool).retire(null);
            assertThat(ends(log)).last().isEqualTo("INFO stage: #1 is destroyed, as its holder asked");
        }
    }

    @Test
    void whatIsRetiredInGoodOrderIsForWhoLooksClosely() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(1);
            stage.fill(pool, 1);
            pool.retireAll();
            assertThat(ends(log)).last().isEqualTo("DEBUG stage: #1 is retired: retired with all others");
        }
    }

    private ScriptedHandle timedOut(HandlePool<ScriptedResource, ScriptedHandle> pool) {
        ScriptedHandle handle = stage.acquire(pool);
        handle.fail(new SocketTimeoutException("timed out"), Verdict.RETIRE_ON_RETURN);
        return handle;
    }

    private static void namesThisThread(LogLines log) {
        assertThat(ends(log))
                .last()
                .isEqualTo("WARN stage: #1 is destroyed: left in an unknown state:"
                        + " java.net.SocketTimeoutException: timed out; its holder was thread "
                        + Thread.currentThread().getName());
    }

    @Test
    void whatIsInAnUnknownStateIsToldWithWhoHeldIt() {
        try (LogLines log = new LogLines()) {
            timedOut(stage.handlePool(1)).close();
            namesThisThread(log);
        }
    }

    @Test
    void whoHeldWhatIsInAnUnknownStateIsKnownThoughUpkeepWatchesItForBeingForgotten() {
        try (LogLines log = new LogLines()) {
            ScriptedHandle handle = timedOut(
                    stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(5))));
            stage.runner.pass(Duration.ofSeconds(10));
            handle.close();
            namesThisThread(log);
        }
    }

    @Test
    void whatWasFoundDeadIsToldWithItsAgeAndTheAdviceOnceForAllThatWereIdleThen() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool =
                    stage.pool(settings -> settings.maximumSize(2).aliveBypass(Duration.ofMillis(500)));
            stage.fill(pool, 2);
            stage.ticker.advance(Duration.ofMinutes(1));
            stage.factory.killAll();
            stage.acquire(pool).close();
            stage.runner.settle();
            List<String> deaths = log.lines().stream()
                    .filter(line -> line.contains("found dead after 60.0 s of idleness"))
                    .toList();
            assertThat(deaths).hasSize(2).allMatch(line -> line.startsWith("INFO stage: #"));
            assertThat(deaths)
                    .first()
                    .asString()
                    .contains(" was found dead after 60.0 s of idleness; 1 idle resource was found dead after 60.0 s");
            assertThat(deaths).last().asString().endsWith(" was found dead after 60.0 s of idleness");
        }
    }
}
