package io.leasehold.hbase.internal;

import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.RegionLocator;

/**
 * Opens connections, each as its key's user and proven: {@code createConnection} succeeds without a cluster, after a long wait.
 * So hbase:meta is located first over a connection whose retries are lowered, which HBase reads when it makes one and never
 * again; the connection that stays keeps the user's own settings. Stateless.
 */
final class ConnectionOpener {
    private final Duration proofTimeout;
    private final ClassLoader classLoader;

    ConnectionOpener(Duration proofTimeout, ClassLoader classLoader) {
        this.proofTimeout = proofTimeout;
        this.classLoader = classLoader;
    }

    Connection open(SharedKey key) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            return key.user().runAs((PrivilegedExceptionAction<Connection>) () -> openAsUser(key));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Connection openAsUser(SharedKey key) throws IOException {
        try (Connection probe = create(key, impatient(key.configuration()))) {
            locateMeta(probe);
        } catch (IOException e) {
            throw new IOException(
                    "No HBase was found at " + key.cluster() + " within " + proofTimeout.toMillis()
                            + " ms: check hbase.zookeeper.quorum, hbase.zookeeper.property.clientPort and"
                            + " zookeeper.znode.parent, and that ZooKeeper and HBase run there.",
                    e);
        }
        Connection connection = create(key, new Configuration(key.configuration()));
        try {
            locateMeta(connection);
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection create(SharedKey key, Configuration configuration) throws IOException {
        return ConnectionFactory.createConnection(configuration, key.user());
    }

    private static void locateMeta(Connection connection) throws IOException {
        try (RegionLocator locator = connection.getRegionLocator(TableName.META_TABLE_NAME)) {
            if (locator.getRegionLocation(HConstants.EMPTY_START_ROW, true) == null) {
                throw new IOException("hbase:meta has no location");
            }
        }
    }

    /** One open asks at most three times for something: the cluster's id, the list of meta's replicas, and one of them. */
    private Configuration impatient(Configuration configuration) {
        Configuration impatient = new Configuration(configuration);
        int third = Math.max(1, Math.toIntExact(proofTimeout.toMillis() / 3));
        lower(impatient, "zookeeper.registry.async.get.timeout", third);
        lower(impatient, "zookeeper.recovery.retry", 1);
        lower(impatient, "zookeeper.recovery.retry.intervalmill", 100);
        lower(impatient, "zookeeper.session.timeout", third);
        lower(impatient, "hbase.client.retries.number", 1);
        lower(impatient, "hbase.rpc.timeout", third);
        lower(impatient, "hbase.client.operation.timeout", third);
        lower(impatient, "hbase.client.meta.operation.timeout", third);
        lower(impatient, "hbase.ipc.client.socket.timeout.connect", third);
        return impatient;
    }

    private static void lower(Configuration configuration, String name, int most) {
        configuration.setInt(name, Math.min(most, configuration.getInt(name, most)));
    }
}
