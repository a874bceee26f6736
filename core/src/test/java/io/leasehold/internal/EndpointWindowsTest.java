package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.EndpointFailure;
import io.leasehold.PoolConfig;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The two windows that keep opens from an endpoint, its own and that of its address: what opens each, who may probe, and what a probe
 * ends. A first window lasts for two seconds or up to a fifth less, a second one for twice as long.
 */
class EndpointWindowsTest {

    private final IOException why = new IOException("refused");
    private final HeldGroup held = new HeldGroup(10, 2);
    private final EndpointRoom<String, ResourceLease<String>> alice = held.endpoint("alice@db1");
    private final EndpointRoom<String, ResourceLease<String>> bob = held.endpoint("bob@db1");

    private void fails(EndpointRoom<?, ?> endpoint, OpenRefusal refusal) {
        ends(endpoint, Probe.NONE, refusal);
    }

    private void ends(EndpointRoom<?, ?> endpoint, Probe probe, OpenRefusal refusal) {
        endpoint.openFailed(why, probe, refusal, held.ticker.now);
    }

    private Probe admitted(EndpointRoom<?, ?> endpoint) {
        Probe probe = endpoint.admit(held.ticker.now);
        assertThat(probe).isNotNull();
        return probe;
    }

    private boolean admits(EndpointRoom<?, ?> endpoint) {
        return endpoint.admit(held.ticker.now) != null;
    }

    private EndpointFailure failure(EndpointRoom<?, ?> endpoint) {
        return endpoint.failure(held.ticker.now);
    }

    /** Both fail, alice's own window and the address's; both are over. */
    private void bothFailedAndAreOver() {
        fails(alice, OpenRefusal.OTHER);
        fails(bob, OpenRefusal.UNREACHABLE);
        held.ticker.advance(2 * SECOND);
    }

    @Test
    void whereNothingFailedEveryOpenMayBegin() {
        assertThat(admitted(alice)).isSameAs(Probe.NONE);
        assertThat(admitted(alice)).isSameAs(Probe.NONE);
        assertThat(alice.admitsIn(held.ticker.now)).isZero();
        assertThat(failure(alice)).isNull();
    }

    @Test
    void anOpenMayBeginAgainOnceTheWindowIsOver() {
        fails(alice, OpenRefusal.OTHER);
        long in = alice.admitsIn(held.ticker.now);
        assertThat(Duration.ofNanos(in)).isBetween(Duration.ofMillis(1_600), Duration.ofSeconds(2));
        assertThat(admits(alice)).isFalse();
        held.ticker.advance(SECOND);
        assertThat(alice.admitsIn(held.ticker.now)).isEqualTo(in - SECOND);
        held.ticker.advance(in - SECOND);
        assertThat(alice.admitsIn(held.ticker.now)).isZero();
        held.ticker.advance(SECOND);
        assertThat(alice.admitsIn(held.ticker.now)).isZero();
        assertThat(admitted(alice)).isNotSameAs(Probe.NONE);
        assertThat(admits(alice)).as("one is tried").isFalse();
    }

    @Test
    void ofTwoWindowsTheOneThatLastsLongerCounts() {
        fails(alice, OpenRefusal.OTHER);
        held.ticker.advance(2 * SECOND);
        ends(alice, admitted(alice), OpenRefusal.OTHER);
        fails(bob, OpenRefusal.UNREACHABLE);
        assertThat(failure(alice).wholeAddress()).isFalse();
        assertThat(failure(alice).failures()).isEqualTo(2);
        assertThat(failure(bob).wholeAddress()).isTrue();
        held.ticker.advance(2 * SECOND);
        ends(bob, admitted(bob), OpenRefusal.UNREACHABLE);
        assertThat(failure(alice).wholeAddress()).isTrue();
    }

    @Test
    void aProbeThatDoesNotBeginLeavesBothWindowsToTheNext() {
        bothFailedAndAreOver();
        Probe probe = admitted(alice);
        assertThat(admits(bob)).isFalse();
        alice.dismiss(probe);
        Probe next = admitted(bob);
        assertThat(admits(alice)).isFalse();
        bob.dismiss(next);
        assertThat(admits(alice)).isTrue();
    }

    @Test
    void aProbeKeepsOthersFromProbingForAsLongAsAnOpenAndItsCheckMayTake() {
        fails(alice, OpenRefusal.OTHER);
        held.ticker.advance(2 * SECOND);
        assertThat(admitted(alice)).isNotSameAs(Probe.NONE);
        PoolConfig each = alice.pool().config;
        held.ticker.advance(each.openTimeout().plus(each.checkTimeout()).toNanos());
        assertThat(admits(alice)).isFalse();
        held.ticker.advance(5 * SECOND + 1);
        assertThat(admits(alice)).as("whose probe has died").isTrue();
    }

