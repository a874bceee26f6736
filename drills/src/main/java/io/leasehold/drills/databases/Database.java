package io.leasehold.drills.databases;

import io.leasehold.drills.BadInputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database that drills run against: where it is, how to log in, what it can be asked. Immutable; whoever started the
 * server ends it.
 *
 * @param address where it is
 * @param user who logs in; empty for the driver's default
 * @param password that user's password; never printed
 * @param driver opens connections to it
 * @param dialect what can be said to it
 * @param version the product and version, as it says itself
 */
public record Database(
        JdbcAddress address, String user, String password, Driver driver, Dialect dialect, String version) {

    /**
     * Finds the driver, logs in once, and looks what it is.
     *
     * @throws BadInputException naming the option to change
     */
    public static Database at(JdbcAddress address, String user, String password, @Nullable Path driverJar) {
        Driver driver = DriverJars.find(address.url(), driverJar);
        Dialect dialect = Dialects.of(address.url());
        Database unknown = new Database(address, user, password, driver, dialect, dialect.name());
        try (Connection connection = unknown.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            String version = meta.getDatabaseProductName() + " "
                    + meta.getDatabaseProductVersion().split("[ (]")[0];
            return new Database(address, user, password, driver, probed(dialect, connection), version);
        } catch (SQLException e) {
            throw new BadInputException(ConnectFailure.explain(unknown, e), e);
        }
    }

    /** The same database, with another way to keep it busy. */
    Database busyBy(String statement) {
        return new Database(address, user, password, driver, dialect.busyBy(statement), version);
    }

    /** Opens a connection that no pool knows of, straight to the database. */
    public Connection connect() throws SQLException {
        return connect(address.url());
    }

    private Connection connect(String url) throws SQLException {
        Properties login = new Properties();
        if (!user.isEmpty()) {
            login.setProperty("user", user);
            login.setProperty("password", password);
        }
        Connection connection = driver.connect(url, login);
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not take this URL", "08001");
        }
        return connection;
    }

    /** The name of the driver's class, for pools that take one. */
    public String driverClassName() {
        return driver.getClass().getName();
    }

    private static Dialect probed(Dialect dialect, Connection connection) throws SQLException {
        if (dialect.countsSessions()) {
            return dialect;
        }
        SQLException last = new SQLException("no query of one row is known");
        for (String echo : Dialects.ECHOES) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(String.format(echo, 1))) {
                if (row.next()) {
                    return Dialects.generic(echo);
                }
            } catch (SQLException e) {
                last = e;
            }
        }
        throw last;
    }

    @Override
    public String toString() {
        return version + " at " + address.host() + ":" + address.port();
    }
}
