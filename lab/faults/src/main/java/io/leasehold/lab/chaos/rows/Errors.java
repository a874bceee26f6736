package io.leasehold.lab.chaos.rows;

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

/**
 * Row 15: errors that are no exceptions, in a holder's own code and on the pool's own threads, where connections are opened. No
 * place may be lost.
 */
final class Errors implements Mishap, Habit {
    private static final int ONE_IN = 3;

    private final AtomicLong thrown = new AtomicLong();
    private final AtomicInteger opens = new AtomicInteger();
    private volatile boolean on;

    /** What stands for an error that kills its thread. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) {
        pool.connectionCustomizer(connection -> {
            if (on && opens.incrementAndGet() % 2 == 0) {
                thrown.incrementAndGet();
                throw opens.get() % 4 == 0 ? new OutOfMemoryError("made up") : new StackOverflowError("made up");
            }
        });
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
