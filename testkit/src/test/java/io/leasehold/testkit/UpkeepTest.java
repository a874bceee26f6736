package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void whatIsIdleForLongerThanIdleTimeoutIsClosedDownToTheMinimum() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(5).minimumSize(2).idleTimeout(Duration.ofMinutes(10)));
        stage.fill(pool, 5);
        stage.runner.pass(Duration.ofMinutes(9));
        assertThat(stage.factory.openNow()).isEqualTo(5);
        stage.runner.pass(Duration.ofMinutes(2));
        assertThat(stage.factory.openNow()).isEqualTo(2);
        assertThat(stage.listener.lines())
                .filteredOn(line -> line.endsWith("IDLE"))
                .hasSize(3);
        assertThat(stage.factory.openedCount()).isEqualTo(5);
    }

    @Test
    void anIdleTimeoutOfZeroClosesNothing() {
        Pool<ScriptedResource> pool = stage.pool(2);
        stage.fill(pool, 2);
        stage.runner.pass(Duration.ofHours(10));
        assertThat(stage.factory.openNow()).isEqualTo(2);
    }

    @Test
    void whatIsOlderThanItsLifetimeIsRetiredAndWhenLeasedOnItsReturn() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).maximumLifetime(Duration.ofMinutes(30)));
        Lease<ScriptedResource> leased = stage.acquire(pool);
        Lease<ScriptedResource> idle = stage.acquire(pool);
        idle.close();
        stage.runner.pass(Duration.ofMinutes(26));
        assertThat(stage.factory.openNow()).isEqualTo(2);
        stage.runner.pass(Duration.ofMinutes(5));
        assertThat(stage.factory.openNow()).isOne();
        leased.resource().use();
        leased.close();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.listener.lines()).contains("retired #1 LIFETIME", "retired #2 LIFETIME");
    }

    @Test
    void lifetimesAreSpreadByTenPercentAndNoneIsLonger() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(100).maximumLifetime(Duration.ofMinutes(100)));
        stage.fill(pool, 100);
        Set<Long> endedAfterMinutes = new TreeSet<>();
        for (long minute = 1; minute <= 100; minute++) {
            int before = stage.factory.openNow();
            stage.runner.pass(Duration.ofMinutes(1));
            if (stage.factory.openNow() < before) {
                endedAfterMinutes.add(minute);
            }
        }
        stage.runner.pass(Duration.ofMinutes(1));
        assertThat(stage.factory.openNow()).isZero();
        assertThat(endedAfterMinutes).hasSizeGreaterThanOrEqualTo(6).allMatch(minute -> minute >= 90);
    }

    @Test
    void whatIsIdleIsKeptAliveAndWhatFailsThatIsDestroyed() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).keepaliveTime(Duration.ofMinutes(2)));
        stage.fill(pool, 2);
        stage.runner.pass(Duration.ofSeconds(125));
        assertThat(stage.factory.checks().calls()).isEqualTo(2);
        stage.runner.pass(Duration.ofSeconds(125));
        assertThat(stage.factory.checks().calls()).isEqualTo(4);
        stage.factory.opened().get(0).die();
        stage.runner.pass(Duration.ofSeconds(125));
        assertThat(stage.factory.openNow()).isOne();
        assertThat(stage.listener.lines()).contains("retired #1 DEAD");
    }

    @Test
    void thePoolGrowsToItsMinimumByItself() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(5).minimumSize(3));
        stage.runner.settle();
        assertThat(pool.snapshot().idle()).isEqualTo(3);
        stage.acquire(pool).retire(new IOException("broken"));
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(pool.snapshot().idle()).isEqualTo(3);
    }

    @Test
    void aLeaseThatIsHeldTooLongIsReportedOnceWithItsHolder() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseReportAfter(Duration.ofSeconds(30)));
        Lease<ScriptedResource> lease = new Doing<>(() -> stage.acquire(pool), "forgetful").get();
        stage.runner.pass(Duration.ofSeconds(29));
        assertThat(stage.listener.count("overdue")).isZero();
        stage.runner.pass(Duration.ofMinutes(5));
        assertThat(stage.listener.events("overdue")).singleElement().satisfies(event -> {
            assertThat(event.holder().thread()).isEqualTo("forgetful");
            assertThat(event.duration()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        });
        assertThat(pool.snapshot().holders()).singleElement().matches(HolderSnapshot::overdue);
        lease.resource().use();
        lease.close();
    }

    @Test
    void aLeasePastItsTermIsRevokedAndItsResourceDestroyed() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofMinutes(1)));
        Lease<ScriptedResource> forgotten = stage.acquire(pool);
        ScriptedResource resource = forgotten.resource();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofMinutes(5)));
        stage.ticker.awaitParked(1);
        stage.runner.pass(Duration.ofSeconds(59));
        assertThat(resource.isClosed()).isFalse();
        stage.runner.pass(Duration.ofSeconds(10));
        assertThat(resource.isClosed()).isTrue();
        assertThat(waiter.get().resource().id()).isEqualTo(2);
        assertThat(stage.listener.events("revoked")).hasSize(1);
        forgotten.close();
        assertThat(stage.listener.count("returned")).isZero();
    }

    @Test
    void aLeaseWhoseResourceWasGivenOutIsNeverTakenForAbandoned() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(1)));
        ScriptedResource resource = giveOutAndForget(pool);
        for (int i = 0; i < 5; i++) {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(5));
        }
        resource.use();
        assertThat(pool.snapshot().leased()).isOne();
    }

    private ScriptedResource giveOutAndForget(HandlePool<ScriptedResource, ScriptedHandle> pool) {
        return stage.acquire(pool).giveOut();
    }

    @Test
    void aFatalErrorHasIdleSiblingsCheckedOldestFirstBeforeTheyAreLent() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(5).maximumOpening(2));
        stage.fill(pool, 5);
        ScriptedHandle torn = pool.acquire(0);
        stage.factory.killAll();
        torn.fail(new IOException("torn"), Verdict.RETIRE_AND_SUSPECT_SIBLINGS);
        stage.runner.upkeep();
        assertThat(pool.snapshot().checking()).isEqualTo(2);
        stage.runner.settle();
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(stage.factory.checks().calls()).isEqualTo(4);
        assertThat(stage.factory.opened()).allMatch(ScriptedResource::isClosed);
        List<ScriptedHandle> fresh = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fresh.add(stage.acquire(pool));
        }
        assertThat(fresh).allMatch(handle -> handle.id() > 5);
    }

    @Test
    void suspectsThatAreAliveAreCheckedOnceAndLentAgain() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(3);
        stage.fill(pool, 3);
        ScriptedHandle torn = pool.acquire(0);
        torn.fail(new IOException("torn"), Verdict.RETIRE_AND_SUSPECT_SIBLINGS);
        stage.runner.settle();
        stage.runner.pass(Duration.ofMinutes(1));
        assertThat(stage.factory.checks().calls()).isEqualTo(2);
        pool.acquire(0).use();
    }

    @Test
    void whereTheLongIdleDieTheAdviceNamesTheLimit() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).minimumSize(1).aliveBypass(Duration.ofMillis(500)));
        stage.fill(pool, 1);
        assertThat(pool.snapshot().advice()).isNull();
        stage.runner.pass(Duration.ofMinutes(1));
        stage.acquire(pool).close();
        stage.runner.pass(Duration.ofMinutes(5));
        stage.factory.killAll();
        stage.acquire(pool).close();
        assertThat(pool.snapshot().advice())
                .contains("300.0 s")
                .contains("60.0 s")
                .contains("closed before they are idle for so long");
    }

    @Test
    void whatDiedWithItsServerGivesNoAdvice() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).minimumSize(1).keepaliveTime(Duration.ofMinutes(1)));
        stage.fill(pool, 1);
        stage.factory.killAll();
        stage.factory.opens().fail(new IOException("connection refused")).always();
        for (int seconds = 0; seconds < 70; seconds += 5) {
            stage.runner.pass(Duration.ofSeconds(5));
        }
        assertThat(stage.listener.lines()).contains("retired #1 DEAD");
        assertThat(pool.snapshot().lastOpenFailure()).isNotNull();
        assertThat(pool.snapshot().advice()).isNull();
    }

    @Test
    void theLogHasTheAdviceOnceForEachRoundOfChecks() {
        int size = 20;
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(size).keepaliveTime(Duration.ofMinutes(1)));
        for (int round = 1; round <= 2; round++) {
            stage.fill(pool, size);
            stage.factory.killAll();
            try (LogLines log = new LogLines()) {
                for (int seconds = 0; seconds < 70; seconds += 5) {
                    stage.runner.pass(Duration.ofSeconds(5));
                }
                assertThat(log.lines())
                        .as("round %d", round)
                        .filteredOn(line -> line.contains("was found dead after"))
                        .hasSize(size);
                assertThat(log.lines())
                        .as("round %d", round)
                        .filteredOn(line -> line.contains("drops idle connections"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aDeathIsToldWithTheIdlenessAtWhichItsCheckBegan() {
        Pool<ScriptedResource> pool = poolWhoseCheckHangs(stage.factory.checks().hang());
        stage.factory.killAll();
        stage.ticker.advance(Duration.ofSeconds(4));
        stage.factory.checks().release();
        assertDeathIsToldAtOneMinute(pool);
    }

    @Test
    void aCheckThatIsGivenUpAddsNothingToTheIdlenessThatIsTold() {
        Pool<ScriptedResource> pool = poolWhoseCheckHangs(stage.factory.checks().hangDeaf());
        stage.ticker.advance(Duration.ofSeconds(6));
        assertDeathIsToldAtOneMinute(pool);
    }

    /** The check begins when the resource has been idle for a minute. */
    private Pool<ScriptedResource> poolWhoseCheckHangs(Script checks) {
        Pool<ScriptedResource> pool = stage.pool(settings ->
                settings.maximumSize(1).keepaliveTime(Duration.ofMinutes(1)).checkTimeout(Duration.ofSeconds(5)));
        stage.fill(pool, 1);
        stage.ticker.advance(Duration.ofMinutes(1));
        stage.runner.upkeep();
        stage.runner.startNext();
        checks.awaitHanging(1);
        return pool;
    }

    private void assertDeathIsToldAtOneMinute(Pool<ScriptedResource> pool) {
        Stage.await("the death is told", () -> {
            stage.runner.settle();
            return stage.listener.lines().contains("retired #1 DEAD");
        });
        assertThat(stage.listener.events("retired"))
                .singleElement()
                .extracting(PoolEvent::duration)
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(pool.snapshot().advice()).contains("dead after 60.0 s");
    }

    @Test
    void aServerWithoutRoomLowersTheCeilingForAWhileAndNeverBelowOne() {
        IOException noRoom = new IOException("too many clients");
        stage.factory.refuseForLackOfRoom(noRoom);
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(8).minimumSize(8).maximumOpening(1));
        stage.factory.opens().succeed().succeed().fail(noRoom).always();
        stage.runner.settle();
        assertThat(pool.snapshot().total()).isEqualTo(2);
        assertThat(pool.snapshot().ceiling()).isEqualTo(2);
        int tried = stage.factory.opens().calls();
        stage.runner.pass(Duration.ofSeconds(10));
        assertThat(stage.factory.opens().calls() - tried)
                .as("no storm of opens")
                .isBetween(1, 40);
        stage.factory.opens().clear();
        stage.runner.pass(Duration.ofSeconds(40));
        assertThat(pool.snapshot().ceiling()).isEqualTo(8);
        assertThat(pool.snapshot().total()).isEqualTo(8);
    }

    @Test
    void aServerThatHasNoRoomAtAllIsTriedAgain() {
        IOException noRoom = new IOException("too many clients");
        stage.factory.refuseForLackOfRoom(noRoom);
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(8).minimumSize(1));
        stage.factory.opens().fail(noRoom);
        stage.runner.settle();
        assertThat(pool.snapshot().ceiling()).isOne();
        stage.runner.pass(Duration.ofSeconds(5));
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void failedOpensBackOffAndARecoveredServerIsUsedWithinAStep() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(4).minimumSize(4));
        stage.factory.opens().fail(new IOException("down")).always();
        stage.runner.pass(Duration.ofSeconds(60));
        assertThat(stage.factory.opens().calls())
                .as("one at a time, up to two seconds apart")
                .isBetween(30, 75);
        stage.factory.opens().clear();
        stage.runner.pass(Duration.ofMillis(2100));
        assertThat(pool.snapshot().idle()).isEqualTo(4);
        assertThat(pool.snapshot().lastOpenFailure()).isNull();
    }
}
