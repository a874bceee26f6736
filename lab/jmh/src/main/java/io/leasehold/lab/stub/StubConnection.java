package io.leasehold.lab.stub;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a server: every call answers a constant or a new stub. Calls that a driver answers from its own
 * memory are free even when the stub burns. As little thread-safe as a real connection.
 */
public final class StubConnection implements Connection {
    private final StubTimes times;
    private @Nullable StubRows rows;
    private boolean autoCommit = true;
    private boolean readOnly;
    private int isolation = TRANSACTION_READ_COMMITTED;
    private int holdability;
    private int networkTimeout;
    private String catalog = "";
    private String schema = "";
    private volatile boolean closed;

    StubConnection(StubTimes times) {
        this.times = times;
    }

    /** What a driver would spend on the wire: nothing, or a spin. */
    void burn() {
        if (times.burnNanos() > 0) {
            Burn.nanos(times.burnNanos());
        }
    }

    /** What a statement would take. */
    void execute() {
        burn();
        if (times.executeNanos() > 0) {
            LockSupport.parkNanos(times.executeNanos());
        }
    }

    /** One for all queries, since what a driver makes of an answer is no pool's business. */
    StubRows rows() {
        StubRows all = rows;
        if (all == null) {
            all = new StubRows();
            rows = all;
        }
        return all;
    }

    @Override
    public Statement createStatement() {
        burn();
        return new StubStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public CallableStatement prepareCall(String sql) {
        burn();
        return Absent.of(CallableStatement.class);
    }

    @Override
    public String nativeSQL(String text) {
        return text;
    }

    @Override
    public void setAutoCommit(boolean on) {
        burn();
        autoCommit = on;
    }

    @Override
    public boolean getAutoCommit() {
        return autoCommit;
    }

    @Override
    public void commit() {
        burn();
    }

    @Override
    public void rollback() {
        burn();
    }

    @Override
    public void close() {
        burn();
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public DatabaseMetaData getMetaData() {
        return Absent.of(DatabaseMetaData.class);
    }

    @Override
    public void setReadOnly(boolean on) {
        burn();
        readOnly = on;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public void setCatalog(String text) {
        burn();
        catalog = text;
    }

    @Override
    public String getCatalog() {
        return catalog;
    }

    @Override
    public void setTransactionIsolation(int number) {
        burn();
        isolation = number;
    }

    @Override
    public int getTransactionIsolation() {
        return isolation;
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        return null;
    }

    @Override
    public void clearWarnings() {}

    @Override
    public Statement createStatement(int type, int concurrency) {
        burn();
        return new StubStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) {
        burn();
        return Absent.of(CallableStatement.class);
    }

    @Override
    public Map<String, Class<?>> getTypeMap() {
        return Map.of();
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> value) {}

    @Override
    public void setHoldability(int number) {
        holdability = number;
    }

    @Override
    public int getHoldability() {
        return holdability;
    }

    @Override
    public Savepoint setSavepoint() {
        burn();
        return Absent.of(Savepoint.class);
    }

    @Override
    public Savepoint setSavepoint(String text) {
        burn();
        return Absent.of(Savepoint.class);
    }

    @Override
    public void rollback(Savepoint savepoint) {
        burn();
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) {
        burn();
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) {
        burn();
        return new StubStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) {
        burn();
        return Absent.of(CallableStatement.class);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] numbers) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] texts) {
        burn();
        return new StubPreparedStatement(this);
    }

    @Override
    public Clob createClob() {
        return Absent.of(Clob.class);
    }

    @Override
    public Blob createBlob() {
        return Absent.of(Blob.class);
    }

    @Override
    public NClob createNClob() {
        return Absent.of(NClob.class);
    }

    @Override
    public SQLXML createSQLXML() {
        return Absent.of(SQLXML.class);
    }

    @Override
    public boolean isValid(int number) {
        burn();
        return !closed;
    }

    @Override
    public void setClientInfo(String name, String value) {}

    @Override
    public void setClientInfo(Properties properties) {}

    @Override
    public String getClientInfo(String text) {
        return "";
    }

    @Override
    public Properties getClientInfo() {
        return new Properties();
    }

    @Override
    public Array createArrayOf(String text, Object[] objects) {
        return Absent.of(Array.class);
    }

    @Override
    public Struct createStruct(String text, Object[] objects) {
        return Absent.of(Struct.class);
    }

    @Override
    public void setSchema(String text) {
        burn();
        schema = text;
    }

    @Override
    public String getSchema() {
        return schema;
    }

    @Override
    public void abort(Executor executor) {
        closed = true;
    }

    @Override
    public void setNetworkTimeout(Executor executor, int number) {
        networkTimeout = number;
    }

    @Override
    public int getNetworkTimeout() {
        return networkTimeout;
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
