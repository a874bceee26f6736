package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose time stands still and whose work waits until the test runs it. No upkeep runs by itself: a test runs the concern it is
 * about, at the instant it is about. Resources are numbers, from 1 in the order they were opened. Nothing is due unless the test's
 * settings say so. For the thread of one test.
 */
final class UpkeepStage {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    final StillTicker ticker = new StillTicker();

    /** What somebody waits for, and what is told. */
    final HeldRunner runner = new HeldRunner();

    /** Closes and keep-alives. */
    final HeldRunner chores = new HeldRunner();

    final HeardRoom room = new HeardRoom(chores);
    final EnginePool<Integer, ResourceLease<Integer>> pool;

    /** Those whose check says so. */
    final Set<Integer> dead = new HashSet<>();

    /** What each check throws. */
    @Nullable Exception checkFails;

    Runnable withinCheck = () -> {};
    Runnable withinReset = () -> {};

    int opens;
    final List<Integer> checked = new ArrayList<>();
    final List<Integer> closed = new ArrayList<>();
    final List<Integer> aborted = new ArrayList<>();

    private final List<String> told = new ArrayList<>();

    /** Else they might be collected, and taken for abandoned. */
    private final List<ResourceLease<Integer>> handles = new ArrayList<>();

    /** A pool with somebody who listens. */
    UpkeepStage(UnaryOperator<PoolBuilder<Integer>> change) {
        this(change, true);
    }

    private UpkeepStage(UnaryOperator<PoolBuilder<Integer>> change, boolean listens) {
        Driver driver = new Driver();
        PoolBuilder<Integer> settings = Pool.of(driver)
                .aliveBypass(Duration.ofHours(1))
                .siteSampling(0)
                .idleTimeout(Duration.ZERO)
                .maximumLifetime(Duration.ZERO)
                .keepaliveTime(Duration.ZERO)
                .abandonedAfter(Duration.ZERO);
        pool = new EnginePool<>(
                change.apply(settings).config(),
                new SimpleFactory<>(driver),
                new PoolSurroundings(ticker, runner, listens ? new Told() : null, null),
                room);
        pool.start();
    }

    /** A pool whose acquires and returns take the shortest way, since nobody listens. */
    static UpkeepStage silent(UnaryOperator<PoolBuilder<Integer>> change) {
        return new UpkeepStage(change, false);
    }

    /** A lease of what is opened for it. */
    ResourceLease<Integer> lease() {
        pool.supply.refill(1, null);
        runner.runAll();
        ResourceLease<Integer> lease = pool.acquire(0);
        handles.add(lease);
        return lease;
    }

    /** Opens so many, and leaves them idle. */
    void fill(int count) {
        List<ResourceLease<Integer>> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.add(lease());
        }
        leases.forEach(ResourceLease::close);
        assertThat(pool.places.all()).hasSize(count);
        told.clear();
    }

    /** The place of a resource. */
    Place<Integer> place(int resource) {
        for (Place<Integer> place : pool.places.all()) {
            if (place.resource == resource) {
                return place;
            }
        }
        throw new AssertionError("there is no place of " + resource);
    }

    boolean isIdle(int resource) {
        return place(resource).status() == PlaceWord.IDLE;
    }

    boolean isBeingChecked(int resource) {
        return place(resource).status() == PlaceWord.CHECKING;
    }

    /** The resources of the pool, in the order of its places. */
    List<Integer> resources() {
        List<Integer> resources = new ArrayList<>();
        for (Place<Integer> place : pool.places.all()) {
            resources.add(place.resource);
        }
        return resources;
    }

    /** One more stands in line. */
    Waiter waiter() {
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.now);
        assertThat(pool.line.join(waiter, Integer.MAX_VALUE)).isTrue();
        return waiter;
    }

    /** Calls that have run out of time are given up, and slow ones looked at. */
    void looksAtCalls() {
        pool.upkeeps.calls.upkeep(ticker.now);
    }

    void runAll() {
        while (!runner.held.isEmpty() || !chores.held.isEmpty()) {
            runner.runAll();
            chores.runAll();
        }
    }

    /** What was told of ends and of leases that last, once all work is done. */
    List<String> toldAtLast() {
        runAll();
        return told;
    }

    /** What a pool says to its group: how many are on their way out, and that a check was no help. */
    static final class HeardRoom extends Room {

        int leaving;
        int madeRoom;
        int lost;
        int disappointed;

        /** What happens when something is on its way out, before it is counted. */
        Runnable withinLeaving = () -> {};

        private final HeldRunner chores;

        HeardRoom(HeldRunner chores) {
            this.chores = chores;
        }

        @Override
        Tasks chores(Tasks own) {
            return new Tasks(chores, 3, null);
        }

        @Override
        void leaving(boolean madeRoomNow) {
            withinLeaving.run();
            leaving++;
            madeRoom += madeRoomNow ? 1 : 0;
        }

        @Override
        void left() {
            leaving--;
        }

        @Override
        void lost() {
            lost++;
        }

        @Override
        void found() {
            lost--;
        }

        @Override
        void checkDisappoints() {
            disappointed++;
        }
    }

    private final class Driver implements SimpleResourceFactory<Integer> {

        @Override
        public Integer open() {
            return ++opens;
        }

        @Override
        public boolean check(Integer resource, Duration timeout) throws Exception {
            checked.add(resource);
            withinCheck.run();
            Exception thrown = checkFails;
            if (thrown != null) {
                throw thrown;
            }
            return !dead.contains(resource);
        }

        @Override
        public void reset(Integer resource) {
            withinReset.run();
        }

        @Override
        public void close(Integer resource) {
            closed.add(resource);
        }

        @Override
        public void abort(Integer resource) {
            aborted.add(resource);
        }
    }

    private final class Told implements PoolListener {

        @Override
        public void retired(PoolEvent event) {
            told.add("retired #" + event.resource() + " " + event.reason() + after(event));
        }

        @Override
        public void revoked(PoolEvent event) {
            told.add("revoked #" + event.resource() + " " + event.reason() + after(event));
        }

        @Override
        public void overdue(PoolEvent event) {
            told.add("overdue #" + event.resource() + after(event));
        }

        @Override
        public void lost(PoolEvent event) {
            told.add("lost #" + event.resource() + after(event));
        }

        private String after(PoolEvent event) {
            return " after " + event.duration().toMillis() + " ms";
        }
    }
}
