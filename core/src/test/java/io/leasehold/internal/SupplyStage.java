package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose time stands still and whose work waits until the test runs it. Its upkeep is not run, so what a test sees happened at
 * once, and not when somebody looked the next time. For the thread of one test.
 */
final class SupplyStage {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    final StillTicker ticker = new StillTicker();
    final HeldRunner runner = new HeldRunner();
    final CountedRoom room = new CountedRoom();
    final EnginePool<Object, ResourceLease<Object>> pool;

    /** What happens within each open. */
    Runnable withinOpen = () -> {};

    /** What happens as somebody is told of an open. */
    Runnable withinTelling = () -> {};

    /** What each open throws, and what that means. */
    @Nullable Exception failure;

    @Nullable OpenRefusal meaning = OpenRefusal.OTHER;

    /** What each open yields. */
    Supplier<@Nullable Object> yields = Object::new;

    /** What each check says. */
    boolean alive = true;

    int opens;
    int checks;
    int closes;
    final List<String> told = new ArrayList<>();

    SupplyStage(UnaryOperator<PoolBuilder<Object>> change) {
        Driver driver = new Driver();
        pool = new EnginePool<>(
                change.apply(Pool.of(driver).aliveBypass(Duration.ofHours(1)).siteSampling(0))
                        .config(),
                new SimpleFactory<>(driver),
                new PoolSurroundings(ticker, runner, new Told(), null),
                room);
        pool.start();
    }

    SupplyStage(int maximum) {
        this(settings -> settings.maximumSize(maximum));
    }

    Supply<Object> supply() {
        return pool.supply;
    }

    /** One more stands in line. */
    Waiter waiter() {
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.now);
        assertThat(pool.line.join(waiter, Integer.MAX_VALUE)).isTrue();
        return waiter;
    }

    /** One more stands in line, and what is opened for it has begun. */
    Waiter arrives() {
        Waiter waiter = waiter();
        supply().refill();
        return waiter;
    }

    /** A lease of what was opened for it. */
    ResourceLease<Object> lease() {
        supply().refill(1, null);
        runner.runAll();
        return pool.acquire(0);
    }

    long upkeep() {
        return supply().upkeep(ticker.now);
    }

    /** As much time passes as this gives, and a bit; what has run out of it is given up. */
    void outlast(Duration timeout) {
        ticker.advance(timeout.toNanos() + 1);
        pool.upkeeps.calls.upkeep(ticker.now);
    }

    void outlastOpen() {
        outlast(pool.config.openTimeout());
    }

    /** A close is given up, and then the abort that follows it. */
    void outlastCloseAndAbort() {
        outlast(pool.config.closeTimeout());
        outlast(pool.config.closeTimeout());
    }

    private final class Driver implements SimpleResourceFactory<Object> {

        @Override
        public @Nullable Object open() throws Exception {
            opens++;
            withinOpen.run();
            Exception thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return yields.get();
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            checks++;
            return alive;
        }

        @Override
        public void close(Object resource) {
            closes++;
        }

        @Override
        public @Nullable OpenRefusal refusal(Throwable thrown) {
            return meaning;
        }
    }

    private final class Told implements PoolListener {

        @Override
        public void opened(PoolEvent event) {
            withinTelling.run();
            told.add("opened #" + event.resource() + " in " + event.duration().toMillis() + " ms");
        }

        @Override
        public void openFailed(PoolEvent event) {
            told.add("openFailed: " + event.cause());
        }
    }
}
