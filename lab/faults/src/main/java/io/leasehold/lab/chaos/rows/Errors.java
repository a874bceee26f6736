package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Worker;
import io.leasehold.testkit.proxy.Cut;
import io.leasehold.testkit.proxy.Fault;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Row 15: errors that are no exceptions, in a holder's own code, on the pool's own threads where connections are opened, and out of
 * the driver where the pool checks, puts in order and closes them. No place may be lost.
 */
final class Errors implements Mishap, Habit {
    private static final int ONE_IN = 3;
    private static final int ONE_OPEN_IN = 2;
    private static final int ONE_CALL_IN = 5;

    private final AtomicLong thrown = new AtomicLong();
    private final AtomicInteger opens = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean on;

    /** What stands for an error that kills its thread. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public LeaseholdDataSourceBuilder connecting(Field field, String url) {
        return LeaseholdDataSource.builder()
                .dataSource(new ErringDriver(
                        url, field.database().user(), field.database().password(), () -> next(calls, ONE_CALL_IN)));
    }

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) {
        pool.connectionCustomizer(connection -> {
            Error error = next(opens, ONE_OPEN_IN);
            if (error != null) {
                throw error;
            }
        });
    }

    private @Nullable Error next(AtomicInteger counted, int oneIn) {
        if (!on || counted.incrementAndGet() % oneIn != 0) {
            return null;
        }
        return thrown.incrementAndGet() % 2 == 0 ? new OutOfMemoryError("made up") : new StackOverflowError("made up");
    }

    @Override
    public void strike(Field field) {
        on = true;
        field.proxy().onOpen().apply(new Fault.Sever(Cut.RST));
    }

    @Override
    public void clear(Field field) {
        on = false;
    }

    @Override
    public long delivered(Field field) {
        return thrown.get();
    }

    @Override
    public Habit habit() {
        return this;
    }

    @Override
    public void during(Connection connection, Worker worker) {
        if (on && worker.dice().nextInt(ONE_IN) == 0) {
            thrown.incrementAndGet();
            if (worker.dice().nextBoolean()) {
                throw new Killed();
            }
            deeper(1);
        }
    }

    /** Until the stack is full. */
    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + depth;
    }

    @Override
    public boolean expects(Throwable error) {
        return error instanceof Killed || error instanceof StackOverflowError || error instanceof OutOfMemoryError;
    }
}
