package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.errors.ErrorClassifier;
import io.leasehold.jdbc.internal.open.JdbcConfig;
import io.leasehold.jdbc.internal.open.Login;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ResourceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The pool's way to the driver: opens, checks, resets, closes and aborts connections. Safe for any thread. */
public final class ConnectionFactory implements ResourceFactory<PhysicalConnection, ConnectionHandle> {

    private final JdbcConfig config;
    private final Login.Source logins;
    private final ErrorPolicy errors;

    public ConnectionFactory(JdbcConfig config, Login.Source logins) {
        this.config = config;
        this.logins = logins;
        this.errors = new ErrorClassifier(config.override());
    }

    @Override
    public PhysicalConnection open() throws Exception {
        Connection connection = config.source().connect(logins.get());
        try {
            config.defaults().applyTo(connection);
            return new PhysicalConnection(connection, errors, config.defaults().autoCommit());
        } catch (Throwable e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public ConnectionHandle lend(PhysicalConnection physical, Grant<PhysicalConnection> grant) {
        return new ConnectionHandle(physical, grant);
    }

    @Override
    public boolean check(PhysicalConnection physical, Duration timeout) throws SQLException {
        return physical.connection().isValid((int) Math.max(1, (timeout.toMillis() + 999) / 1000));
    }

    @Override
    public void reset(PhysicalConnection physical, ConnectionHandle handle) throws Exception {
        if ((physical.dirty() & PhysicalConnection.TRANSACTION_MAY_BE_OPEN) != 0 && !physical.autoCommit()) {
            physical.connection().rollback();
        }
        physical.clean(-1);
    }

    @Override
    public void close(PhysicalConnection physical) throws SQLException {
        physical.connection().close();
    }

    @Override
    public void abort(PhysicalConnection physical) throws SQLException {
        physical.connection().abort(Runnable::run);
    }
}
