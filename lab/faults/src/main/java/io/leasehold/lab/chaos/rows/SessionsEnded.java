package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.jdbc.SessionReset;
import io.leasehold.lab.chaos.hive.HiveDriver;
import io.leasehold.lab.chaos.run.Exchange;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.lab.chaos.run.Worker;
import io.leasehold.testbed.DatabaseSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row 27: a gateway ends the sessions of its clients, whose sockets stay. The next call or check on each must find out, once:
 * a session that has ended gives an error to one caller at most, and is never lent again.
 */
final class SessionsEnded implements Mishap, Exchange {
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.withReset(SessionReset.JDBC);
    }

    @Override
    public LeaseholdDataSourceBuilder connecting(Field field, String url) {
        return LeaseholdDataSource.builder()
                .dataSource(new HiveDriver(url, field.database().user()));
    }

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) {
        pool.autoCommit(true);
    }

    @Override
    public void strike(Field field) {
        for (DatabaseSession session : field.database().sessions()) {
            field.database().killSession(session.id());
            ended.incrementAndGet();
        }
    }

    @Override
    public long delivered(Field field) {
        return ended.get();
    }

    /** Who is lent what was idle when the fault came may be told of it long after. */
    @Override
    public void everybodyHasGone(Field field) {
        if (told.get() > ended.get()) {
            field.judge()
                    .broken(
                            Invariant.I4,
                            told.get() + " callers had an error, and only " + ended.get() + " sessions were ended");
        }
    }

    /** What Hive's driver says of a session that is gone has no state of its own. */
    @Override
    public boolean expects(Throwable error) {
        return error instanceof SQLException;
    }

    @Override
    public Exchange exchange() {
        return this;
    }

    /** Each error is one of a session that has ended, whatever its state says, and each session may give one. */
    @Override
    public void with(Connection connection, Worker worker, long token, Habit habit) throws SQLException {
        int life = worker.field().holders().life();
        String session = connection.getClientInfo(HiveDriver.NUMBER);
        worker.holds(life, session);
        try {
            write(connection, worker, token);
        } catch (SQLException e) {
            told.incrementAndGet();
            if (!toldOf.add(session)) {
                worker.field()
                        .judge()
                        .broken(
                                Invariant.I4,
                                worker.name() + " was lent session " + session
                                        + ", which another caller had found ended");
            }
            throw e;
        }
    }

    /** There are no transactions; what was not answered may have been written. */
    private static void write(Connection connection, Worker worker, long token) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet answer = statement.executeQuery("SELECT " + token)) {
                worker.expect(token, answer.next() ? answer.getLong(1) : -1, "asked for an echo of");
            }
            worker.think();
            worker.field().ledger().committing(token);
            statement.execute("INSERT INTO chaos_tokens VALUES (" + token + ")");
            worker.field().ledger().committed(token);
        }
    }
}
