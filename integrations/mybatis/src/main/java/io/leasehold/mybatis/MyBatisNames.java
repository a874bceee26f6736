package io.leasehold.mybatis;

import io.leasehold.InvalidConfigException.Violation;
import java.util.Map;

/**
 * The properties of MyBatis's own data sources, UNPOOLED and POOLED ("MyBatis 3, Configuration, environments"), and what becomes
 * of each. Stateless.
 */
final class MyBatisNames {

    private static final String DRIVER_PROPERTY = "driver.";
    private static final String DATA_SOURCE_PROPERTY = "dataSource.";

    /** What is done instead; each was looked at, none can be taken over as it is. */
    private static final Map<String, String> REPLACED = Map.of(
            "poolMaximumActiveConnections", "set maximumPoolSize",
            "poolMaximumIdleConnections", "set minimumIdle, and idleTimeout for what is open beyond it",
            "poolTimeToWait", "set connectionTimeout, after which an acquire fails with the holders in its error",
            "poolMaximumCheckoutTime",
                    "no connection is taken from a holder and lent again: set leaseReportAfter to see who holds it for"
                            + " long, leaseTerm to have it revoked and destroyed",
            "poolPingEnabled", "idle connections are always checked: leave it out",
            "poolPingQuery", "set connectionTestQuery, if the driver's isValid does not work",
            "poolPingConnectionsNotUsedFor", "set aliveBypass, or keepaliveTime for connections that stay idle",
            "poolMaximumLocalBadConnectionTolerance",
                    "a dead connection is replaced until connectionTimeout ends: leave it out",
            "defaultTransactionIsolationLevel", "set transactionIsolation, by number or by name",
            "defaultNetworkTimeout", "set the driver's own socket timeout in the url, or by driver.<name>");

    private MyBatisNames() {}

    /** The setting that a property of MyBatis's is; its own name if it is none of MyBatis's. */
    static String asSetting(String name) {
        if (name.equals("driver")) {
            return "driverClassName";
        }
        return name.startsWith(DRIVER_PROPERTY)
                ? DATA_SOURCE_PROPERTY + name.substring(DRIVER_PROPERTY.length())
                : name;
    }

    /** The same refusal, with what takes the place of a setting of MyBatis's pool. */
    static Violation explain(Violation refused) {
        String setting = asSetting(refused.setting());
        if (!setting.equals(refused.setting())) {
            return new Violation(
                    refused.setting(), refused.value(), "is another name of " + setting + ": give one of the two");
        }
        String replacement = REPLACED.get(refused.setting());
        return replacement == null
                ? refused
                : new Violation(refused.setting(), refused.value(), "belongs to MyBatis's own pool: " + replacement);
    }
}
