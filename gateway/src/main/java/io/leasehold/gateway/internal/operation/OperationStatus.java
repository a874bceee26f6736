package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowSchema;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reading of an operation. Immutable, but for its rows.
 *
 * @param phase where it is
 * @param isSettled whether a client may fetch, or nothing more will come
 * @param schema its columns, once known
 * @param rows its rows, once they come
 * @param modified rows changed, or -1
 * @param rowCount rows read so far
 * @param error why it is over, if not well
 * @param startedMillis when it came, by the wall clock
 * @param completedMillis when it was over, or 0
 * @param times how long it was where
 */
public record OperationStatus(
        Phase phase,
        boolean isSettled,
        @Nullable RowSchema schema,
        @Nullable ReadAhead rows,
        long modified,
        long rowCount,
        @Nullable ClientErrorException error,
        long startedMillis,
        long completedMillis,
        Map<Phase, Duration> times) {}
