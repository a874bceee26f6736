package io.leasehold.lab.chaos.run;

import java.sql.Connection;
import java.sql.SQLException;

/** Where workers get connections. Safe for use by many threads. */
@FunctionalInterface
public interface Source {
    Connection getConnection() throws SQLException;
}
