package io.leasehold.hbase.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.zookeeper.ZKConfig;

/**
 * Where a cluster is, as a value: the same whatever the order, case and spacing in which its servers are listed.
 *
 * @param text for keys and messages: {@code zk1:2181,zk2:2181/hbase}
 */
record ClusterAddress(String text) {
    private static final String REGISTRY = "hbase.client.registry.impl";
    private static final String BOOTSTRAP = "hbase.client.bootstrap.servers";
    private static final String MASTERS = "hbase.masters";

    /** What says where a cluster is; two Configurations of one cluster may say it differently. */
    static final Set<String> PROPERTIES = Set.of(
            HConstants.ZOOKEEPER_QUORUM,
            HConstants.ZOOKEEPER_CLIENT_PORT,
            HConstants.CLIENT_ZOOKEEPER_QUORUM,
            HConstants.CLIENT_ZOOKEEPER_CLIENT_PORT,
            HConstants.ZOOKEEPER_ZNODE_PARENT,
            REGISTRY,
            BOOTSTRAP,
            MASTERS);

    static ClusterAddress of(Configuration configuration) {
        List<String> parts = new ArrayList<>();
        String registry = configuration.get(REGISTRY, "");
        if (!registry.isEmpty()) {
            parts.add(registry.substring(registry.lastIndexOf('.') + 1) + "@");
        }
        for (String servers : List.of(BOOTSTRAP, MASTERS)) {
            String listed = configuration.get(servers, "");
            parts.add(listed.isBlank() ? "" : sorted(listed) + ";");
        }
        parts.add(quorum(configuration));
        parts.add(configuration.get(HConstants.ZOOKEEPER_ZNODE_PARENT, HConstants.DEFAULT_ZOOKEEPER_ZNODE_PARENT));
        return new ClusterAddress(String.join("", parts));
    }

    private static String quorum(Configuration configuration) {
        String clients = ZKConfig.getClientZKQuorumServersString(configuration);
        return sorted(clients == null ? ZKConfig.getZKQuorumServersString(configuration) : clients);
    }

    private static String sorted(String servers) {
        // HBase appends the port to a name with the blanks that follow it.
        return Arrays.stream(
                        servers.replaceAll("\\s", "").toLowerCase(Locale.ROOT).split(","))
                .filter(server -> !server.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }
}
