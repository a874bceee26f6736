package io.leasehold.lab.soak;

import io.leasehold.AcquireException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import java.time.Duration;
import java.util.SplittableRandom;

/** Pools that are opened, used and closed, some with a lease still out. Safe for any thread. */
final class ShortLivedWork implements Work {
    /** A pool is opened and closed rarely, beside what is done with those that stay. */
    private static final int ONE_STEP_IN = 100;

    private final Tally tally;

    ShortLivedWork(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void step(SplittableRandom random) {
        if (random.nextInt(ONE_STEP_IN) != 0) {
            return;
        }
        Pool<Object> pool = Pool.of(Object::new)
                .maximumSize(2)
                .acquireTimeout(Duration.ofSeconds(20))
                .registerMbeans(true)
                .build();
        try (pool) {
            Lease<Object> lease = pool.acquire();
            lease.resource();
            if (random.nextBoolean()) {
                lease.close();
            }
            tally.saw("pools opened and closed");
        } catch (AcquireException e) {
            tally.wrong("a pool of its own lent nothing: " + e.getMessage());
        }
    }

    @Override
    public void letGo() {}

    @Override
    public boolean isAtRest() {
        return true;
    }

    @Override
    public void close() {}
}
