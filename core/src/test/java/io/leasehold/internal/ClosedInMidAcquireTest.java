package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import org.junit.jupiter.api.Test;

/**
 * An acquirer that saw the pool lend, and takes a place while a close ends what is out: the place came back when the close had
 * looked at it, and before it ended the lease. A close reads the clock between the two, to say how long the lease was held, and
 * that is when both happen here.
 */
class ClosedInMidAcquireTest {

    @Test
    void noLeaseThatIsTakenInTheMiddleOfACloseOutlastsIt() {
        InterveningTicker ticker = new InterveningTicker();
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new).maximumSize(1).siteSampling(0).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, Engine.SHARED, null, null));
        pool.start();
        ResourceLease<Object> lease = pool.acquire();
        Place<Object> place = pool.places.all()[0];
        assertThat(pool.shutdown.begin(ticker.nanos())).isTrue();
        ticker.atNextReading(() -> {
            assertThat(place.giveBack(place.word())).isTrue();
            long free = place.word();
            assertThat(place.lend(free, PlaceWord.token(free, false))).isTrue();
        });
        pool.shutdown.revokeRest();
        assertThat(place.status()).isIn(PlaceWord.RETIRING, PlaceWord.DEAD);
        pool.shutdown.end();
        lease.close();
    }
}
