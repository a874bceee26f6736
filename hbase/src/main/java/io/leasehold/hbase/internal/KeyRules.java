package io.leasehold.hbase.internal;

import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.security.User;
import org.jspecify.annotations.Nullable;

/**
 * How a Configuration and a user become a key.
 *
 * @param keyProperties further properties that tell connections apart
 * @param irrelevantProperties properties about which holders of one connection need not agree
 * @param classLoader with which connections are opened
 */
public record KeyRules(Set<String> keyProperties, Set<String> irrelevantProperties, ClassLoader classLoader) {

    /** Stands for a private connection in HBase before 1.0; here it is the tag where none is given. */
    private static final String OLD_TAG = HConstants.HBASE_CLIENT_INSTANCE_ID;

    public KeyRules {
        keyProperties = Set.copyOf(keyProperties);
        irrelevantProperties = Set.copyOf(irrelevantProperties);
    }

    /**
     * Copies the Configuration and reads the copy.
     *
     * @param tag tells connections apart that are equal else, or null for what the Configuration says
     * @throws IllegalArgumentException if the Configuration names no cluster
     */
    public SharedKey read(Configuration given, User user, @Nullable String tag) {
        Configuration copy = new Configuration(given);
        copy.setClassLoader(classLoader);
        if (copy.get(HConstants.ZOOKEEPER_QUORUM) == null && copy.get("hbase.client.bootstrap.servers") == null) {
            throw new IllegalArgumentException(
                    "The Configuration names no cluster: create it with"
                            + " HBaseConfiguration.create(), and set hbase.zookeeper.quorum or hbase.client.bootstrap.servers.");
        }
        SortedMap<String, String> properties = new TreeMap<>();
        for (String name : keyProperties) {
            properties.put(name, Objects.requireNonNullElse(copy.get(name), ""));
        }
        return new SharedKey(
                ClusterAddress.of(copy).text(),
                Identity.of(user.getUGI()),
                tag == null ? copy.get(OLD_TAG, "") : tag,
                properties,
                copy,
                user,
                ClientSettings.of(copy, this::mustAgree));
    }

    private boolean mustAgree(String name) {
        return !ClusterAddress.PROPERTIES.contains(name)
                && !keyProperties.contains(name)
                && !irrelevantProperties.contains(name)
                && !name.equals(OLD_TAG);
    }
}
