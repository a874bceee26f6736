package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolSnapshot;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is opened and does not pass its first check never was open: it is a failed open. */
class FirstCheckTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.factory.checks().release();
        stage.close();
    }

    private Pool<ScriptedResource> checkingEach(int minimum, int maximum) {
        return stage.pool(
                settings -> settings.minimumSize(minimum).maximumSize(maximum).aliveBypass(Duration.ZERO));
    }

    @Test
    void aFirstCheckThatFailsIsWaitedForAndToldAsAFailedOpen() throws Exception {
        Pool<ScriptedResource> pool = checkingEach(0, 4);
        stage.factory.checks().fail(new IOException("no such table")).always();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(10)));
        stage.ticker.awaitParked(1);
        stage.runner.pass(Duration.ofMillis(9_900));
        assertThat(stage.factory.openedCount())
                .as("with back-off, not in a storm")
                .isBetween(4, 15);
        assertThat(stage.factory.openNow()).isZero();
        stage.ticker.advance(Duration.ofMillis(100));
        assertThat(waiter.failure())
                .isInstanceOf(CannotOpenException.class)
                .hasRootCauseMessage("no such table")
                .hasMessageContaining("Last open failed")
                .hasMessageContaining("in a row");
    }

    @Test
    void aFirstCheckThatOnlySaysDeadIsToldInWords() throws Exception {
        Pool<ScriptedResource> pool = checkingEach(0, 1);
        stage.factory.opens().die().always();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        stage.ticker.awaitParked(1);
        stage.runner.settle();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure())
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("was found dead by its first check");
    }

    @Test
    void growthToTheMinimumBacksOffAsWell() {
        Pool<ScriptedResource> pool = checkingEach(3, 3);
        stage.factory.checks().fail(new IOException("wrong query")).always();
        stage.runner.pass(Duration.ofSeconds(20));
        assertThat(stage.factory.openedCount()).isBetween(8, 40);
        assertThat(pool.snapshot().total()).isZero();
        stage.factory.checks().clear();
        stage.runner.pass(Duration.ofSeconds(3));
        assertThat(pool.snapshot().idle()).isEqualTo(3);
        assertThat(pool.snapshot().lastOpenFailure()).isNull();
    }

    @Test
    void aFirstCheckThatHangsIsOpeningAndIsGivenUpAndItsResourceCutOff() throws Exception {
        Pool<ScriptedResource> pool = checkingEach(0, 1);
        stage.factory.checks().hangDeaf().always();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(8)));
        stage.ticker.awaitParked(1);
        Stage.join(stage.runner.startNext());
        stage.runner.startNext();
        stage.factory.checks().awaitHanging(1);
        PoolSnapshot during = pool.snapshot();
        assertThat(during.opening()).isOne();
        assertThat(during.total()).isZero();
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.settle();
        assertThat(stage.factory.aborts().calls()).isOne();
        stage.ticker.advance(Duration.ofSeconds(2));
        assertThat(waiter.failure())
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("the first check of what was opened gave no answer within 5.3 s");
    }

    @Test
    void whatPassedItsFirstCheckIsLentWithoutAnother() {
        Pool<ScriptedResource> pool = checkingEach(0, 1);
        stage.acquire(pool).close();
        assertThat(stage.factory.openedCount()).isOne();
        assertThat(stage.factory.checks().calls()).isOne();
    }

    @Test
    void whatIsSuspectAtBirthHasItsFirstCheckBeforeItCounts() {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.factory.opens().run(pool::retireAll);
        stage.acquire(pool).close();
        assertThat(stage.factory.checks().calls()).isOne();
    }

    @Test
    void aPoolIsNotBuiltOnAFirstCheckThatFails() {
        stage.factory.checks().fail(new IOException("wrong query")).always();
        assertThatThrownBy(() -> Pool.of(stage.factory)
                        .name("start")
                        .aliveBypass(Duration.ZERO)
                        .initializationFailTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(CannotOpenException.class)
                .hasRootCauseMessage("wrong query");
        assertThat(stage.factory.openedCount()).isOne();
        Stage.await("it is closed", () -> stage.factory.openNow() == 0);
    }
}
