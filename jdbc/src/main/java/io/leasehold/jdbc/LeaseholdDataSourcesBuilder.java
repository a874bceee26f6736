package io.leasehold.jdbc;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.PoolConfig;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolListener;
import io.leasehold.jdbc.internal.open.Resolver;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes a group of data sources, then builds it. For one thread. What all tenants share is said through {@link #each}; nothing is refused
 * before {@link #build()}, which then names all that is wrong.
 */
public final class LeaseholdDataSourcesBuilder {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private static final List<Setting<?>> A_TENANTS_OWN = List.of(
            Settings.JDBC_URL,
            Settings.USERNAME,
            Settings.PASSWORD,
            Settings.CREDENTIALS,
            Settings.DATA_SOURCE,
            Settings.DATA_SOURCE_CLASS_NAME,
            Settings.POOL_NAME,
            Settings.INITIALIZATION_FAIL_TIMEOUT,
            Settings.REGISTER_MBEANS,
            Settings.ALLOW_POOL_SUSPENSION);

    private final LeaseholdDataSourceBuilder each = new LeaseholdDataSourceBuilder();
    private @Nullable String name;
    private int maximumSize = 100;
    private Duration failFast = Duration.ofSeconds(2);
    private Duration failFastLongest = Duration.ofSeconds(30);
    private Duration forgetAfter = Duration.ofMinutes(5);
    private @Nullable PoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    LeaseholdDataSourcesBuilder() {}

    /** How errors, logs and events call the group. */
    public LeaseholdDataSourcesBuilder name(String value) {
        this.name = value;
        return this;
    }

    /** Connections open at a time for all tenants together, {@code maximumPoolSize} to 100,000; 100 by default. */
    public LeaseholdDataSourcesBuilder maximumSize(int value) {
        this.maximumSize = value;
        return this;
    }

    /**
     * What all tenants share, as docs/config.md has it: {@code maximumPoolSize} is that of one tenant, and {@code minimumIdle} is 0 by default. Url,
     * user and password are each tenant's own.
     */
    public LeaseholdDataSourcesBuilder each(Consumer<LeaseholdDataSourceBuilder> settings) {
        settings.accept(each);
        return this;
    }

    /** For how long a tenant, or a server, fails fast at first, 100 ms to 1 hour; 2 s by default, zero: never. */
    public LeaseholdDataSourcesBuilder failFast(Duration value) {
        this.failFast = value;
        return this;
    }

    /** What that grows to at most, up to 1 hour; 30 s by default. */
    public LeaseholdDataSourcesBuilder failFastLongest(Duration value) {
        this.failFastLongest = value;
        return this;
    }

    /** After which a tenant is forgotten that has nothing open, 100 ms to 24 hours; 5 min by default, zero: never. */
    public LeaseholdDataSourcesBuilder forgetAfter(Duration value) {
        this.forgetAfter = value;
        return this;
    }

    /** Who is told what happens in all tenants' pools. */
    public LeaseholdDataSourcesBuilder listener(PoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the group goes by; for tests. */
    public LeaseholdDataSourcesBuilder ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the group's work in the background; for tests. */
    public LeaseholdDataSourcesBuilder runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * Builds the group. It opens nothing yet.
     *
     * @throws InvalidConfigException naming every setting that is wrong
     */
    public LeaseholdDataSources build() {
        String called = name != null ? name : "leasehold-group-" + UNNAMED.incrementAndGet();
        Draft shared = new Draft(each.draft());
        for (Setting<?> own : A_TENANTS_OWN) {
            if (shared.get(own) != null) {
                shared.refuse(own.name(), "set", "is not for all tenants to share: leave it out");
            }
        }
        Draft tenants = new Draft(shared);
        if (tenants.get(Settings.MINIMUM_IDLE) == null) {
            tenants.set(Settings.MINIMUM_IDLE, 0);
        }
        tenants.set(Settings.INITIALIZATION_FAIL_TIMEOUT, Duration.ofMillis(-1));
        List<Violation> violations = new ArrayList<>();
        PoolConfig pool = new Resolver(tenants).resolvePool(called, violations);
        PoolGroupConfig config = pool == null ? null : group(pool, violations);
        if (config == null || !violations.isEmpty()) {
            throw new InvalidConfigException("group '" + called + "'", violations);
        }
        return new LeaseholdDataSources(config, tenants, new PoolStart.Surroundings(listener, ticker, runner));
    }

    private @Nullable PoolGroupConfig group(PoolConfig pool, List<Violation> violations) {
        try {
            return new PoolGroupConfig(pool, maximumSize, failFast, failFastLongest, forgetAfter);
        } catch (InvalidConfigException e) {
            violations.addAll(e.violations());
            return null;
        }
    }
}
