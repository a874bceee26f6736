package io.leasehold.session;

import io.leasehold.InvalidConfigException;
import io.leasehold.session.internal.Registries;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Describes a registry, then builds it. For one thread. Ranges and meanings of the settings stand at {@link SessionConfig}, the
 * defaults there as well.
 */
public final class SessionRegistryBuilder {

    private final String name;
    private OnDisconnect onDisconnect = OnDisconnect.endAtOnce();
    private Duration idleTimeout = Duration.ofHours(1);
    private Duration maxLife = Duration.ZERO;
    private Duration quietHolding = Duration.ofSeconds(60);
    private Duration quiet = Duration.ofMinutes(15);
    private Duration yieldAfter = Duration.ofSeconds(10);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private int maximumSessions;
    private int maximumPerUser;
    private int maximumPerAddress;
    private int maximumPerUserAndAddress;
    private int maximumDetachedPerUser = 10;
    private @Nullable SessionListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    SessionRegistryBuilder(String name) {
        this.name = name;
    }

    public SessionRegistryBuilder onDisconnect(OnDisconnect value) {
        this.onDisconnect = value;
        return this;
    }

    public SessionRegistryBuilder idleTimeout(Duration value) {
        this.idleTimeout = value;
        return this;
    }

    public SessionRegistryBuilder maxLife(Duration value) {
        this.maxLife = value;
        return this;
    }

    public SessionRegistryBuilder quietHolding(Duration value) {
        this.quietHolding = value;
        return this;
    }

    public SessionRegistryBuilder quiet(Duration value) {
        this.quiet = value;
        return this;
    }

    public SessionRegistryBuilder yieldAfter(Duration value) {
        this.yieldAfter = value;
        return this;
    }

    public SessionRegistryBuilder closeTimeout(Duration value) {
        this.closeTimeout = value;
        return this;
    }

    public SessionRegistryBuilder maximumSessions(int value) {
        this.maximumSessions = value;
        return this;
    }

    public SessionRegistryBuilder maximumPerUser(int value) {
        this.maximumPerUser = value;
        return this;
    }

    public SessionRegistryBuilder maximumPerAddress(int value) {
        this.maximumPerAddress = value;
        return this;
    }

    public SessionRegistryBuilder maximumPerUserAndAddress(int value) {
        this.maximumPerUserAndAddress = value;
        return this;
    }

    public SessionRegistryBuilder maximumDetachedPerUser(int value) {
        this.maximumDetachedPerUser = value;
        return this;
    }

    public SessionRegistryBuilder listener(SessionListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the registry goes by; for tests. */
    public SessionRegistryBuilder ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the registry's work in the background; for tests. */
    public SessionRegistryBuilder runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * The settings as they stand.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SessionConfig config() {
        return new SessionConfig(
                name,
                onDisconnect,
                idleTimeout,
                maxLife,
                quietHolding,
                quiet,
                yieldAfter,
                closeTimeout,
                maximumSessions,
                maximumPerUser,
                maximumPerAddress,
                maximumPerUserAndAddress,
                maximumDetachedPerUser);
    }

    /**
     * Builds the registry. Work in the background gets the context class loader of the calling thread.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SessionRegistry build() {
        return Registries.build(config(), listener, ticker, runner);
    }
}
