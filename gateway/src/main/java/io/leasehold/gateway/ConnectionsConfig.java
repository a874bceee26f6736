package io.leasehold.gateway;

import io.leasehold.gateway.internal.settings.Allowed;
import io.leasehold.gateway.internal.settings.Checks;
import io.leasehold.gateway.internal.settings.Usual;
import java.time.Duration;

/**
 * What is done for and asked of the connections of clients. Immutable.
 *
 * @param maximum how many there may be; 0 by default, 0 (1000, or 10000 where there are virtual threads) or 1 to 100000
 * @param reserve how many beyond that still get an answer that says so; 16 by default, 1 to 1000
 * @param backlog how many may wait to be accepted; 1024 by default, 1 to 65535
 * @param beforeLoginPerAddress how many of one address may not have logged in yet; 32 by default, 1 to 10000
 * @param loginTimeout how long logging in may take, the verification of the password and the waiting for it not counted; 10 s by
 *     default, 1 s to 300 s
 * @param frameBeforeLogin how large a frame may be before login; 64 KB by default, 1 KB to 1 MB
 * @param messageBeforeLogin how large a message may be before login; 1 MB by default, 1 KB to 16 MB
 * @param message how large a message may be afterwards; 16 MB by default, 1 MB to 100 MB
 * @param keepAliveIdle after how long without a packet a client is asked whether it is there; 30 s by default, 1 s to 2 h
 * @param keepAliveInterval how long after a question without an answer the next one follows; 10 s by default, 1 s to 300 s
 * @param keepAliveProbes after how many such questions the connection is over; 3 by default, 1 to 30
 * @param answerTimeout after how long without a byte from a client that has not acknowledged an answer its connection is closed,
 *     if a session of it keeps something others could use; 120 s by default, 10 s to 24 h
 */
public record ConnectionsConfig(
        @Usual("0") @Allowed(least = "1", most = "100000", zero = "1000, or 10000 where there are virtual threads")
        int maximum,

        @Usual("16") @Allowed(least = "1", most = "1000") int reserve,
        @Usual("1024") @Allowed(least = "1", most = "65535") int backlog,
        @Usual("32") @Allowed(least = "1", most = "10000") int beforeLoginPerAddress,
        @Usual("10s") @Allowed(least = "1s", most = "5m") Duration loginTimeout,
        @Usual("64KB") @Allowed(least = "1KB", most = "1MB") long frameBeforeLogin,
        @Usual("1MB") @Allowed(least = "1KB", most = "16MB") long messageBeforeLogin,

        @Usual("16MB") @Allowed(least = "1MB", most = "100MB")
        long message,

        @Usual("30s") @Allowed(least = "1s", most = "2h") Duration keepAliveIdle,
        @Usual("10s") @Allowed(least = "1s", most = "5m") Duration keepAliveInterval,
        @Usual("3") @Allowed(least = "1", most = "30") int keepAliveProbes,
        @Usual("2m") @Allowed(least = "10s", most = "24h") Duration answerTimeout) {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final int OF_PLATFORM_THREADS = 1_000;
    private static final int OF_VIRTUAL_THREADS = 10_000;

    /**
     * @throws io.leasehold.InvalidConfigException naming every setting that is not allowed
     */
    public ConnectionsConfig {
        Checks.of(
                        ConnectionsConfig.class,
                        maximum,
                        reserve,
                        backlog,
                        beforeLoginPerAddress,
                        loginTimeout,
                        frameBeforeLogin,
                        messageBeforeLogin,
                        message,
                        keepAliveIdle,
                        keepAliveInterval,
                        keepAliveProbes,
                        answerTimeout)
                .atMost("frameBeforeLogin", frameBeforeLogin, "messageBeforeLogin", messageBeforeLogin)
                .atMost("messageBeforeLogin", messageBeforeLogin, "message", message)
                .done();
    }

    /** The maximum on this JVM: 1,000 by platform threads and 10,000 by virtual ones (JDK 21) unless another was set. */
    public int maximumHere() {
        if (maximum > 0) {
            return maximum;
        }
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? OF_VIRTUAL_THREADS : OF_PLATFORM_THREADS;
    }
}
