package io.leasehold.testbed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection over which a server is asked about its sessions; opened when first needed, and again after it was
 * lost. Callers take turns.
 */
final class AdminConnection implements AutoCloseable {

    interface Opener {
        Connection open() throws SQLException;
    }

    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    private final Opener opener;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection connection;

    AdminConnection(Opener opener) {
        this.opener = opener;
    }

    <T> List<T> query(String sql, RowMapper<T> mapper) {
        return run(sql, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        });
    }

    void execute(String sql) {
        run(sql, statement -> statement.execute(sql));
    }

    /** Executes a statement about a session that may have gone by itself, which the server says by this vendor code. */
    void executeIfThere(String sql, int notThere) {
        run(sql, statement -> {
            try {
                return statement.execute(sql);
            } catch (SQLException e) {
                if (e.getErrorCode() == notThere) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Whether a new connection can be opened now. */
    boolean canConnect() {
        turn.lock();
        try {
            close();
            current();
            return true;
        } catch (SQLException notYet) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    private <T> T run(String sql, Work<T> work) {
        turn.lock();
        try {
            return runOnce(work);
        } catch (SQLException e) {
            throw new TestbedException("The server refused: " + sql, e);
        } finally {
            turn.unlock();
        }
    }

    /** A connection from before a restart is dead, which only its use shows: the second attempt has a new one. */
    private <T> T runOnce(Work<T> work) throws SQLException {
        boolean kept = connection != null;
        try (Statement statement = current().createStatement()) {
            return work.on(statement);
        } catch (SQLException e) {
            close();
            if (!kept) {
                throw e;
            }
        }
        try (Statement statement = current().createStatement()) {
            return work.on(statement);
        }
    }

    private Connection current() throws SQLException {
        if (connection == null) {
            connection = opener.open();
        }
        return connection;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException ignored) {
            // It is given up either way, and a server that is gone is the common reason.
        } finally {
            connection = null;
            turn.unlock();
        }
    }
}
