package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is ordered away between the two moments of a return that decide: when it has looked for an order, and before it frees
 * the place. A return reads the coarse clock between them, and that is when the order comes here; {@code
 * P3AnOrderToRetireAgainstAReturn} in lab/races searches for all other ways.
 */
class RetiredInMidReturnTest {

    @Test
    void whatIsOrderedAwayWhileItComesBackIsNotLentAsIfNothingHadBeenSaid() {
        InterveningTicker ticker = new InterveningTicker();
        try (Pool<Object> pool = Pool.of(Object::new)
                .maximumSize(1)
                .aliveBypass(Duration.ofMinutes(1))
                .ticker(ticker)
                .build()) {
            Lease<Object> lease = pool.acquire();
            Object ordered = lease.resource();
            ticker.atNextReading(pool::retireAll);
            lease.close();
            try (Lease<Object> next = pool.acquire()) {
                assertThat(next.resource()).isNotSameAs(ordered);
            }
        }
    }
}
