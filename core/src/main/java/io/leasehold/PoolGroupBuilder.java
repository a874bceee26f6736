package io.leasehold;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.internal.Pools;
import io.leasehold.spi.SimpleGroupFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Describes a group of pools, then builds it. For one thread; a builder may build several groups. Ranges and meanings of the
 * settings stand at {@link PoolGroupConfig} and {@link PoolConfig}.
 *
 * @param <K> what tells endpoints apart
 * @param <R> the resource
 */
public final class PoolGroupBuilder<K, R> {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final SimpleGroupFactory<K, R> factory;
    private String name = "";
    private int minimumPerEndpoint = 0;
    private int maximumPerEndpoint = 10;
    private int maximumSize = 100;
    private Duration failFast = Duration.ofSeconds(2);
    private Duration failFastLongest = Duration.ofSeconds(30);
    private Duration forgetAfter = Duration.ofMinutes(5);
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
    private int siteSampling = PoolConfig.USUAL_SITE_SAMPLING;
    private boolean registerMbeans;
    private @Nullable PoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    PoolGroupBuilder(SimpleGroupFactory<K, R> factory) {
        this.factory = factory;
    }

    public PoolGroupBuilder<K, R> name(String value) {
        this.name = value;
        return this;
    }

    /** The most that may be open on all endpoints together; 100 by default. */
    public PoolGroupBuilder<K, R> maximumSize(int value) {
        this.maximumSize = value;
        return this;
    }

    /** The most that may be open on one endpoint; 10 by default. */
    public PoolGroupBuilder<K, R> maximumPerEndpoint(int value) {
        this.maximumPerEndpoint = value;
        return this;
    }

    /** What is kept open on an endpoint once it was used, as long as the group has room for it; none by default. */
    public PoolGroupBuilder<K, R> minimumPerEndpoint(int value) {
        this.minimumPerEndpoint = value;
        return this;
    }

    /** For how long an endpoint whose open failed fails fast at first; 2 s by default, zero: never. */
    public PoolGroupBuilder<K, R> failFast(Duration value) {
        this.failFast = value;
        return this;
    }

    /** What that grows to at most; 30 s by default. */
    public PoolGroupBuilder<K, R> failFastLongest(Duration value) {
        this.failFastLongest = value;
        return this;
    }

    /** After which an endpoint is forgotten that has nothing open; 5 min by default, zero: never. */
    public PoolGroupBuilder<K, R> forgetAfter(Duration value) {
        this.forgetAfter = value;
        return this;
    }

    /** On one endpoint at a time; by default the smaller of its maximum and 8. */
    public PoolGroupBuilder<K, R> maximumOpening(int value) {
        this.maximumOpening = value;
        return this;
    }

    /** On one endpoint; unlimited by default. */
    public PoolGroupBuilder<K, R> maximumWaiting(int value) {
        this.maximumWaiting = value;
        return this;
    }

    public PoolGroupBuilder<K, R> acquireTimeout(Duration value) {
        this.acquireTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> openTimeout(Duration value) {
        this.openTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> checkTimeout(Duration value) {
        this.checkTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> closeTimeout(Duration value) {
        this.closeTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> resetTimeout(Duration value) {
        this.resetTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> aliveBypass(Duration value) {
        this.aliveBypass = value;
        return this;
    }

    public PoolGroupBuilder<K, R> idleTimeout(Duration value) {
        this.idleTimeout = value;
        return this;
    }

    public PoolGroupBuilder<K, R> maximumLifetime(Duration value) {
        this.maximumLifetime = value;
        return this;
    }

    public PoolGroupBuilder<K, R> keepaliveTime(Duration value) {
        this.keepaliveTime = value;
        return this;
    }

    public PoolGroupBuilder<K, R> leaseReportAfter(Duration value) {
        this.leaseReportAfter = value;
        return this;
    }

    public PoolGroupBuilder<K, R> leaseTerm(Duration value) {
        this.leaseTerm = value;
        return this;
    }

    public PoolGroupBuilder<K, R> abandonedAfter(Duration value) {
        this.abandonedAfter = value;
        return this;
    }

    /** As in a pool; but of the first leases of the group's resources the first 256 are recorded, and then one in this many. */
    public PoolGroupBuilder<K, R> siteSampling(int value) {
        this.siteSampling = value;
        return this;
    }

    /** Whether the group's snapshot can be read through JMX, as {@link PoolGroupMXBean}; off by default. */
    public PoolGroupBuilder<K, R> registerMbeans(boolean value) {
        this.registerMbeans = value;
        return this;
    }

    public PoolGroupBuilder<K, R> listener(PoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the group goes by; for tests. */
    public PoolGroupBuilder<K, R> ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the group's work in the background; for tests. */
    public PoolGroupBuilder<K, R> runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * The settings as they stand.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public PoolGroupConfig config() {
        String called = name.isEmpty() ? "group-" + UNNAMED.incrementAndGet() : name;
        List<Violation> violations = new ArrayList<>();
        PoolConfig each = null;
        try {
            each = each(called);
        } catch (InvalidConfigException e) {
            e.violations().forEach(violation -> violations.add(renamed(violation)));
        }
        violations.addAll(
                PoolGroupConfig.violations(maximumPerEndpoint, maximumSize, failFast, failFastLongest, forgetAfter));
        if (each == null || !violations.isEmpty()) {
            throw new InvalidConfigException("group '" + called + "'", violations);
        }
        return new PoolGroupConfig(each, maximumSize, failFast, failFastLongest, forgetAfter);
    }

    /** A size as it is called here, in what is allowed as well: what is a pool's maximum is an endpoint's. */
    private static Violation renamed(Violation violation) {
        String setting = switch (violation.setting()) {
            case "maximumSize" -> "maximumPerEndpoint";
            case "minimumSize" -> "minimumPerEndpoint";
            default -> violation.setting();
        };
        String allowed = violation.allowed().replace("maximumSize", "maximumPerEndpoint");
        return new Violation(setting, violation.value(), allowed);
    }

    private PoolConfig each(String called) {
        return new PoolConfig(
                called,
                minimumPerEndpoint,
                maximumPerEndpoint,
                maximumOpening != null ? maximumOpening : Math.max(1, Math.min(maximumPerEndpoint, 8)),
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
                Duration.ofMillis(-1),
                siteSampling,
                registerMbeans);
    }

    /**
     * Builds the group. It opens nothing yet; its work in the background has the context class loader of the thread that calls
     * this.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public PoolGroup<K, R> build() {
        return Pools.simpleGroup(config(), factory, listener, ticker, runner);
    }
}
