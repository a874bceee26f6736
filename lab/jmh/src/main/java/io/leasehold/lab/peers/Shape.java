package io.leasehold.lab.peers;

import io.leasehold.lab.stub.StubTimes;

/**
 * What all contestants of a row have in common. Immutable.
 *
 * @param poolSize connections at most
 * @param minimumIdle connections that are kept though nobody needs them
 * @param fillsItself whether the pool opens those by itself as soon as it is there, as far as it can; else the first
 *     acquires open them
 * @param autoCommit of every connection of the pool
 */
public record Shape(Backend backend, int poolSize, int minimumIdle, boolean fillsItself, boolean autoCommit) {
    /** A fixed size, and as HikariCP's own benchmark has it: autocommit off, a driver that costs nothing. */
    public static Shape of(int poolSize) {
        return of(poolSize, StubTimes.NONE);
    }

    public static Shape of(int poolSize, StubTimes times) {
        return of(poolSize, Backend.stub(times));
    }

    public static Shape of(int poolSize, Backend backend) {
        return new Shape(backend, poolSize, poolSize, false, false);
    }

    /** The same pool that may shrink to so many. */
    public Shape keeping(int idle) {
        return new Shape(backend, poolSize, idle, fillsItself, autoCommit);
    }

    /** The same pool that fills itself. */
    public Shape fillingItself() {
        return new Shape(backend, poolSize, minimumIdle, true, autoCommit);
    }

    /** The same pool whose connections have this autocommit. */
    public Shape withAutoCommit(boolean on) {
        return new Shape(backend, poolSize, minimumIdle, fillsItself, on);
    }

    /** What a pool is to open before anybody asks. */
    int initialSize() {
        return fillsItself ? minimumIdle : 0;
    }
}
