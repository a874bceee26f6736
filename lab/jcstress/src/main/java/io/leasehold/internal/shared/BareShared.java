package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.SharedPool;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;

/** Shared resources and shares in a pool in which nothing moves by itself. */
final class BareShared {

    private static final SharedEngine<String, Object, Bare> POOL =
            (SharedEngine<String, Object, Bare>) SharedPools.ofHandles(
                    SharedPool.of((String key) -> new Object())
                            .maximumResources(1)
                            .config(),
                    new BareFactory(),
                    null,
                    new StoppedTicker(),
                    new IdleRunner());
    private static final KeyEntry<String, Object> ENTRY = new KeyEntry<>(POOL, new Key("key"));
    private static final SharedResource.Position FIRST = new SharedResource.Position(1, 0);

    private BareShared() {}

    /** Open, with one share. */
    static SharedResource<Object> shared() {
        return new SharedResource<>(ENTRY, POOL, POOL, FIRST, 1, 0);
    }

    /** Open, with no share, after one that was returned. */
    static SharedResource<Object> idle() {
        SharedResource<Object> resource = shared();
        resource.release();
        return resource;
    }

    /** Retired, with two shares. */
    static SharedResource<Object> retiredWithTwo() {
        SharedResource<Object> resource = shared();
        resource.share();
        resource.retire(RetireReason.RETIRED);
        return resource;
    }

    /** Revokes as the pool does, without telling anybody. */
    static boolean revoke(Bare handle) {
        if (!ShareAccess.get().revoke(handle)) {
            return false;
        }
        POOL.ending().release(handle);
        return true;
    }

    /** The handle of a share that was counted. */
    static final class Bare extends ShareHandle<Object> {

        Bare(SharedResource<Object> resource) {
            super(resource);
        }

        boolean in() {
            return enter();
        }

        void out() {
            leave();
        }

        boolean giveBack() {
            return end();
        }
    }

    private static final class BareFactory implements SharedResourceFactory<String, Object, Bare> {

        @Override
        public Object open(String key) {
            return key;
        }

        @Override
        public Bare share(Object resource, Grant<Object> grant) {
            return new Bare((SharedResource<Object>) grant);
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            return true;
        }

        @Override
        public void close(Object resource) {}

        @Override
        public void abort(Object resource) {}
    }

    private static final class StoppedTicker implements Ticker {

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long coarseNanos() {
            return 0;
        }
    }

    private static final class IdleRunner implements TaskRunner {

        @Override
        public void execute(Runnable task) {}

        @Override
        public Registration register(Upkeep upkeep) {
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {}
            };
        }
    }
}
