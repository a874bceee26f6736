package io.leasehold.gateway.internal.service;

import java.sql.SQLException;

/** H2's driver, which finds no memory for certain values. */
public final class ScarceMemoryDriver extends WatchedDriver {

    static final String TOO_LARGE = "too large";
    static final String SAID_TO_BE_TOO_LARGE = "said to be too large";

    @Override
    void gives(Object result) throws SQLException {
        if (TOO_LARGE.equals(result)) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (SAID_TO_BE_TOO_LARGE.equals(result)) {
            throw new SQLException("Ran out of memory", "HY001", new OutOfMemoryError("Java heap space"));
        }
    }
}
