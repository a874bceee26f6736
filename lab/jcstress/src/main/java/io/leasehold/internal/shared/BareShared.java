package io.leasehold.internal.shared;

import io.leasehold.SharedPool;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Open, with no share. */
    static SharedResource<Object> idle() {
        return new SharedResource<>(ENTRY, POOL, POOL, FIRST, 1, 0);
    }

    /** A share of it that this taker has, from the current thread; null if it takes none. */
    static @Nullable Seat<Object> share(SharedResource<Object> resource, Object taker) {
        return resource.share(Thread.currentThread(), taker);
    }

    /** A share of an open resource of its own. */
    static Seat<Object> shared(Object taker) {
        return Objects.requireNonNull(share(idle(), taker));
    }

    /** The handle of a share of its own. */
    static Bare handle() {
        Seat<Object> seat = shared("taker");
        Bare handle = new Bare(seat);
        seat.sit("taker", handle);
        return handle;
    }

    static SharedResource<Object> of(Bare handle) {
        return ShareAccess.get().seat(handle).of();
    }

    /** Revokes as the pool does, without telling anybody. */
    static boolean revoke(Bare handle) {
        if (!ShareAccess.get().revoke(handle)) {
            return false;
        }
        POOL.ending().release(handle);
        return true;
    }

    /** A handle whose calls are its callers' to make. */
    static final class Bare extends ShareHandle<Object> {

        Bare(Grant<Object> grant) {
            super(grant);
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
            return new Bare(grant);
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
