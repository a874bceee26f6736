package io.leasehold.internal;

import io.leasehold.lab.stub.StubDriver;
import io.leasehold.lab.stub.StubTimes;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ResourceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Stub connections in priced handles. Thread-safe. */
final class PricedFactory implements ResourceFactory<Connection, PricedHandle> {
    @Override
    public Connection open() {
        return StubDriver.open(StubTimes.NONE);
    }

    @Override
    public PricedHandle lend(Connection connection, Grant<Connection> grant) {
        return new PricedHandle(connection, grant);
    }

    @Override
    public boolean check(Connection connection, Duration timeout) throws SQLException {
        return connection.isValid(1);
    }

    @Override
    public void reset(Connection connection, PricedHandle handle) throws SQLException {
        connection.rollback();
    }

    @Override
    public void close(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public void abort(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
    }
}
