package io.leasehold.lab.stub;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement whose every query has the same few rows and whose updates change nothing. */
class StubStatement implements Statement {
    private final StubConnection connection;
    private boolean closed;

    StubStatement(StubConnection connection) {
        this.connection = connection;
    }

    /** What the server would take for it. */
    final void run() {
        connection.execute();
    }

    final ResultSet rows() {
        run();
        return connection.rows().fromTheFirst();
    }

    @Override
    public ResultSet executeQuery(String sql) {
        return rows();
    }

    @Override
    public int executeUpdate(String sql) {
        run();
        return 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            connection.burn();
        }
    }

    @Override
    public int getMaxFieldSize() {
        return 0;
    }

    @Override
    public void setMaxFieldSize(int number) {}

    @Override
    public int getMaxRows() {
        return 0;
    }

    @Override
    public void setMaxRows(int number) {}

    @Override
    public void setEscapeProcessing(boolean on) {}

    @Override
    public int getQueryTimeout() {
        return 0;
    }

    @Override
    public void setQueryTimeout(int number) {}

    @Override
    public void cancel() {}

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public void setCursorName(String text) {}

    @Override
    public boolean execute(String sql) {
        run();
        return false;
    }

    @Override
    public ResultSet getResultSet() {
        return Absent.of(ResultSet.class);
    }

    @Override
    public int getUpdateCount() {
        return -1;
    }

    @Override
    public boolean getMoreResults() {
        return false;
    }

    @Override
    public void setFetchDirection(int number) {}

    @Override
    public int getFetchDirection() {
        return 0;
    }

    @Override
    public void setFetchSize(int number) {}

    @Override
    public int getFetchSize() {
        return 0;
    }

    @Override
    public int getResultSetConcurrency() {
        return 0;
    }

    @Override
    public int getResultSetType() {
        return 0;
    }

    @Override
    public void addBatch(String text) {}

    @Override
    public void clearBatch() {}

    @Override
    public int[] executeBatch() {
        run();
        return new int[0];
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean getMoreResults(int number) {
        return false;
    }

    @Override
    public ResultSet getGeneratedKeys() {
        return Absent.of(ResultSet.class);
    }

    @Override
    public int executeUpdate(String sql, int number) {
        run();
        return 0;
    }

    @Override
    public int executeUpdate(String sql, int[] numbers) {
        run();
        return 0;
    }

    @Override
    public int executeUpdate(String sql, String[] texts) {
        run();
        return 0;
    }

    @Override
    public boolean execute(String sql, int number) {
        run();
        return false;
    }

    @Override
    public boolean execute(String sql, int[] numbers) {
        run();
        return false;
    }

    @Override
    public boolean execute(String sql, String[] texts) {
        run();
        return false;
    }

    @Override
    public int getResultSetHoldability() {
        return 0;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void setPoolable(boolean on) {}

    @Override
    public boolean isPoolable() {
        return false;
    }

    @Override
    public void closeOnCompletion() {}

    @Override
    public boolean isCloseOnCompletion() {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("The stub is not a " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
