package io.leasehold.internal;

import static io.leasehold.internal.Patience.byAnother;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Pool;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolSnapshot.State;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drain step by step on one thread: what others do while it waits happens within its parking. */
class ShutdownTest {

    private static final long SECOND = 1_000_000_000L;

    /** Time that stands still but for parkings, which take as long as they may. */
    private static final class Parking implements Ticker {

        long now = 1_000 * SECOND;

        /** Is done once, within the next parking, which takes no time then. */
        @Nullable Runnable meanwhile;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long coarseNanos() {
            return now;
        }

        @Override
        public void park(Object blocker, long nanos) {
            Runnable act = meanwhile;
            meanwhile = null;
            if (act == null) {
                now += nanos;
            } else {
                act.run();
            }
        }
    }

    /** How many resources were closed. */
    private int closed;

    private final Parking ticker = new Parking();
    private final HeldRunner runner = new HeldRunner();
    private final EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
            Pool.of(Object::new)
                    .maximumSize(2)
                    .aliveBypass(Duration.ofHours(1))
                    .closeTimeout(Duration.ofSeconds(5))
                    .siteSampling(0)
                    .config(),
            new SimpleFactory<>(this::opened),
            new PoolSurroundings(ticker, runner, null, null));
    private final Shutdown<Object> shutdown = pool.shutdown;

    @BeforeEach
    void start() {
        pool.start();
    }

    private Object opened() {
        return (AutoCloseable) () -> closed++;
    }

    private ResourceLease<Object> lease() {
        pool.supply.refill(1, null);
        runner.runAll();
        return pool.acquire(0);
    }

    /** A drain has begun, on another thread, that has so much time. */
    private void drainsFor(long seconds) {
        assertThat(shutdown.begin(ticker.now + seconds * SECOND)).isTrue();
    }

    /** Waits to the end of the drain's time in vain. */
    private void waitsInVain(long seconds) {
        long before = ticker.now;
        assertThat(shutdown.awaitReturned()).isFalse();
        assertThat(ticker.now - before).isEqualTo(seconds * SECOND);
    }

    @Test
    void whatIsIdleIsRetiredAtOnceAndWhatIsLeasedOnItsReturn() {
        ResourceLease<Object> leased = lease();
        lease().close();
        drainsFor(60);
        assertThat(pool.places.all()).hasSize(1);
        leased.close();
        assertThat(pool.places.all()).isEmpty();
        assertThat(shutdown.awaitReturned()).isTrue();
    }

    @Test
    void whatIsFreedInTheMiddleOfItsReturnIsNotLentAgain() {
        lease();
        drainsFor(60);
        Place<Object> place = pool.places.all()[0];
        assertThat(place.giveBack(place.word())).isTrue();
        assertThatThrownBy(() -> pool.acquire(0)).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void aLeaseThatAnotherThreadCalledThroughIsWaitedFor() {
        ResourceLease<Object> lease = lease();
        byAnother(() -> lease.inside(() -> "called"));
        drainsFor(7);
        waitsInVain(7);
    }

    @Test
    void aLeaseThatIsBeingReturnedIsWaitedFor() {
        lease();
        Place<Object> place = pool.places.all()[0];
        assertThat(place.startEnding(place.word())).isPositive();
        drainsFor(7);
        waitsInVain(7);
    }

    @Test
    void whatIsBeingCheckedIsNotWaitedFor() {
        lease().close();
        Place<Object> place = pool.places.all()[0];
        assertThat(place.startCheck(place.word())).isTrue();
        drainsFor(7);
        assertThat(shutdown.awaitReturned()).isTrue();
    }

    @Test
    void aDrainThatAnErrorStrikesClosesThePoolAllTheSame() {
        ResourceLease<Object> lease = lease();
        ticker.meanwhile = () -> {
            throw new OutOfMemoryError("made up");
        };
        assertThatThrownBy(() -> pool.drain(Duration.ofSeconds(3))).isInstanceOf(OutOfMemoryError.class);
        assertThat(shutdown.state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(lease::resource).hasMessageContaining("the pool was closed");
        runner.runAll();
        assertThat(closed).isOne();
        assertThat(pool.supply.counts().taken()).isZero();
    }

    @Test
    void whoBeginsToDrainWhatDrainsAlreadyIsToldSo() {
        drainsFor(60);
        assertThat(shutdown.begin(ticker.now)).isFalse();
    }

    @Test
    void aPlaceWhoseEndFailsWhileThePoolClosesIsLogged() {
        SeenError error = new SeenError();
        EndingStage stage = new EndingStage();
        EndingStage.Held lease = stage.lease();
        stage.ticker.atCoarseReading = () -> {
            throw error;
        };
        stage.pool.shutdown.revokeRest();
        assertThat(error.isLogged()).isTrue();
        assertThat(lease.isOver()).isTrue();
    }

    @Test
    void whoDrainsWhileAnotherDoesWaitsForItsEndForTwoClosesBeyondItsOwnTime() {
        lease();
        drainsFor(60);
        long before = ticker.now;
        assertThat(pool.drain(Duration.ofSeconds(3))).isFalse();
        assertThat(ticker.now - before).isEqualTo((3 + 2 * 5) * SECOND);
    }

    @Test
    void whoDrainsWhileAnotherDoesIsToldAsTheOtherIsThatAllCameBack() {
        ResourceLease<Object> lease = lease();
        drainsFor(60);
        ticker.meanwhile = () -> {
            lease.close();
            assertThat(shutdown.awaitReturned()).isTrue();
            shutdown.end();
        };
        assertThat(pool.drain(Duration.ofSeconds(3))).isTrue();
    }

    @Test
    void whoDrainsWhileAnotherDoesAndDoesNotEndIsNotToldThatAllCameBack() {
        ResourceLease<Object> lease = lease();
        drainsFor(60);
        lease.close();
        assertThat(shutdown.awaitReturned()).isTrue();
        assertThat(pool.drain(Duration.ofSeconds(3))).isFalse();
    }
}
