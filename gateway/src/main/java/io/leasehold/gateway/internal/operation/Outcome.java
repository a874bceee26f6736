package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.result.RowReader;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a work came to: rows that are still to be read, or a number of rows that were changed.
 *
 * @param rows to be read, or null
 * @param statement what gives them, to be closed afterwards, or null
 * @param modified rows changed, or -1 where nothing says so
 * @param streams whether the lease was set up so that rows come as they are read, which is to be ended
 */
record Outcome(@Nullable RowReader rows, @Nullable Statement statement, long modified, boolean streams) {

    static final Outcome NOTHING = new Outcome(null, null, -1, false);

    static Outcome changed(long modified) {
        return new Outcome(null, null, modified, false);
    }

    static Outcome of(RowReader rows) {
        return new Outcome(rows, null, -1, false);
    }
}
