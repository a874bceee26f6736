package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;

/**
 * What bounds the statements of clients, of each backend unless it says otherwise. Immutable.
 *
 * @param queue how many may wait for their turn; 1000 by default, 1 to 1000000
 * @param queuePerUser how many of one user; 100 by default, 1 to 1000000
 * @param queuePerSession how many of one session; 10 by default, 1 to 1000000
 * @param queueTimeout for how long one waits for its turn; 300 s by default, 1 s to 24 h
 * @param statementTimeout after how long a statement is cancelled, unless a client or a backend says sooner; 0 by default, 0 (never)
 *     or 1 s to 365 days
 * @param idleTimeout after how long without a call for it an operation with unread results is closed; 1 h by default, 0 (never) or
 *     1 s to 365 days
 * @param transactionIdleTimeout after how long without a statement a transaction is rolled back; 600 s by default, 1 s to 24 h
 * @param cancelTimeout how long after it was cancelled a statement may go on before its connection is cut; 5 s by default, 1 s to
 *     300 s
 * @param metadataTimeout after how long a call for catalogs, schemas, tables and the like is cancelled; 30 s by default, 1 s to 1 h
 * @param accessLog whether each session and each operation that is over is written to the log {@code io.leasehold.gateway.access}; false by
 *     default
 */
public record OperationsConfig(
        @Usual("1000") @Allowed(least = "1", most = "1000000")
        int queue,

        @Usual("100") @Allowed(least = "1", most = "1000000")
        int queuePerUser,

        @Usual("10") @Allowed(least = "1", most = "1000000") int queuePerSession,
        @Usual("5m") @Allowed(least = "1s", most = "24h") Duration queueTimeout,

        @Usual("0") @Allowed(least = "1s", most = "365d", zero = "never")
        Duration statementTimeout,

        @Usual("1h") @Allowed(least = "1s", most = "365d", zero = "never")
        Duration idleTimeout,

        @Usual("10m") @Allowed(least = "1s", most = "24h") Duration transactionIdleTimeout,
        @Usual("5s") @Allowed(least = "1s", most = "5m") Duration cancelTimeout,
        @Usual("30s") @Allowed(least = "1s", most = "1h") Duration metadataTimeout,
        @Usual("false") boolean accessLog) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public OperationsConfig {
        Checks.of(
                        OperationsConfig.class,
                        queue,
                        queuePerUser,
                        queuePerSession,
                        queueTimeout,
                        statementTimeout,
                        idleTimeout,
                        transactionIdleTimeout,
                        cancelTimeout,
                        metadataTimeout,
                        accessLog)
                .atMost("queuePerUser", queuePerUser, "queue", queue)
                .atMost("queuePerSession", queuePerSession, "queuePerUser", queuePerUser)
                .done();
    }
}
