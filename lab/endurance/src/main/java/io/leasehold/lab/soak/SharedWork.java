package io.leasehold.lab.soak;

import io.leasehold.AcquireException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolSnapshot;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** A shared pool: shares that come and go, graces, keys that never come again, retirements, failed opens. Safe for any thread. */
final class SharedWork implements Work {
    private static final int ONE_FAILURE_IN = 20;

    private final Tally tally;
    private final SharedPool<Key, Object> pool;

    SharedWork(Tally tally) {
        this.tally = tally;
        pool = SharedPool.<Key, Object>of(key -> key.open(
                        new SplittableRandom(ThreadLocalRandom.current().nextLong()), ONE_FAILURE_IN))
                .name("soak-shared")
                .maximumResources(4)
                .grace(Duration.ofMillis(50))
                .failFast(Duration.ofMillis(10))
                .acquireTimeout(Duration.ofMillis(20))
                .shareTerm(Duration.ofMillis(500))
                .abandonedAfter(Duration.ofMillis(100))
                .reclaimAbandoned(true)
                .siteSampling(64)
                .registerMbeans(true)
                .build();
    }

    @Override
    public void step(SplittableRandom random) {
        try {
            Share<Object> share = pool.acquire(Key.some(random));
            int dice = random.nextInt(10_000);
            if (dice == 0) {
                tally.saw("shared: abandoned");
                return;
            }
            if (dice < 10) {
                pool.retire(share, Retirement.KEEP_HOLDERS, new IllegalStateException("enough"));
                tally.saw("shared: retired");
            } else {
                share.resource();
                tally.saw("shared: shares");
            }
            share.close();
        } catch (AcquireException e) {
            tally.saw("shared: refused, " + e.getClass().getSimpleName());
        } catch (IllegalStateException e) {
            // revoked at its term, or the third retirement of a key whose holders are still there
            tally.saw("shared: refused afterwards, " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void letGo() {}

    @Override
    public boolean isAtRest() {
        SharedPoolSnapshot now = pool.snapshot();
        return now.taken() == 0 && now.shares() == 0;
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "the shared pool, " + pool.snapshot();
    }
}
