package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.settings.Records;
import java.time.Duration;

/**
 * How statements are treated. Immutable.
 *
 * @param limits how many may wait
 * @param turnTimeout for how long a statement waits for its turn, more than zero; 5 min by default
 * @param cursorIdle for how long a result that is too large to be buffered keeps its connection without a fetch; 60 s by default
 * @param transactionIdle for how long a transaction stays open without a statement; 10 min by default
 * @param resultIdle for how long a result is kept that nobody fetches; 1 h by default
 * @param metadataTimeout how long a call about schemas, tables and the like may take; 30 s by default
 * @param cancelWait for how long a connection's return waits for a cancel that is on its way; 2 s by default
 * @param abortAfter how long after its cancel a statement that does not end has its connection cut off; 5 s by default
 * @param pollShortest for how long a call for a statement's state waits at first; 100 ms by default
 * @param pollLongest what that grows to; 1 s by default
 * @param fetchSize how many rows clients are told to fetch at a time, 1 or more; 10,000 by default
 * @param showSql whether displays may show the text of statements
 */
public record OperationSettings(
        GateLimits limits,
        Duration turnTimeout,
        Duration cursorIdle,
        Duration transactionIdle,
        Duration resultIdle,
        Duration metadataTimeout,
        Duration cancelWait,
        Duration abortAfter,
        Duration pollShortest,
        Duration pollLongest,
        int fetchSize,
        boolean showSql) {

    public static final OperationSettings DEFAULT = new OperationSettings(
            GateLimits.DEFAULT,
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            10_000,
            false);

    public OperationSettings limits(GateLimits value) {
        return Records.with(this, "limits", value);
    }

    public OperationSettings showSql(boolean value) {
        return Records.with(this, "showSql", value);
    }

    public OperationSettings fetchSize(int value) {
        return Records.with(this, "fetchSize", value);
    }
}
