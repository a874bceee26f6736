package io.leasehold.jdbc.internal.settings;

import java.util.Map;
import java.util.TreeMap;

/**
 * HikariCP's settings that are no settings here, each with what to do instead. The rest of HikariCP 7.1's are settings by the
 * same name, or an alias of one. Immutable.
 */
public final class HikariNames {

    /** Those that go by another name here. */
    public static final Map<String, String> RENAMED = new TreeMap<>(Map.of(
            "leakDetectionThreshold", "`leaseReportAfter`; this name is accepted as well",
            "credentialsProvider", "`credentials`, a `CredentialsSupplier`",
            "credentialsProviderClassName",
                    "`credentials`, which takes the name of a class as well; this name is accepted",
            "exceptionOverrideClassName",
                    "`exceptionOverride`, which takes the name of a class as well; this name is accepted"));

    /** Those that are refused, with the reason. */
    public static final Map<String, String> REFUSED = new TreeMap<>(Map.of(
            "dataSourceJNDI", "look the DataSource up and give it as dataSource",
            "isolateInternalQueries", "checks and connectionInitSql never leave a transaction open: leave it out",
            "metricRegistry", "give a PoolListener, or read snapshot(): the pool knows no metrics library",
            "metricsTrackerFactory", "give a PoolListener, or read snapshot(): the pool knows no metrics library",
            "healthCheckRegistry", "ask snapshot() in a health check of your own",
            "healthCheckProperties", "ask snapshot() in a health check of your own",
            "scheduledExecutor", "one housekeeper serves all pools of the JVM: leave it out",
            "threadFactory", "one set of daemon workers serves all pools of the JVM: leave it out"));

    private HikariNames() {}
}
