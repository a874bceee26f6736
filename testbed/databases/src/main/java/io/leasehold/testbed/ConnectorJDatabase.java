package io.leasehold.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** A MariaDB server seen through MySQL Connector/J: everything but the URL and the driver is the server's own. */
final class ConnectorJDatabase implements TestDatabase {
    private final TestDatabase server;
    private final com.mysql.cj.jdbc.Driver driver;

    ConnectorJDatabase(TestDatabase server) {
        this.server = server;
        try {
            this.driver = new com.mysql.cj.jdbc.Driver();
        } catch (SQLException e) {
            throw new TestbedException("Cannot load MySQL Connector/J", e);
        }
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.CONNECTORJ;
    }

    @Override
    public String driverClassName() {
        return driver.getClass().getName();
    }

    @Override
    public String urlThrough(String host, int port) {
        return "jdbc:mysql://" + host + ":" + port + "/" + user() + "?sslMode=DISABLED";
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        return driver.connect(jdbcUrl(), properties);
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String user() {
        return server.user();
    }

    @Override
    public String password() {
        return server.password();
    }

    @Override
    public List<DatabaseSession> sessions() {
        return server.sessions();
    }

    @Override
    public String sessionId(Connection connection) throws SQLException {
        return server.sessionId(connection);
    }

    @Override
    public void killSession(String sessionId) {
        server.killSession(sessionId);
    }

    @Override
    public void cancelStatement(String sessionId) {
        server.cancelStatement(sessionId);
    }

    @Override
    public String sleepStatement(Duration time) {
        return server.sleepStatement(time);
    }

    @Override
    public void limitSessions(int maximum) {
        server.limitSessions(maximum);
    }

    @Override
    public void unlimitSessions() {
        server.unlimitSessions();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void crash() {
        server.crash();
    }

    @Override
    public void freeze() {
        server.freeze();
    }

    @Override
    public void thaw() {
        server.thaw();
    }

    @Override
    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "MySQL Connector/J to " + server;
    }
}
