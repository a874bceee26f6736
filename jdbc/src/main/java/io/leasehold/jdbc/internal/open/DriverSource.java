package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.Confidential;
import io.leasehold.jdbc.internal.settings.SafeUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;

/** Opens connections by a driver and a url, past DriverManager and its JVM-wide login timeout. Safe for any thread. */
public final class DriverSource implements ConnectionSource {

    private final Driver driver;
    private final String url;
    private final Properties properties;

    /** @param properties what the driver gets besides user and password */
    public DriverSource(Driver driver, String url, Properties properties) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection connect(Login login) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        if (login.username() != null) {
            all.setProperty("user", login.username());
        }
        if (login.password() != null) {
            all.setProperty("password", login.password());
        }
        Connection connection = driver.connect(url, all);
        if (connection == null) {
            throw new SQLNonTransientConnectionException(
                    "The driver " + driver.getClass().getName() + " does not accept the url " + describe()
                            + ": correct jdbcUrl or driverClassName.",
                    "08001");
        }
        return connection;
    }

    @Override
    public String describe() {
        return SafeUrl.of(url);
    }

    @Override
    public String hint() {
        return url;
    }

    @Override
    public Confidential confidential() {
        return Confidential.of(url, properties);
    }
}
