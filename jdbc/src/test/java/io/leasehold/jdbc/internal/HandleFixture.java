package io.leasehold.jdbc.internal;

import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import io.leasehold.spi.Grant;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pool of one connection of a {@link ScriptedDriver}, whose reset does nothing but remember that it ran: what is tested
 * are the handles.
 */
final class HandleFixture implements AutoCloseable {

    final ScriptedDriver driver = new ScriptedDriver();
    final List<ConnectionHandle> resets = new CopyOnWriteArrayList<>();
    final BlockingQueue<PoolEvent> retired = new LinkedBlockingQueue<>();
    final HandlePool<PhysicalConnection, ConnectionHandle> pool;

    volatile ErrorPolicy errors = error -> Verdict.KEEP;
    volatile @Nullable SQLException rollbackFailure;

    /** What an abort does, such as letting a blocked call go. */
    volatile Runnable onAbort = () -> {};

    private final boolean autoCommit;
    private final boolean resetsFully;

    HandleFixture() {
        this(true, builder -> builder);
    }

    HandleFixture(boolean autoCommit, UnaryOperator<PoolBuilder<Object>> settings) {
        this(autoCommit, false, settings);
    }

    /** One whose connections are reset after every use. */
    static HandleFixture resettingFully() {
        return new HandleFixture(true, true, builder -> builder);
    }

    private HandleFixture(boolean autoCommit, boolean resetsFully, UnaryOperator<PoolBuilder<Object>> settings) {
        this.autoCommit = autoCommit;
        this.resetsFully = resetsFully;
        PoolBuilder<Object> builder = Pool.of(Object::new)
                .name("handles")
                .minimumSize(0)
                .maximumSize(1)
                .siteSampling(1)
                .acquireTimeout(Duration.ofSeconds(20));
        pool = HandlePool.open(settings.apply(builder).config(), new Factory(), new Listener(), null, null);
    }

    ConnectionHandle acquire() {
        return pool.acquire();
    }

    /** The event of the next resource that is retired. */
    PoolEvent awaitRetired() throws InterruptedException {
        PoolEvent event = retired.poll(60, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing was retired within 20 s");
        }
        return event;
    }

    @Override
    public void close() {
        driver.onCall = (target, method) -> {};
        pool.close();
    }

    private final class Factory implements ResourceFactory<PhysicalConnection, ConnectionHandle> {

        @Override
        public PhysicalConnection open() {
            Connection connection = driver.connection();
            PhysicalConnection physical = new PhysicalConnection(
                    connection,
                    error -> errors.verdictOn(error),
                    SessionDefaults.untouched(autoCommit),
                    Dialects.generic(),
                    new SqlKinds());
            if (!resetsFully) {
                physical.needsNoResetForWarnings();
            }
            return physical;
        }

        @Override
        public ConnectionHandle lend(PhysicalConnection physical, Grant<PhysicalConnection> grant) {
            return new ConnectionHandle(physical, grant);
        }

        @Override
        public boolean check(PhysicalConnection physical, Duration timeout) {
            return true;
        }

        @Override
        public void reset(PhysicalConnection physical, ConnectionHandle handle) throws SQLException {
            resets.add(handle);
            physical.clean(autoCommit);
            SQLException failure = rollbackFailure;
            if (failure != null) {
                handle.rollbackFailed(failure);
                throw failure;
            }
        }

        @Override
        public void close(PhysicalConnection physical) {}

        @Override
        public void abort(PhysicalConnection physical) {
            onAbort.run();
        }
    }

    private final class Listener implements PoolListener {

        @Override
        public void retired(PoolEvent event) {
            retired.add(event);
        }
    }
}
