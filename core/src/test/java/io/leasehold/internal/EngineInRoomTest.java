package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a pool in a group asks its group, and tells it. */
class EngineInRoomTest {

    /** A group that wants what the test says. */
    private static final class Neighbourhood extends Room {

        boolean wanted;
        boolean owed;

        @Nullable AcquireException refusal;

        int heard;

        @Override
        boolean isWanted() {
            return wanted;
        }

        @Override
        boolean isOwedElsewhere(@Nullable Waiter ownHead) {
            return owed;
        }

        @Override
        void afterReturn() {
            heard++;
        }

        @Override
        @Nullable AcquireException refused(long arrivedAt, String within) {
            return refusal;
        }
    }

    private final Neighbourhood room = new Neighbourhood();
    private final StillTicker ticker = new StillTicker();
    private final HeldRunner runner = new HeldRunner();
    private final EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
            Pool.of(Object::new)
                    .name("orders")
                    .maximumSize(2)
                    .aliveBypass(Duration.ofHours(1))
                    .config(),
            new SimpleFactory<>(Object::new),
            new PoolSurroundings(ticker, runner, null, null),
            room);

    private ResourceLease<Object> lease() {
        pool.start();
        pool.supply.refill(1, null);
        runner.runAll();
        return pool.acquire(0);
    }

    @Test
    void theGroupHearsOfAReturnIfSomebodyWaitsForRoom() {
        lease().close();
        assertThat(room.heard).isZero();
        room.wanted = true;
        pool.acquire(0).close();
        assertThat(room.heard).isOne();
    }

    @Test
    void aPlaceThatIsOwedElsewhereIsFreedAndNotHandedOn() {
        lease();
        Place<Object> place = pool.places.all()[0];
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.now);
        pool.line.join(waiter, Integer.MAX_VALUE);
        room.owed = true;
        pool.offer(place, place.word(), false);
        assertThat(waiter.isGranted()).isFalse();
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
        assertThat(place.lend(place.word(), PlaceWord.token(place.word(), false)))
                .isTrue();
        room.owed = false;
        pool.offer(place, place.word(), false);
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void roomIsMadeOfAnIdlePlaceOnce() {
        lease().close();
        Place<Object> place = pool.places.all()[0];
        assertThat(pool.makeRoomOf(place)).isTrue();
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
        assertThat(pool.makeRoomOf(place)).isFalse();
    }

    @Test
    void whoIsRefusedIsToldOfTheGroupUnlessThePoolItselfIsFull() {
        lease();
        assertThat(refused()).isInstanceOf(CannotOpenException.class);
        room.refusal = new PoolFullException("of the group", null, pool.snapshot(), Duration.ZERO);
        assertThat(refused()).isSameAs(room.refusal);
        pool.supply.refill(1, null);
        runner.runAll();
        pool.acquire(0);
        assertThat(refused()).hasMessageStartingWith("pool 'orders': full, ");
    }

    private AcquireException refused() {
        return pool.scene.refused(ticker.now, SECOND);
    }
}
