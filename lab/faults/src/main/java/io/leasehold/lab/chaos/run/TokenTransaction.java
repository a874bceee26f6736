package io.leasehold.lab.chaos.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the token, rests, reads it back, and commits, or, one in eight, rolls back. Stateless. */
final class TokenTransaction implements Exchange {
    static final Exchange INSTANCE = new TokenTransaction();

    private static final int ROLLBACKS_IN = 8;

    @Override
    public void with(Connection connection, Worker worker, long token, Habit habit) throws SQLException {
        Ledger ledger = worker.field().ledger();
        connection.setAutoCommit(false);
        introduce(connection, worker, token);
        write(connection, token);
        worker.think();
        habit.during(connection, worker);
        readBack(connection, worker, token);
        if (worker.dice().nextInt(ROLLBACKS_IN) == 0) {
            connection.rollback();
            ledger.rolledBack(token);
        } else {
            ledger.committing(token);
            connection.commit();
            ledger.committed(token);
        }
    }

    /** Which session this is, as the database calls it, in an answer that cannot be another's. */
    private static void introduce(Connection connection, Worker worker, long token) throws SQLException {
        int life = worker.field().holders().life();
        try (PreparedStatement echo = connection.prepareStatement(
                Sql.of(worker.field().schedule().kind()).echo())) {
            echo.setLong(1, token);
            try (ResultSet answer = echo.executeQuery()) {
                answer.next();
                worker.expect(token, answer.getLong(2), "asked for an echo of");
                worker.holds(life, answer.getString(1));
            }
        }
    }

    private static void write(Connection connection, long token) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Sql.INSERT)) {
            insert.setLong(1, token);
            insert.executeUpdate();
        }
    }

    private static void readBack(Connection connection, Worker worker, long token) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(Sql.READ)) {
            read.setLong(1, token);
            try (ResultSet answer = read.executeQuery()) {
                worker.expect(token, answer.next() ? answer.getLong(1) : -1, "read back");
            }
        }
    }
}
