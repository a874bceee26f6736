package io.leasehold.jdbc.internal.errors;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An error in the pool's own words, which may be told: nothing of a driver's is in them. */
public final class PoolSqlException extends SQLException {

    private static final long serialVersionUID = 1L;

    public PoolSqlException(String words) {
        super(words);
    }

    public PoolSqlException(String words, @Nullable Throwable cause) {
        super(words, cause);
    }
}
