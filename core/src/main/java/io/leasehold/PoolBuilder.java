package io.leasehold;

import io.leasehold.internal.Pools;
import io.leasehold.spi.SimpleResourceFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Describes a pool, then builds it. For one thread; a builder may build several pools. Ranges and meanings of the
 * settings stand at {@link PoolConfig}.
 *
 * @param <R> the resource
 */
public final class PoolBuilder<R> {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final SimpleResourceFactory<R> factory;
    private String name = "";
    private int minimumSize = 0;
    private int maximumSize = 10;
    private @Nullable Integer maximumOpening;
    private int maximumWaiting = Integer.MAX_VALUE;
    private Duration acquireTimeout = Duration.ofSeconds(30);
    private Duration openTimeout = Duration.ofSeconds(10);
    private Duration checkTimeout = Duration.ofSeconds(5);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private Duration resetTimeout = Duration.ofSeconds(15);
    private Duration aliveBypass = Duration.ofMillis(500);
    private Duration idleTimeout = Duration.ofMinutes(10);
    private Duration maximumLifetime = Duration.ofMinutes(30);
    private Duration keepaliveTime = Duration.ofMinutes(2);
    private Duration leaseReportAfter = Duration.ZERO;
    private Duration leaseTerm = Duration.ZERO;
    private Duration abandonedAfter = Duration.ofSeconds(30);
    private Duration initializationFailTimeout = Duration.ofMillis(1);
    private int siteSampling = PoolConfig.USUAL_SITE_SAMPLING;
    private boolean registerMbeans;
    private @Nullable PoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    PoolBuilder(SimpleResourceFactory<R> factory) {
        this.factory = factory;
    }

    public PoolBuilder<R> name(String value) {
        this.name = value;
        return this;
    }

    public PoolBuilder<R> minimumSize(int value) {
        this.minimumSize = value;
        return this;
    }

    public PoolBuilder<R> maximumSize(int value) {
        this.maximumSize = value;
        return this;
    }

    /** By default the smaller of the maximum size and 8. */
    public PoolBuilder<R> maximumOpening(int value) {
        this.maximumOpening = value;
        return this;
    }

    public PoolBuilder<R> maximumWaiting(int value) {
        this.maximumWaiting = value;
        return this;
    }

    public PoolBuilder<R> acquireTimeout(Duration value) {
        this.acquireTimeout = value;
        return this;
    }

    public PoolBuilder<R> openTimeout(Duration value) {
        this.openTimeout = value;
        return this;
    }

    public PoolBuilder<R> checkTimeout(Duration value) {
        this.checkTimeout = value;
        return this;
    }

    public PoolBuilder<R> closeTimeout(Duration value) {
        this.closeTimeout = value;
        return this;
    }

    public PoolBuilder<R> resetTimeout(Duration value) {
        this.resetTimeout = value;
        return this;
    }

    public PoolBuilder<R> aliveBypass(Duration value) {
        this.aliveBypass = value;
        return this;
    }

    public PoolBuilder<R> idleTimeout(Duration value) {
        this.idleTimeout = value;
        return this;
    }

    public PoolBuilder<R> maximumLifetime(Duration value) {
        this.maximumLifetime = value;
        return this;
    }

    public PoolBuilder<R> keepaliveTime(Duration value) {
        this.keepaliveTime = value;
        return this;
    }

    public PoolBuilder<R> leaseReportAfter(Duration value) {
        this.leaseReportAfter = value;
        return this;
    }

    public PoolBuilder<R> leaseTerm(Duration value) {
        this.leaseTerm = value;
        return this;
    }

    public PoolBuilder<R> abandonedAfter(Duration value) {
        this.abandonedAfter = value;
        return this;
    }

    public PoolBuilder<R> initializationFailTimeout(Duration value) {
        this.initializationFailTimeout = value;
        return this;
    }

    public PoolBuilder<R> siteSampling(int value) {
        this.siteSampling = value;
        return this;
    }

    public PoolBuilder<R> registerMbeans(boolean value) {
        this.registerMbeans = value;
        return this;
    }

    public PoolBuilder<R> listener(PoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the pool goes by; for tests. */
    public PoolBuilder<R> ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the pool's work in the background; for tests. */
    public PoolBuilder<R> runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * The settings as they stand.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public PoolConfig config() {
        return new PoolConfig(
                name.isEmpty() ? "pool-" + UNNAMED.incrementAndGet() : name,
                minimumSize,
                maximumSize,
                maximumOpening != null ? maximumOpening : Math.max(1, Math.min(maximumSize, 8)),
                maximumWaiting,
                acquireTimeout,
                openTimeout,
                checkTimeout,
                closeTimeout,
                resetTimeout,
                aliveBypass,
                idleTimeout,
                maximumLifetime,
                keepaliveTime,
                leaseReportAfter,
                leaseTerm,
                abandonedAfter,
                initializationFailTimeout,
                siteSampling,
                registerMbeans);
    }

    /**
     * Builds the pool and, unless told not to wait, opens its first resource.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     * @throws CannotOpenException if the first open fails for longer than {@link PoolConfig#initializationFailTimeout()}
     */
    public Pool<R> build() {
        return Pools.simple(config(), factory, listener, ticker, runner);
    }
}
