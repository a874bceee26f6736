package io.leasehold.lab.peers;

import io.leasehold.lab.stub.StubDataSource;

/**
 * What all contestants of a row have in common. Immutable.
 *
 * @param poolSize connections, all open before the measurement begins
 * @param burnNanos what a driver call costs, see {@link StubDataSource#setBurnNanos}
 * @param autoCommit of every connection of the pool
 */
public record Shape(int poolSize, long burnNanos, boolean autoCommit) {
    /** As HikariCP's own benchmark has it: autocommit off, a driver that costs nothing. */
    public static Shape of(int poolSize) {
        return new Shape(poolSize, 0, false);
    }

    public Shape withBurn(long nanos) {
        return new Shape(poolSize, nanos, autoCommit);
    }

    StubDataSource driver() {
        StubDataSource driver = new StubDataSource();
        driver.setBurnNanos(burnNanos);
        return driver;
    }
}
