package io.leasehold.internal;

import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;

/** A whole pool for which time stands still and nothing runs in the background; for laws about more than one of its parts. */
final class BarePool {
    private static final PoolConfig CONFIG = Pool.of(Object::new)
            .name("law")
            .maximumSize(2)
            .siteSampling(0)
            .leaseTerm(Duration.ZERO)
            .config();
    private static final SimpleFactory<Object> FACTORY = new SimpleFactory<>(Object::new);

    private static final Ticker STILL = new Ticker() {
        @Override
        public long nanos() {
            return 1;
        }

        @Override
        public long coarseNanos() {
            return 1;
        }
    };

    /** Takes every task and runs none: what a law looks at is decided before that. */
    private static final TaskRunner NOBODY = new TaskRunner() {
        @Override
        public void execute(Runnable task) {}

        @Override
        public Registration register(Upkeep upkeep) {
            throw new UnsupportedOperationException("no law starts a pool");
        }

        @Override
        public boolean runsByItself() {
            return false;
        }
    };

    private static final PoolSurroundings AROUND = new PoolSurroundings(STILL, NOBODY, null, null);

    final EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(CONFIG, FACTORY, AROUND);

    /** A place that is free, and known to be alive. */
    Place<Object> idle() {
        return add(PlaceWord.IDLE);
    }

    private Place<Object> add(long word) {
        Place<Object> place = new Place<>(pool, new Object(), pool.places.size() + 1, word);
        place.idleSince = 1;
        pool.places.add(place);
        return place;
    }

    /** Whether whoever acquires now is lent it without a check. */
    boolean isLendable(Place<Object> place) {
        return place.status() == PlaceWord.IDLE && pool.isProven(place, STILL.coarseNanos());
    }
}
