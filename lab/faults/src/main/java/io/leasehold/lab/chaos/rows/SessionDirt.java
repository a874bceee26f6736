package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.SessionReset;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.lab.chaos.run.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row 26: holders leave open transactions, another isolation, a read-only session, another type of result, and, where the pool
 * resets in full, variables, temporary tables, locks, prepared plans and subscriptions behind. The next holder must see none.
 */
final class SessionDirt implements Mishap, Habit {

    /** What a holder throws in the middle of a transaction, to leave it open. */
    private static final String LEFT = "LEFT0";

    private static final int ONE_IN = 3;

    private final AtomicLong made = new AtomicLong();
    private volatile boolean on;

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.pool().reset() == SessionReset.NONE ? drawn.withReset(SessionReset.FULL) : drawn;
    }

    @Override
    public void strike(Field field) {
        on = true;
    }

    @Override
    public void clear(Field field) {
        on = false;
    }

    @Override
    public long delivered(Field field) {
        return made.get();
    }

    @Override
    public Habit habit() {
        return this;
    }

    @Override
    public boolean expects(Throwable error) {
        return Mishap.hasState(error, LEFT);
    }

    @Override
    public void begin(Connection connection, Worker worker) throws SQLException {
        Dirt dirt = Dirt.of(worker.field().schedule().kind());
        Schedule schedule = worker.field().schedule();
        boolean full = schedule.pool().reset() == SessionReset.FULL;
        check(connection, worker, schedule, full ? dirt.look() : "");
        if (!on || worker.dice().nextInt(ONE_IN) != 0) {
            return;
        }
        made.incrementAndGet();
        connection.setTransactionIsolation(dirt.otherIsolation());
        if (full) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : dirt.make()) {
                    statement.execute(sql);
                }
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void check(Connection connection, Worker worker, Schedule schedule, String look)
            throws SQLException {
        if (connection.getAutoCommit() != schedule.pool().autoCommit()) {
            seen(worker, "auto-commit " + connection.getAutoCommit());
        }
        int isolation = connection.getTransactionIsolation();
        if (isolation != Dirt.of(schedule.kind()).isolation()) {
            seen(worker, "isolation " + isolation);
        }
        if (connection.isReadOnly()) {
            seen(worker, "a read-only session");
        }
        if (!look.isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(look)) {
                found.next();
                if (found.getLong(1) != 0) {
                    seen(worker, found.getLong(1) + " things that a former holder left in its session");
                }
            }
        }
        // what was looked at must not have begun a transaction that the worker does not know of
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static void seen(Worker worker, String what) {
        worker.field().judge().broken(Invariant.I4, worker.name() + " was lent a connection with " + what);
    }

    @Override
    public void during(Connection connection, Worker worker) throws SQLException {
        if (on && worker.dice().nextInt(ONE_IN) == 0) {
            made.incrementAndGet();
            throw new SQLException("left in the middle", LEFT);
        }
    }

    @Override
    public void end(Connection connection, Worker worker) throws SQLException {
        if (on && !connection.isClosed() && worker.dice().nextInt(ONE_IN) == 0) {
            connection.rollback();
            connection.setReadOnly(true);
        }
        connection.close();
    }
}
