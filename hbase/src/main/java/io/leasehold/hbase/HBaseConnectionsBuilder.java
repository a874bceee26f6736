package io.leasehold.hbase;

import static io.leasehold.InvalidConfigException.words;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.SharedPoolConfig;
import io.leasehold.SharedPoolListener;
import io.leasehold.Spread;
import io.leasehold.hbase.internal.KeyRules;
import io.leasehold.hbase.internal.SharedConnections;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes {@link HBaseConnections}, then builds them. For one thread. Meanings and ranges are those of
 * {@link SharedPoolConfig} where nothing else is said.
 */
public final class HBaseConnectionsBuilder {

    private static final Duration SHORTEST_PROOF = Duration.ofMillis(100);

    private final Set<String> keyProperties = new LinkedHashSet<>();
    private final Set<String> irrelevantProperties = new LinkedHashSet<>();
    private String name = "hbase";
    private int maximumResources = 16;
    private int width = 1;
    private Spread spread = Spread.ROUND_ROBIN;
    private Duration grace = Duration.ofSeconds(60);
    private Duration acquireTimeout = Duration.ofSeconds(30);
    private Duration openTimeout = Duration.ofSeconds(20);
    private Duration proofTimeout = Duration.ofSeconds(6);
    private Duration closeTimeout = Duration.ofSeconds(5);
    private Duration checkInterval = Duration.ofSeconds(30);
    private Duration failFast = Duration.ofSeconds(2);
    private Duration shareReportAfter = Duration.ZERO;
    private Duration shareTerm = Duration.ZERO;
    private Duration abandonedAfter = Duration.ofSeconds(30);
    private boolean reclaimAbandoned;
    private boolean refuseContradictions = true;
    private boolean registerMbeans;
    private @Nullable ClassLoader classLoader;
    private @Nullable SharedPoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    HBaseConnectionsBuilder() {}

    /** How errors, logs and events call it; "hbase" by default. */
    public HBaseConnectionsBuilder name(String value) {
        name = value;
        return this;
    }

    /** Connections of all clusters and identities together, 1 to 10,000; 16 by default. */
    public HBaseConnectionsBuilder maximumResources(int value) {
        maximumResources = value;
        return this;
    }

    /** Connections for each key, 1 to 64; 1 by default, which is nearly always right: see {@code hbase.client.ipc.pool.size} first. */
    public HBaseConnectionsBuilder width(int value) {
        width = value;
        return this;
    }

    /** How holders of one key are spread over several connections. */
    public HBaseConnectionsBuilder spread(Spread value) {
        spread = value;
        return this;
    }

    /** How long a connection without a holder stays open for the next, zero to 365 days; 60 s by default. */
    public HBaseConnectionsBuilder grace(Duration value) {
        grace = value;
        return this;
    }

    /** How long acquire waits, zero (try once) to 24 hours; 30 s by default. */
    public HBaseConnectionsBuilder acquireTimeout(Duration value) {
        acquireTimeout = value;
        return this;
    }

    /** After which an open is given up, 1 ms to 1 hour; 20 s by default. */
    public HBaseConnectionsBuilder openTimeout(Duration value) {
        openTimeout = value;
        return this;
    }

    /** How long an open looks for hbase:meta, 100 ms to less than the open timeout; 6 s by default. */
    public HBaseConnectionsBuilder proofTimeout(Duration value) {
        proofTimeout = value;
        return this;
    }

    /** After which a close is given up, and the end of each thing that was made from a share, 1 ms to 1 hour; 5 s by default. */
    public HBaseConnectionsBuilder closeTimeout(Duration value) {
        closeTimeout = value;
        return this;
    }

    /**
     * How often a connection that has holders is looked at, whether HBase's client has given it up, 100 ms to 365 days, zero: only
     * when a call suspects it; 30 s by default.
     */
    public HBaseConnectionsBuilder checkInterval(Duration value) {
        checkInterval = value;
        return this;
    }

    /** For how long after an open failed acquires of its key fail at once, zero to 1 hour; 2 s by default. */
    public HBaseConnectionsBuilder failFast(Duration value) {
        failFast = value;
        return this;
    }

    /** After which a share is reported with its holder, 100 ms to 365 days; off (zero) by default. */
    public HBaseConnectionsBuilder shareReportAfter(Duration value) {
        shareReportAfter = value;
        return this;
    }

