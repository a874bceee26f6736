package io.leasehold;

import io.leasehold.internal.shared.SharedPools;
import io.leasehold.spi.SimpleSharedFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Describes a shared pool, then builds it. For one thread; a builder may build several pools. Ranges and meanings of the
 * settings stand at {@link SharedPoolConfig}.
 *
 * @param <K> the key
 * @param <R> the resource
 */
public final class SharedPoolBuilder<K, R> {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final SimpleSharedFactory<K, R> factory;
    private String name = "";
    private int maximumResources;
    private int width = 1;
    private Spread spread = Spread.ROUND_ROBIN;
    private Duration grace = Duration.ofSeconds(60);
    private Duration acquireTimeout = Duration.ofSeconds(30);
    private Duration openTimeout = Duration.ofSeconds(10);
    private Duration checkTimeout = Duration.ofSeconds(5);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private Duration checkInterval = Duration.ofSeconds(30);
    private Duration failFast = Duration.ofSeconds(2);
    private Duration shareReportAfter = Duration.ZERO;
    private Duration shareTerm = Duration.ZERO;
    private Duration abandonedAfter = Duration.ofSeconds(30);
    private boolean reclaimAbandoned;
    private int siteSampling = 32_768;
    private boolean registerMbeans;
    private @Nullable SharedPoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    SharedPoolBuilder(SimpleSharedFactory<K, R> factory) {
        this.factory = factory;
    }

    public SharedPoolBuilder<K, R> name(String value) {
        this.name = value;
        return this;
    }

    /** Must be given: how many of these a server and this process can bear, only their user knows. */
    public SharedPoolBuilder<K, R> maximumResources(int value) {
        this.maximumResources = value;
        return this;
    }

    public SharedPoolBuilder<K, R> width(int value) {
        this.width = value;
        return this;
    }

    public SharedPoolBuilder<K, R> spread(Spread value) {
        this.spread = value;
        return this;
    }

    public SharedPoolBuilder<K, R> grace(Duration value) {
        this.grace = value;
        return this;
    }

    public SharedPoolBuilder<K, R> acquireTimeout(Duration value) {
        this.acquireTimeout = value;
        return this;
    }

    public SharedPoolBuilder<K, R> openTimeout(Duration value) {
        this.openTimeout = value;
        return this;
    }

    public SharedPoolBuilder<K, R> checkTimeout(Duration value) {
        this.checkTimeout = value;
        return this;
    }

    public SharedPoolBuilder<K, R> closeTimeout(Duration value) {
        this.closeTimeout = value;
        return this;
    }

    public SharedPoolBuilder<K, R> checkInterval(Duration value) {
        this.checkInterval = value;
        return this;
    }

    /** By default 2 s, as long as HBase's client remembers a server that failed (hbase.ipc.client.failed.servers.expiry). */
    public SharedPoolBuilder<K, R> failFast(Duration value) {
        this.failFast = value;
        return this;
    }

    public SharedPoolBuilder<K, R> shareReportAfter(Duration value) {
        this.shareReportAfter = value;
        return this;
    }

    public SharedPoolBuilder<K, R> shareTerm(Duration value) {
        this.shareTerm = value;
        return this;
    }

    public SharedPoolBuilder<K, R> abandonedAfter(Duration value) {
        this.abandonedAfter = value;
        return this;
    }

    public SharedPoolBuilder<K, R> reclaimAbandoned(boolean value) {
        this.reclaimAbandoned = value;
        return this;
    }

    public SharedPoolBuilder<K, R> siteSampling(int value) {
        this.siteSampling = value;
        return this;
    }

    /** Off by default. */
    public SharedPoolBuilder<K, R> registerMbeans(boolean value) {
        this.registerMbeans = value;
        return this;
    }

    public SharedPoolBuilder<K, R> listener(SharedPoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the pool goes by; for tests. */
    public SharedPoolBuilder<K, R> ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the pool's work in the background; for tests. */
    public SharedPoolBuilder<K, R> runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * The settings as they stand.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SharedPoolConfig config() {
        return new SharedPoolConfig(
                name.isEmpty() ? "shared-pool-" + UNNAMED.incrementAndGet() : name,
                maximumResources,
                width,
                spread,
                grace,
                acquireTimeout,
                openTimeout,
                checkTimeout,
                closeTimeout,
                checkInterval,
                failFast,
                shareReportAfter,
                shareTerm,
                abandonedAfter,
                reclaimAbandoned,
                siteSampling,
                registerMbeans);
    }

    /**
     * Builds the pool. Nothing is opened before the first acquire.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SharedPool<K, R> build() {
        return SharedPools.simple(config(), factory, listener, ticker, runner);
    }
}
