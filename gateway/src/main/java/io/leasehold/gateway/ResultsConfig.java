package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;

/**
 * How results are read and kept for clients. Immutable.
 *
 * @param readAhead how much of an operation's result is read before its client asks for it; 4 MB by default, 64 KB to 1 GB
 * @param batch how large a batch may be that a client is sent; 8 MB by default, 64 KB to 64 MB
 * @param rewind how many rows may have passed and a client still begin anew; 1000 by default, 0 to 100000
 * @param fetchSize how many rows a client is told to ask for at a time; 10000 by default, 1 to 100000
 * @param pinTimeout for how long without a fetch a result that was too large to read ahead keeps its connection; 60 s by default,
 *     1 s to 24 h
 * @param memoryPerUser how many percent of the memory for results, which is a quarter of the heap, those of one user may take before
 *     that user's statements wait for their clients to fetch; 50 by default, 1 to 100
 */
public record ResultsConfig(
        @Usual("4MB") @Allowed(least = "64KB", most = "1GB") long readAhead,

        @Usual("8MB") @Allowed(least = "64KB", most = "64MB")
        long batch,

        @Usual("1000") @Allowed(least = "0", most = "100000")
        int rewind,

        @Usual("10000") @Allowed(least = "1", most = "100000")
        int fetchSize,

        @Usual("60s") @Allowed(least = "1s", most = "24h") Duration pinTimeout,
        @Usual("50") @Allowed(least = "1", most = "100") int memoryPerUser) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public ResultsConfig {
        Checks.of(ResultsConfig.class, readAhead, batch, rewind, fetchSize, pinTimeout, memoryPerUser)
                .done();
    }
}
