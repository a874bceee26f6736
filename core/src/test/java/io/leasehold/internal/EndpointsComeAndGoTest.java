package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Endpoints that come with their first acquire and are forgotten, while others look for them or share something with them. */
class EndpointsComeAndGoTest {

    private final HeldGroup held = new HeldGroup(10, 2);

    private void fails(String key, OpenRefusal refusal) {
        EndpointRoom<String, ResourceLease<String>> endpoint = held.endpoint(key);
        endpoint.openFailed(new IOException("refused"), Probe.NONE, refusal, held.ticker.now);
    }

    private boolean isFailing(String key) {
        return held.endpoint(key).failure(held.ticker.now) != null;
    }

    private boolean admits(String key) {
        return held.endpoint(key).admit(held.ticker.now) != null;
    }

    @Test
    void whoFoundAnEndpointThatIsForgottenMeanwhileBeginsAgainWithAnother() {
        whoFoundAForgottenOneGetsAnother(() -> held.group.acquire("a"));
    }

    @Test
    void whoFoundItWithATimeoutOfItsOwnBeginsAgainAsWell() {
        whoFoundAForgottenOneGetsAnother(() -> held.group.acquire("a", 0));
    }

    private void whoFoundAForgottenOneGetsAnother(Supplier<ResourceLease<String>> acquire) {
        EnginePool<String, ResourceLease<String>> forgotten = held.pool("a");
        held.ticker.advance(SECOND);
        held.ticker.atNextReading(() -> held.group.forgetUnused(SECOND));
        assertThatThrownBy(acquire::get)
                .as("another, which opens and has nothing yet")
                .isInstanceOf(CannotOpenException.class);
        assertThat(forgotten.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(held.group.snapshot().endpoints()).hasSize(1);
        held.runner.runAll();
        assertThat(acquire.get().resource()).isEqualTo("a#1");
    }

    @Test
    void ofTwoThatMakeAnEndpointAtOnceBothUseTheOneThatWasThereFirst() {
        held.atNextQuestion = () -> held.idle("a");
        try (ResourceLease<String> lease = held.group.acquire("a", 0)) {
            assertThat(lease.resource()).isEqualTo("a#1");
        }
        assertThat(held.questions).isEqualTo(2);
        assertThat(held.group.snapshot().endpoints()).hasSize(1);
    }

    @Test
    void whatWasMadeInVainCountsAmongTheEndpointsOfNoService() {
        held.atNextQuestion = () -> held.idle("db1/orders");
        held.group.acquire("db1/orders", 0).close();
        fails("db1/orders", OpenRefusal.OTHER);
        fails("db2/orders", OpenRefusal.OTHER);
        assertThat(admits("db1/orders")).as("all of the service have failed").isTrue();
    }

    @Test
    void whatIsMadeWhileTheGroupClosesIsClosedAndLendsNothing() {
        held.atNextQuestion = held.group::close;
        assertThatThrownBy(() -> held.group.acquire("a", 0))
                .isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("group 'held' is closed and lends nothing any more");
        assertThat(held.group.snapshot().endpoints())
                .extracting(one -> one.pool().state())
                .containsOnly(PoolSnapshot.State.CLOSED);
        held.runner.runAll();
        assertThat(held.opened).isEmpty();
    }

    @Test
    void anEndpointThatCouldNotBeStartedIsNotThereAndTheNextAcquireMakesAnother() {
        held.runner.whenRegistered = () -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertThatThrownBy(() -> held.group.acquire("a", 0)).isInstanceOf(OutOfMemoryError.class);
        assertThat(held.group.snapshot().endpoints()).isEmpty();
        assertThatThrownBy(() -> held.group.acquire("a", 0)).isInstanceOf(CannotOpenException.class);
        held.runner.runAll();
        held.group.acquire("a", 0).close();
        assertThat(held.opened).containsExactly("a#1");
    }

    @Test
    void aClosedGroupMakesNoEndpointAndSaysWhatItWas() {
        held.group.close();
        PoolClosedException closed = catchThrowableOfType(PoolClosedException.class, () -> held.group.acquire("a", 0));
        assertThat(held.questions).isZero();
        assertThat(held.group.snapshot().endpoints()).isEmpty();
        assertThat(closed.snapshot().name()).isEqualTo("held");
        assertThat(closed.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(closed.snapshot().maximum()).isEqualTo(2);
        assertThat(closed.snapshot().total()).isZero();
    }

    @Test
    void whoAsksForAnEndpointThatClosedWithItsGroupHearsOfThat() {
        held.idle("a");
        held.group.close();
        for (Supplier<?> acquire :
                new Supplier<?>[] {() -> held.group.acquire("a"), () -> held.group.acquire("a", 0)}) {
            assertThatThrownBy(acquire::get)
                    .isInstanceOf(PoolClosedException.class)
                    .hasMessageContaining("pool 'held/a' is closed");
        }
    }

    @Test
    void oneThatIsForgottenLeavesTheOthersOfItsAddressTogether() {
        held.endpoint("alice@db1");
        held.ticker.advance(SECOND);
        held.endpoint("bob@db1");
        held.group.forgetUnused(SECOND);
        assertThat(held.group.snapshot().endpoints()).hasSize(1);
        held.endpoint("carol@db1");
        fails("bob@db1", OpenRefusal.UNREACHABLE);
        assertThat(isFailing("carol@db1")).isTrue();
    }

    @Test
    void oneThatIsForgottenIsNoHopeForItsServiceAndTheOthersStayTogether() {
        held.endpoint("db1/orders");
        held.ticker.advance(SECOND);
        held.endpoint("db2/orders");
        held.group.forgetUnused(SECOND);
        held.endpoint("db3/orders");
        fails("db3/orders", OpenRefusal.OTHER);
        assertThat(admits("db3/orders")).as("there is db2 yet").isFalse();
        fails("db2/orders", OpenRefusal.OTHER);
        assertThat(admits("db3/orders")).isTrue();
    }

    @Test
    void anAddressOfWhichAllWereForgottenFailsNoMore() {
        fails("alice@db1", OpenRefusal.UNREACHABLE);
        held.ticker.advance(SECOND);
        held.group.forgetUnused(SECOND);
        assertThat(held.group.snapshot().endpoints()).isEmpty();
        assertThat(isFailing("alice@db1")).isFalse();
    }
}