    @Test
    void whatIsNoProbeIsDismissedWithoutEndingOne() {
        bothFailedAndAreOver();
        Probe probe = admitted(alice);
        alice.dismiss(Probe.NONE);
        assertThat(admits(bob)).isFalse();
        alice.dismiss(probe);
        assertThat(admits(bob)).isTrue();
    }

    @Test
    void whoMayNotProbeForItsOwnWindowLeavesThatOfTheAddressToOthers() {
        fails(alice, OpenRefusal.OTHER);
        held.ticker.advance(2 * SECOND);
        ends(alice, admitted(alice), OpenRefusal.OTHER);
        fails(bob, OpenRefusal.UNREACHABLE);
        held.ticker.advance(2 * SECOND);
        assertThat(admits(alice)).isFalse();
        assertThat(admits(bob)).isTrue();
    }

    @Test
    void aProbeThatFindsTheAddressUnreachableTellsNothingOfTheEndpoint() {
        bothFailedAndAreOver();
        ends(alice, admitted(alice), OpenRefusal.UNREACHABLE);
        assertThat(failure(bob).failures()).isEqualTo(2);
        held.ticker.advance(4 * SECOND);
        assertThat(failure(alice).probing()).isFalse();
        assertThat(admits(alice)).isTrue();
    }

    @Test
    void aProbeThatFailsForAnotherReasonTellsNothingOfTheAddress() {
        bothFailedAndAreOver();
        ends(alice, admitted(alice), OpenRefusal.OTHER);
        assertThat(failure(bob).failures()).isOne();
        assertThat(failure(alice).failures()).isEqualTo(2);
        assertThat(failure(alice).wholeAddress()).isFalse();
        assertThat(admits(alice)).isFalse();
        assertThat(admits(bob)).isTrue();
    }

    @Test
    void aLoginThatIsRefusedShowsThatTheAddressAnswers() {
        bothFailedAndAreOver();
        ends(alice, admitted(alice), OpenRefusal.LOGIN_REFUSED);
        assertThat(failure(bob)).isNull();
        assertThat(failure(alice).failures()).isEqualTo(2);
        assertThat(failure(alice).wholeAddress()).isFalse();
    }

    @Test
    void aServerThatIsFullShowsThatNeitherFails() {
        bothFailedAndAreOver();
        ends(alice, admitted(alice), OpenRefusal.SERVER_FULL);
        assertThat(failure(bob)).isNull();
        assertThat(failure(alice)).isNull();
    }

    @Test
    void anOpenThatSucceedsEndsBoth() {
        bothFailedAndAreOver();
        alice.opened();
        assertThat(failure(bob)).isNull();
        assertThat(failure(alice)).isNull();
    }

    @Test
    void whoRetiresTheEndpointForgetsBoth() {
        bothFailedAndAreOver();
        held.group.retire("alice@db1");
        assertThat(failure(bob)).isNull();
        assertThat(failure(alice)).isNull();
    }

    @Test
    void whatIsIdleOnAnAddressThatFailsIsASuspectAndWhoWaitsThereLooksAgain() {
        held.idle("bob@db1", "carol@db2");
        Waiter waiter = held.waiter("bob@db1");
        Waiter stranger = held.waiter("carol@db2");
        fails(alice, OpenRefusal.UNREACHABLE);
        assertThat(bob.pool().checks.hasUnproven()).isTrue();
        assertThat(waiter.isSignalled()).isTrue();
        assertThat(held.pool("carol@db2").checks.hasUnproven()).isFalse();
        assertThat(stranger.isSignalled()).isFalse();
    }

    @Test
    void whereAnEndpointFailsAloneItsOwnIdleAreSuspectsAndNoOthers() {
        held.idle("alice@db1", "bob@db1");
        Waiter waiter = held.waiter("bob@db1");
        fails(alice, OpenRefusal.LOGIN_REFUSED);
        assertThat(alice.pool().checks.hasUnproven()).isTrue();
        assertThat(bob.pool().checks.hasUnproven()).isFalse();
        assertThat(waiter.isSignalled()).isFalse();
    }

    @Test
    void anOpenThatFailsWhereThatIsKnownMakesNobodySuspectAnew() {
        held.idle("alice@db1");
        fails(bob, OpenRefusal.UNREACHABLE);
        alice.pool().checks.upkeep(held.ticker.now);
        held.runner.runAll();
        fails(bob, OpenRefusal.UNREACHABLE);
        assertThat(alice.pool().checks.hasUnproven()).isFalse();
    }

    @Test
    void aCheckThatDisappointsHasThoseLookAgainWhoMayHaveToFailFast() {
        Waiter waiter = held.waiter("alice@db1");
        alice.checkDisappoints();
        assertThat(waiter.isSignalled()).isFalse();
        fails(alice, OpenRefusal.OTHER);
        waiter.lookAround();
        alice.checkDisappoints();
        assertThat(waiter.isSignalled()).isTrue();
    }
}
