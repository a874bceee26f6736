package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.errors.ErrorClassifier;
import io.leasehold.jdbc.internal.errors.ReadOnlyErrors;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import io.leasehold.spi.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers that a server was found to be read-only, so that connections opened before are asked whether they may write, not only
 * whether they live: a server that was demoted answers every ping. Safe for any thread.
 */
final class Failovers {

    private final AtomicInteger met = new AtomicInteger();

    /** How many were met so far. */
    int met() {
        return met.get();
    }

    /** The policy, for one connection; an application that set its connection read-only meets no failover. */
    ErrorPolicy watching(ErrorClassifier errors, Connection connection) {
        return error -> {
            Verdict verdict = errors.verdictOn(error);
            if (verdict == Verdict.RETIRE_AND_SUSPECT_SIBLINGS && ReadOnlyErrors.in(error)) {
                if (isReadOnly(connection)) {
                    return errors.verdictBesideReadOnly(error);
                }
                met.incrementAndGet();
            }
            return verdict;
        };
    }

    /** Whether the connection may be lent to somebody who writes; asked of the server only after a failover. */
    boolean isWritable(PhysicalConnection physical, Dialect dialect, SessionDefaults defaults) throws SQLException {
        int now = met.get();
        if (physical.failovers() == now || Boolean.TRUE.equals(defaults.readOnly())) {
            return true;
        }
        boolean writable = dialect.isWritable(physical.connection());
        if (!physical.connection().getAutoCommit()) {
            physical.connection().rollback();
        }
        if (writable) {
            physical.writableAfter(now);
        }
        return writable;
    }

    private static boolean isReadOnly(Connection connection) {
        try {
            return connection.isReadOnly();
        } catch (SQLException e) {
            return false; // A connection that cannot say so is no reader's choice.
        }
    }
}
