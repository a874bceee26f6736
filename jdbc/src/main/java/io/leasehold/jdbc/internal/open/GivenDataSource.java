package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.Confidential;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.sql.DataSource;

/** Opens connections by a DataSource that was given, or made by its class name. As safe as that DataSource is. */
public final class GivenDataSource implements ConnectionSource {

    private final DataSource dataSource;
    private final Confidential confidential;

    public GivenDataSource(DataSource dataSource, Confidential confidential) {
        this.dataSource = dataSource;
        this.confidential = confidential;
    }

    @Override
    public Connection connect(Login login) throws SQLException {
        Connection connection = login.username() == null
                ? dataSource.getConnection()
                : dataSource.getConnection(login.username(), login.password());
        if (connection == null) {
            throw new SQLNonTransientConnectionException(
                    "The dataSource " + describe() + " gave no connection.", "08001");
        }
        return connection;
    }

    /** The class alone: a DataSource may print its password. */
    @Override
    public String describe() {
        return dataSource.getClass().getName();
    }

    @Override
    public String hint() {
        return dataSource.getClass().getName();
    }

    @Override
    public Confidential confidential() {
        return confidential;
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }
}
