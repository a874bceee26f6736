package io.leasehold.hbase.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;

/**
 * What a Configuration says about how a connection behaves, apart from what is in the key: two holders who share one must agree
 * on it. Immutable.
 */
final class ClientSettings {
    private final SortedMap<String, String> values;
    private final int hash;

    private ClientSettings(SortedMap<String, String> values) {
        this.values = values;
        this.hash = values.hashCode();
    }

    /** Reads the properties of HBase, ZooKeeper and Hadoop's security that count. */
    static ClientSettings of(Configuration configuration, Predicate<String> counts) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Map.Entry<String, String> entry : configuration) {
            String name = entry.getKey();
            if (isOfHBase(name) && counts.test(name)) {
                values.put(name, Objects.requireNonNullElse(configuration.get(name), ""));
            }
        }
        return new ClientSettings(values);
    }

    private static boolean isOfHBase(String name) {
        return name.startsWith("hbase.") || name.startsWith("zookeeper.") || name.startsWith("hadoop.security.");
    }

    /** The names of what differs; never the values, which may be secret. */
    List<String> differencesFrom(ClientSettings other) {
        if (this == other || hash == other.hash && values.equals(other.values)) {
            return List.of();
        }
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(other.values.keySet());
        names.removeIf(name -> Objects.equals(values.get(name), other.values.get(name)));
        return List.copyOf(names);
    }
}
