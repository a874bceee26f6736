package io.leasehold.drills;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.pools.PoolNeeds;
import io.leasehold.drills.pools.PoolUnderTest;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A pool that makes every mistake of the incidents: it leaks, lends again what somebody holds, and never checks. What
 * passes a drill on it shows that the drill shows nothing.
 */
final class NaivePool implements PoolUnderTest, DataSource {

    private final Database database;
    private final String url;
    private final int size;
    private final Duration timeout;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> lent = new ArrayList<>();
    private int open;

    NaivePool(Database database, String url, PoolNeeds needs) {
        this.database = database;
        this.url = url;
        this.size = needs.size();
        this.timeout = needs.acquireTimeout();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return handle(take());
    }

    private Connection take() throws SQLException {
        synchronized (this) {
            if (idle.isEmpty() && open >= size) {
                waitForOne();
            }
            if (!idle.isEmpty()) {
                Connection connection = idle.pop();
                lent.add(connection);
                return connection;
            }
            if (open >= size && !lent.isEmpty()) {
                return lent.get(0);
            }
            open++;
        }
        Connection connection = DriverManager.getConnection(url, database.user(), database.password());
        synchronized (this) {
            lent.add(connection);
        }
        return connection;
    }

    private void waitForOne() throws SQLException {
        try {
            wait(timeout.toMillis());
        } catch (InterruptedException e) {
            open++;
            throw new SQLException("interrupted");
        }
    }

    private Connection handle(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                NaivePool.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void giveBack(Connection connection) {
        lent.remove(connection);
        idle.push(connection);
        notifyAll();
    }

    @Override
    public String name() {
        return "a naive pool";
    }

    @Override
    public List<String> settings() {
        return List.of("size = " + size);
    }

    @Override
    public DataSource dataSource() {
        return this;
    }

    @Override
    public synchronized int openConnections() {
        return open;
    }

    @Override
    public List<String> loggers() {
        return List.of("naive");
    }

    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            all = new ArrayList<>(idle);
            all.addAll(lent);
        }
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Dead already: that is what the drills are about.
                continue;
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err, true);
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
