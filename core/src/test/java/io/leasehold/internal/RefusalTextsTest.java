package io.leasehold.internal;

import static io.leasehold.internal.Patience.byAnother;
import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.Endpoint;
import io.leasehold.EndpointFailedException;
import io.leasehold.EndpointFailure;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an acquire is told that gets nothing, word for word. Each has waited for two seconds. */
class RefusalTextsTest {

    private static final String NOBODY = "; 0 of 2 leased, 0 idle, 0 opening, 0 waiting";
    private static final Endpoint ENDPOINT = Endpoint.of("db1", "alice");

    private final SupplyStage stage =
            new SupplyStage(settings -> settings.name("orders").maximumSize(2).maximumWaiting(3));
    private final IOException down = new IOException("down");

    private Scene<Object> scene() {
        return stage.pool.scene;
    }

    private long arrivedAt() {
        return stage.ticker.now - 2 * SECOND;
    }

    private AcquireException refused() {
        return scene().refused(arrivedAt(), 2 * SECOND);
    }

    /** Is leased by another thread, for seven seconds by now. */
    private void leased() {
        stage.supply().refill(1, null);
        stage.runner.runAll();
        byAnother(() -> stage.pool.acquire(0));
        stage.ticker.advance(7 * SECOND);
    }

    private void isToldAs(AcquireException told, Class<? extends AcquireException> type, String message) {
        assertThat(told).isExactlyInstanceOf(type).hasMessage("pool 'orders'" + message);
        assertThat(told.waited()).isEqualTo(Duration.ofSeconds(2));
        assertThat(told.snapshot()).isEqualTo(stage.pool.snapshot());
    }

    @Test
    void aPoolThatIsFullNamesItsHolders() {
        leased();
        leased();
        isToldAs(
                refused(),
                PoolFullException.class,
                ": full, no lease within 2.0 s; 2 of 2 leased, 0 idle, 0 opening, 0 waiting"
                        + ". Held longest: thread another for 14.0 s; then thread another for 7.0 s");
        assertThat(scene().refused(arrivedAt(), 0)).hasMessageStartingWith("pool 'orders': full, no lease at once; ");
    }

    @Test
    void whatIsBeingCheckedIsTakenAsWell() {
        leased();
        leased();
        Place<Object> place = stage.pool.places.all()[1];
        place.giveBack(place.word());
        assertThat(place.startCheck(place.word())).isTrue();
        isToldAs(
                refused(),
                PoolFullException.class,
                ": full, no lease within 2.0 s; 1 of 2 leased, 0 idle, 0 opening, 1 being checked, 0 waiting"
                        + ". Held longest: thread another for 14.0 s");
    }

    @Test
    void whatIsIdleButMayBeDeadIsTakenAsWell() {
        leased();
        leased();
        Place<Object> place = stage.pool.places.all()[1];
        place.giveBack(place.word());
        assertThat(refused()).isInstanceOf(PoolFullException.class).hasMessageContaining("1 of 2 leased, 1 idle");
    }

    @Test
    void aPausedPoolSaysSo() {
        stage.pool.pause();
        isToldAs(
                refused(),
                PoolFullException.class,
                ": paused, no lease within 2.0 s" + NOBODY + "; the pool is paused");
    }

    @Test
    void aPoolThatCannotOpenSaysWhy() {
        isToldAs(refused(), CannotOpenException.class, ": cannot open, no lease within 2.0 s" + NOBODY);
        anOpenFailed();
        isToldAs(
                refused(),
                CannotOpenException.class,
                ": cannot open, no lease within 2.0 s" + NOBODY
                        + ". Last open failed 3.0 s ago: java.io.IOException: down");
        assertThat(refused()).hasCause(down);
    }

    /** Three seconds ago. */
    private void anOpenFailed() {
        stage.failure = down;
        stage.supply().refill(1, null);
        stage.runner.runAll();
        stage.ticker.advance(3 * SECOND);
    }

    @Test
    void aPoolThatIsNotBuiltSaysWhy() {
        anOpenFailed();
        CannotOpenException told = scene().cannotOpen(arrivedAt());
        isToldAs(
                told,
                CannotOpenException.class,
                ": cannot open the first resource" + NOBODY
                        + ". Last open failed 3.0 s ago: java.io.IOException: down");
        assertThat(told).hasCause(down);
    }

    @Test
    void aLineThatIsFullSaysHowManyWaitAndHowManyMay() {
        stage.waiter();
        isToldAs(
                scene().lineFull(arrivedAt()),
                PoolFullException.class,
                ": the line is full: 1 wait (maximumWaiting 3); 0 of 2 leased, 0 idle, 0 opening, 1 waiting");
    }

    @Test
    void whoIsInterruptedIsToldHowLongItHadWaited() {
        isToldAs(
                scene().interrupted(arrivedAt()),
                AcquireInterruptedException.class,
                ": interrupted after waiting 2.0 s" + NOBODY);
    }

    @Test
    void aPoolThatStopsSaysHowFarItIs() {
        stage.pool.shutdown.begin(stage.ticker.now);
        isToldAs(refused(), PoolClosedException.class, " is draining and lends nothing any more; waited 2.0 s");
        stage.pool.shutdown.end();
        isToldAs(
                scene().closed(arrivedAt()),
                PoolClosedException.class,
                " is closed and lends nothing any more; waited 2.0 s");
    }

    @Test
    void aGroupWithoutRoomSaysSoForThePool() {
        isToldAs(
                scene().groupFull(arrivedAt(), "at once", ". The group: 9 of 9"),
                PoolFullException.class,
                ": the group is full, no lease at once" + NOBODY + ". The group: 9 of 9");
    }

    private EndpointFailure failure(Duration nextProbeIn, boolean probing, boolean wholeAddress) {
        return new EndpointFailure(down, Duration.ofSeconds(5), 1, nextProbeIn, probing, wholeAddress);
    }

    @Test
    void anEndpointThatFailsFastSaysWhenItIsTriedAgain() {
        isToldAs(
                scene().failedFast(arrivedAt(), ENDPOINT, failure(Duration.ofSeconds(4), false, true)),
                EndpointFailedException.class,
                ": its address failed 5.0 s ago, so it fails fast: it is tried again in 4.0 s"
                        + "; the failure was java.io.IOException: down" + NOBODY);
    }

    @Test
    void theFailureOfAnEndpointIsToldOnceWhereItIsThatOfThePool() {
        anOpenFailed();
        isToldAs(
                scene().failedFast(arrivedAt(), ENDPOINT, failure(Duration.ZERO, false, false)),
                EndpointFailedException.class,
                ": it failed 5.0 s ago, so it fails fast: it is tried again with the next acquire" + NOBODY
                        + ". Last open failed 3.0 s ago: java.io.IOException: down");
    }

    @Test
    void anEndpointThatIsBeingTriedSaysSo() {
        assertThat(scene().failing(ENDPOINT, failure(Duration.ZERO, true, false)))
                .isEqualTo("alice@db1: it failed 5.0 s ago, so it fails fast: one open is being tried now"
                        + "; the failure was java.io.IOException: down");
    }

    @Test
    void aThreadIsToldHowManyLeasesItHoldsItself() {
        stage.lease();
        stage.lease();
        assertThat(scene().heldBy(Thread.currentThread())).isEqualTo(2);
        assertThat(refused())
                .hasMessageEndingWith(". This thread holds 2 leases of this pool itself: it may be waiting for itself");
    }
}
