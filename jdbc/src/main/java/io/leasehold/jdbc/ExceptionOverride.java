package io.leasehold.jdbc;

import io.leasehold.spi.Verdict;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Has the last word on what a driver's error means for its connection, in both directions. Called on the application's
 * threads, often at once: it must not block.
 */
@FunctionalInterface
public interface ExceptionOverride {

    /**
     * What the error means.
     *
     * @param error the outermost; causes and next exceptions hang on it
     * @return null to leave it to the tables that docs/errors.md shows
     */
    @Nullable Verdict verdictOn(SQLException error);
}
