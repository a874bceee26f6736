package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;

/**
 * What is done for and asked of the connections of clients. Immutable.
 *
 * @param maximum how many there may be; 0 by default, 0 (1000, or 10000 where there are virtual threads) or 1 to 100000
 * @param beforeLoginPerAddress how many of one address may not have logged in yet; 32 by default, 1 to 10000
 * @param loginTimeout how long logging in may take, the verification of the password and the waiting for it not counted; 10 s by
 *     default, 1 s to 300 s
 * @param message how large a message may be afterwards; 16 MB by default, 1 MB to 100 MB
 * @param answerTimeout after how long without a byte from a client that has not acknowledged an answer its connection is closed,
 *     if a session of it keeps something others could use; 120 s by default, 10 s to 24 h
 */
public record ConnectionsConfig(
        @Usual("0") @Allowed(least = "1", most = "100000", zero = "1000, or 10000 where there are virtual threads")
        int maximum,

        @Usual("32") @Allowed(least = "1", most = "10000") int beforeLoginPerAddress,
        @Usual("10s") @Allowed(least = "1s", most = "5m") Duration loginTimeout,

        @Usual("16MB") @Allowed(least = "1MB", most = "100MB")
        long message,

        @Usual("2m") @Allowed(least = "10s", most = "24h") Duration answerTimeout) {

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public ConnectionsConfig {
        Checks.of(ConnectionsConfig.class, maximum, beforeLoginPerAddress, loginTimeout, message, answerTimeout)
                .done();
    }
}