    /** After which a share is revoked, 100 ms to 365 days; off (zero) by default. */
    public HBaseConnectionsBuilder shareTerm(Duration value) {
        shareTerm = value;
        return this;
    }

    /** The age from which a share is watched for a connection that became garbage, 100 ms to 365 days, zero: never; 30 s by default. */
    public HBaseConnectionsBuilder abandonedAfter(Duration value) {
        abandonedAfter = value;
        return this;
    }

    /** Whether the share of a connection that became garbage is taken back; by default it is reported and kept. */
    public HBaseConnectionsBuilder reclaimAbandoned(boolean value) {
        reclaimAbandoned = value;
        return this;
    }

    /** A property that tells connections apart, beside cluster, identity and tag. May be called several times. */
    public HBaseConnectionsBuilder keyProperty(String property) {
        keyProperties.add(Objects.requireNonNull(property));
        return this;
    }

    /** A property about which holders of one connection need not agree. May be called several times. */
    public HBaseConnectionsBuilder irrelevantProperty(String property) {
        irrelevantProperties.add(Objects.requireNonNull(property));
        return this;
    }

    /** Whether a Configuration that contradicts that of the open connection is refused, or warned of once; refused by default. */
    public HBaseConnectionsBuilder refuseContradictions(boolean value) {
        refuseContradictions = value;
        return this;
    }

    /** Whether the snapshot can be read through JMX, as {@link io.leasehold.SharedPoolMXBean}; off by default. */
    public HBaseConnectionsBuilder registerMbeans(boolean value) {
        registerMbeans = value;
        return this;
    }

    /** With which connections are opened; the context class loader of the thread that builds by default. */
    public HBaseConnectionsBuilder classLoader(ClassLoader value) {
        classLoader = value;
        return this;
    }

    /** Told what happens. */
    public HBaseConnectionsBuilder listener(SharedPoolListener value) {
        listener = value;
        return this;
    }

    /** Whose time it goes by; for tests. */
    public HBaseConnectionsBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /** Who runs its work in the background; for tests. */
    public HBaseConnectionsBuilder runner(TaskRunner value) {
        runner = value;
        return this;
    }

    /**
     * Builds them. Nothing is opened before the first acquire.
     *
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public HBaseConnections build() {
        SharedPoolConfig config = checked();
        ClassLoader loader = loader();
        return new HBaseConnections(
                new SharedConnections(
                        config,
                        SharedConnections.proven(proofTimeout, loader),
                        refuseContradictions,
                        listener,
                        ticker,
                        runner),
                new KeyRules(keyProperties, irrelevantProperties, loader));
    }

    /** The settings of the pool, once all that is wrong with these and with those that are HBase's own is known. */
    private SharedPoolConfig checked() {
        List<Violation> violations = new ArrayList<>();
        SharedPoolConfig config = null;
        try {
            config = config();
        } catch (InvalidConfigException refused) {
            violations.addAll(refused.violations());
        }
        if (proofTimeout == null) {
            violations.add(new Violation("proofTimeout", "null", "must be given"));
        } else if (proofTimeout.compareTo(SHORTEST_PROOF) < 0
                || openTimeout != null && proofTimeout.compareTo(openTimeout) >= 0) {
            String limit = openTimeout == null ? "openTimeout" : "openTimeout (" + words(openTimeout) + ")";
            violations.add(new Violation(
                    "proofTimeout",
                    words(proofTimeout),
                    "must be " + words(SHORTEST_PROOF) + " to less than " + limit));
        }
        if (config == null || !violations.isEmpty()) {
            throw new InvalidConfigException("HBase connections '" + name + "'", violations);
        }
        return config;
    }

    private SharedPoolConfig config() {
        return new SharedPoolConfig(
                name,
                maximumResources,
                width,
                spread,
                grace,
                acquireTimeout,
                openTimeout,
                SharedConnections.CHECK_TIMEOUT,
                closeTimeout,
                checkInterval,
                failFast,
                shareReportAfter,
                shareTerm,
                abandonedAfter,
                reclaimAbandoned,
                SharedConnections.SITE_SAMPLING,
                registerMbeans);
    }

    private ClassLoader loader() {
        ClassLoader given =
                classLoader != null ? classLoader : Thread.currentThread().getContextClassLoader();
        return given != null ? given : HBaseConnectionsBuilder.class.getClassLoader();
    }
}
