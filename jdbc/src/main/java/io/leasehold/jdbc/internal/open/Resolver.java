package io.leasehold.jdbc.internal.open;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.PoolConfig;
import io.leasehold.jdbc.SessionReset;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes settings of a draft, or refuses it with all that is wrong. Nothing is repaired. For one thread. */
public final class Resolver {

    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final Draft draft;

    /** @param draft is left as it is */
    public Resolver(Draft draft) {
        this.draft = new Draft(draft);
    }

    /**
     * The settings.
     *
     * @throws InvalidConfigException naming every setting that is wrong
     */
    public JdbcConfig resolve() {
        for (Setting<?> setting : Settings.all()) {
            if (draft.get(setting) instanceof String text
                    && text.isBlank()
                    && setting.range().equals("not blank")) {
                draft.refuse(setting.name(), "'" + text + "'", "must not be blank: leave it out or give a value");
            }
        }
        String name = draft.get(Settings.POOL_NAME);
        String called = name == null ? "leasehold-" + UNNAMED.incrementAndGet() : name;
        ConnectionSource source = new SourceRules(draft).source();
        List<Violation> violations = new ArrayList<>();
        PoolConfig pool = pool(called, violations);
        violations.addAll(0, draft.violations());
        if (pool == null || source == null || !violations.isEmpty()) {
            throw new InvalidConfigException("data source '" + called + "'", violations);
        }
        return new JdbcConfig(
                pool,
                source,
                defaults(),
                draft.get(Settings.SESSION_RESET, SessionReset.JDBC),
                draft.get(Settings.CONNECTION_TEST_QUERY),
                draft.get(Settings.CONNECTION_CUSTOMIZER),
                draft.get(Settings.EXCEPTION_OVERRIDE),
                draft.get(Settings.ALLOW_POOL_SUSPENSION, true));
    }

    /** The pool's settings alone, or null; what is wrong with any setting is added to the violations. */
    public @Nullable PoolConfig resolvePool(String called, List<Violation> violations) {
        PoolConfig pool = pool(called, violations);
        violations.addAll(0, draft.violations());
        return pool;
    }

    private SessionDefaults defaults() {
        return new SessionDefaults(
                draft.get(Settings.AUTO_COMMIT, true),
                draft.get(Settings.READ_ONLY),
                draft.get(Settings.TRANSACTION_ISOLATION),
                draft.get(Settings.CATALOG),
                draft.get(Settings.SCHEMA),
                draft.get(Settings.CONNECTION_INIT_SQL));
    }

    /** HikariCP's defaults where it has any. */
    private @Nullable PoolConfig pool(String name, List<Violation> violations) {
        int maximum = draft.get(Settings.MAXIMUM_POOL_SIZE, 10);
        Duration lifetime = draft.get(Settings.MAX_LIFETIME, Duration.ofMinutes(30));
        Duration timeout = connectionTimeout();
        try {
            return new PoolConfig(
                    name,
                    draft.get(Settings.MINIMUM_IDLE, Math.max(0, maximum)),
                    maximum,
                    draft.get(Settings.MAXIMUM_OPENING, Math.max(1, Math.min(maximum, 8))),
                    draft.get(Settings.MAXIMUM_WAITING, Integer.MAX_VALUE),
                    timeout,
                    draft.get(Settings.OPEN_TIMEOUT, Duration.ofSeconds(10)),
                    draft.get(Settings.VALIDATION_TIMEOUT, Duration.ofSeconds(5)),
                    draft.get(Settings.CLOSE_TIMEOUT, Duration.ofSeconds(5)),
                    draft.get(Settings.RESET_TIMEOUT, Duration.ofSeconds(15)),
                    draft.get(Settings.ALIVE_BYPASS, Duration.ofMillis(500)),
                    draft.get(Settings.IDLE_TIMEOUT, Duration.ofMinutes(10)),
                    lifetime,
                    draft.get(Settings.KEEPALIVE_TIME, keepalive(lifetime)),
                    draft.get(Settings.LEASE_REPORT_AFTER, Duration.ZERO),
                    draft.get(Settings.LEASE_TERM, Duration.ZERO),
                    draft.get(Settings.ABANDONED_AFTER, Duration.ofSeconds(30)),
                    draft.get(Settings.INITIALIZATION_FAIL_TIMEOUT, Duration.ofMillis(1)),
                    draft.get(Settings.SITE_SAMPLING, PoolConfig.USUAL_SITE_SAMPLING),
                    draft.get(Settings.REGISTER_MBEANS, false));
        } catch (InvalidConfigException e) {
            e.violations().forEach(violation -> violations.add(renamed(violation)));
            return null;
        }
    }

    /** Zero is "try once" to core and "for ever" to HikariCP: neither is what somebody who writes it here is sure to mean. */
    private Duration connectionTimeout() {
        Duration usual = Duration.ofSeconds(30);
        Duration timeout = draft.get(Settings.CONNECTION_TIMEOUT, usual);
        if (timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(Duration.ofHours(24)) <= 0) {
            return timeout;
        }
        draft.refuse(
                Settings.CONNECTION_TIMEOUT.name(),
                InvalidConfigException.words(timeout),
                "must be " + Settings.CONNECTION_TIMEOUT.range());
        return usual;
    }

    /** A lifetime that was set shorter than the default of another setting is no mistake. */
    private static Duration keepalive(Duration lifetime) {
        Duration usual = Duration.ofMinutes(2);
        return lifetime.isZero() || lifetime.compareTo(usual) > 0 ? usual : Duration.ZERO;
    }

    /** In the names that were set, not in core's. */
    private static Violation renamed(Violation violation) {
        String allowed = violation.allowed();
        for (Setting<?> setting : longestCoreNameFirst()) {
            allowed = allowed.replaceAll("\\b" + setting.coreName() + "\\b", setting.name());
        }
        return new Violation(jdbcName(violation.setting()), violation.value(), allowed);
    }

    private static String jdbcName(String coreName) {
        return Settings.all().stream()
                .filter(setting -> coreName.equals(setting.coreName()))
                .map(Setting::name)
                .findFirst()
                .orElse(coreName);
    }

    private static List<Setting<?>> longestCoreNameFirst() {
        return Settings.all().stream()
                .filter(setting -> setting.coreName() != null)
                .sorted(Comparator.comparingInt((Setting<?> setting) ->
                                String.valueOf(setting.coreName()).length())
                        .reversed())
                .toList();
    }
}
