package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Sql;
import io.leasehold.lab.chaos.run.Worker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Row 18: handles are closed twice, closed by other threads, used after they were closed, and so are statements that outlive
 * them. What a handle does after its end must reach nobody.
 */
final class Misuse implements Mishap, Habit {
    private static final int ONE_IN = 4;

    /** No worker writes it: wherever it turns up, a statement has outlived its lease. */
    private static final long NOBODYS_TOKEN = -1;

    private final AtomicReference<@Nullable Left> lyingAbout = new AtomicReference<>();
    private final AtomicLong done = new AtomicLong();
    private volatile boolean on;

    /** What another thread may close. */
    private record Left(
            Connection connection, String holder, @Nullable String session) {}

    @Override
    public void strike(Field field) {
        on = true;
    }

    @Override
    public void clear(Field field) {
        on = false;
        lyingAbout.set(null);
    }

    @Override
    public long delivered(Field field) {
        return done.get();
    }

    @Override
    public Habit habit() {
        return this;
    }

    @Override
    public void during(Connection connection, Worker worker) throws SQLException {
        if (!on) {
            return;
        }
        Left other = lyingAbout.getAndSet(new Left(connection, worker.name(), worker.session()));
        if (other != null && other.connection != connection && worker.dice().nextInt(ONE_IN) == 0) {
            done.incrementAndGet();
            if (other.session != null) {
                worker.field().holders().leave(other.session, other.holder);
            }
            other.connection.close();
        }
    }

    @Override
    public void end(Connection connection, Worker worker) throws SQLException {
        if (!on || connection.isClosed()) {
            connection.close();
            return;
        }
        PreparedStatement outliving = connection.prepareStatement(Sql.INSERT);
        outliving.setLong(1, NOBODYS_TOKEN);
        connection.close();
        switch (worker.dice().nextInt(ONE_IN)) {
            case 0 -> connection.close();
            case 1 -> mustBeRefused(worker, "a closed connection", connection::createStatement);
            case 2 -> mustBeRefused(worker, "a statement of a closed connection", outliving::executeUpdate);
            default ->
                mustBeRefused(worker, "a commit on a closed connection", () -> {
                    connection.commit();
                    return true;
                });
        }
        done.incrementAndGet();
    }

    /** A call that must not get through. */
    private interface Call {
        Object make() throws SQLException;
    }

    private static void mustBeRefused(Worker worker, String what, Call call) {
        try {
            call.make();
            worker.field().judge().broken(Invariant.I3, what + " was used, and nothing refused it");
        } catch (SQLException e) {
            if (!Sql.state(e).equals(Sql.ENDED)) {
                worker.field().judge().broken(Invariant.I7, what + " was refused with SQLState " + Sql.state(e));
            }
        }
    }
}
