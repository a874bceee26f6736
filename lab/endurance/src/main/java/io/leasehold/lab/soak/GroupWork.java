package io.leasehold.lab.soak;

import io.leasehold.AcquireException;
import io.leasehold.Lease;
import io.leasehold.LeaseEndedException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupSnapshot;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** A group: endpoints that want each other's room, fail, and are forgotten. Safe for any thread. */
final class GroupWork implements Work {
    private static final int ONE_FAILURE_IN = 20;

    private final Tally tally;
    private final PoolGroup<Key, Object> group;

    GroupWork(Tally tally) {
        this.tally = tally;
        group = PoolGroup.<Key, Object>of(key -> key.open(
                        new SplittableRandom(ThreadLocalRandom.current().nextLong()), ONE_FAILURE_IN))
                .name("soak-group")
                .maximumSize(5)
                .maximumPerEndpoint(2)
                .failFast(Duration.ofMillis(100))
                .failFastLongest(Duration.ofMillis(200))
                .forgetAfter(Duration.ofMillis(200))
                .idleTimeout(Duration.ofMillis(100))
                .acquireTimeout(Duration.ofMillis(20))
                .leaseTerm(Duration.ofMillis(500))
                .abandonedAfter(Duration.ofMillis(100))
                .siteSampling(64)
                .registerMbeans(true)
                .build();
    }

    @Override
    public void step(SplittableRandom random) {
        try {
            Lease<Object> lease = group.acquire(Key.some(random));
            int dice = random.nextInt(10_000);
            if (dice == 0) {
                tally.saw("group: abandoned");
                return;
            }
            if (dice < 10) {
                lease.retire(new IllegalStateException("enough"));
                tally.saw("group: retired");
            } else {
                lease.resource();
                tally.saw("group: leases");
            }
            lease.close();
        } catch (AcquireException e) {
            tally.saw("group: refused, " + e.getClass().getSimpleName());
        } catch (LeaseEndedException e) {
            tally.saw("group: revoked at its term");
        }
    }

    @Override
    public void letGo() {}

    @Override
    public boolean isAtRest() {
        PoolGroupSnapshot now = group.snapshot();
        return now.taken() == 0 && now.endpoints().isEmpty() && now.waitingForRoom() == 0;
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public String toString() {
        return "the group, " + group.snapshot();
    }
}
