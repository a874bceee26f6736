package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.MS;
import static io.leasehold.internal.HeldGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.EndpointFailedException;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who in line fails fast where an endpoint or its address fails, and who may wait on. */
class WaitingWhereOpensFailTest {

    private final HeldGroup held = new HeldGroup(10, 2);
    private final EndpointRoom<String, ResourceLease<String>> alice = held.endpoint("alice@db1");
    private final EndpointRoom<String, ResourceLease<String>> bob = held.endpoint("bob@db1");

    private void fails(EndpointRoom<?, ?> endpoint, OpenRefusal refusal) {
        endpoint.openFailed(new IOException("refused"), Probe.NONE, refusal, held.ticker.now);
    }

    private boolean failsFast(EndpointRoom<?, ?> endpoint, Waiter waiter) {
        return endpoint.failFast(waiter) instanceof EndpointFailedException;
    }

    @Test
    void whereNothingFailedNobodyFailsFast() {
        assertThat(failsFast(alice, held.arrives("alice@db1"))).isFalse();
    }

    @Test
    void whoWaitsForAnOpenThatWasUnderWayBeforeTheFailureWaitsForItsEnd() {
        Waiter before = held.arrives("alice@db1");
        held.ticker.advance(MS);
        fails(bob, OpenRefusal.UNREACHABLE);
        assertThat(failsFast(alice, before)).isFalse();
        Waiter since = held.arrives("alice@db1");
        assertThat(failsFast(alice, since)).as("it came as late as the failure").isTrue();
        before.lookAround();
        held.failing.put("alice@db1", OpenRefusal.UNREACHABLE);
        held.runner.runAll();
        assertThat(before.isSignalled()).as("it is to look again").isTrue();
        assertThat(failsFast(alice, before)).as("no more is under way").isTrue();
    }

    @Test
    void whoCameBeforeTheFailureDoesNotWaitForAnothersProbe() {
        Waiter before = held.arrives("alice@db1");
        held.ticker.advance(MS);
        fails(bob, OpenRefusal.UNREACHABLE);
        held.ticker.advance(2 * SECOND);
        Waiter prober = held.arrives("alice@db1");
        assertThat(alice.pool().supply.opening()).isEqualTo(2);
        assertThat(failsFast(alice, before)).as("its own is under way").isFalse();
        assertThat(failsFast(alice, prober)).isFalse();
        held.failing.put("alice@db1", OpenRefusal.UNREACHABLE);
        held.runner.runNext();
        assertThat(alice.pool().supply.opening()).as("the probe").isOne();
        assertThat(failsFast(alice, before)).isTrue();
        assertThat(failsFast(alice, prober)).isFalse();
    }

    @Test
    void whoMayYetGetWhatIsIdleOrIsBeingCheckedWaitsForThat() {
        held.idle("alice@db1");
        fails(alice, OpenRefusal.OTHER);
        Waiter waiter = held.waiter("alice@db1");
        assertThat(failsFast(alice, waiter)).as("a suspect is idle").isFalse();
        alice.pool().checks.checkForWaiters();
        assertThat(alice.pool().checks.hasIdle()).isFalse();
        assertThat(failsFast(alice, waiter)).as("it is being checked").isFalse();
    }

    @Test
    void whoWaitsForAPlaceBecauseNoMoreMayBeOpenedHereIsNotToldOfAProbeElsewhere() {
        held.lease("alice@db1");
        held.lease("alice@db1");
        Waiter waiter = held.waiter("alice@db1");
        fails(bob, OpenRefusal.UNREACHABLE);
        assertThat(failsFast(alice, waiter)).isFalse();
        held.ticker.advance(2 * SECOND);
        held.arrives("bob@db1");
        assertThat(alice.failure(held.ticker.now).probing()).isTrue();
        assertThat(failsFast(alice, waiter)).isFalse();
    }

    @Test
    void ofAllThatFailedTheLastHopeIsTriedAtOnceAndNoOther() {
        EndpointRoom<String, ResourceLease<String>> one = held.endpoint("db1/orders");
        EndpointRoom<String, ResourceLease<String>> other = held.endpoint("db2/orders");
        fails(one, OpenRefusal.OTHER);
        held.ticker.advance(MS);
        assertThat(one.admit(held.ticker.now)).as("the other may serve").isNull();
        fails(other, OpenRefusal.OTHER);
        assertThat(other.admit(held.ticker.now)).isNull();
        assertThat(one.admit(held.ticker.now)).isNotNull();
    }

    @Test
    void ofTwoThatFailedTogetherEachIsTheLastHope() {
        EndpointRoom<String, ResourceLease<String>> one = held.endpoint("db1/orders");
        EndpointRoom<String, ResourceLease<String>> other = held.endpoint("db2/orders");
        fails(one, OpenRefusal.OTHER);
        fails(other, OpenRefusal.OTHER);
        assertThat(one.admit(held.ticker.now)).isNotNull();
        assertThat(other.admit(held.ticker.now)).isNotNull();
    }

    @Test
    void theOnlyEndpointOfAServiceIsNoLastHope() {
        EndpointRoom<String, ResourceLease<String>> only = held.endpoint("db1/orders");
        fails(only, OpenRefusal.OTHER);
        assertThat(only.admit(held.ticker.now)).isNull();
    }

    @Test
    void whoeverWaitsForRoomForTheLastHopeMayWaitUntilAnotherTriesIt() {
        EndpointRoom<String, ResourceLease<String>> one = held.endpoint("db1/orders");
        fails(one, OpenRefusal.OTHER);
        fails(held.endpoint("db2/orders"), OpenRefusal.OTHER);
        Waiter waiter = held.waiter("db1/orders");
        assertThat(failsFast(one, waiter)).isFalse();
        Waiter prober = held.waiter("db1/orders");
        one.pool().supply.refill(0, prober);
        assertThat(one.failure(held.ticker.now).probing()).isTrue();
        assertThat(failsFast(one, prober)).isFalse();
        assertThat(failsFast(one, waiter)).isTrue();
    }
}
