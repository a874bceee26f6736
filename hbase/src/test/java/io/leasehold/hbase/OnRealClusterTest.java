package io.leasehold.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.testbed.hbase.Await;
import io.leasehold.testbed.hbase.HBaseCluster;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.ClusterConnection;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fence and the open do where HBase is real. */
class OnRealClusterTest {
    private static final byte[] FAMILY = Bytes.toBytes("f");

    private final HBaseCluster cluster = HBaseCluster.shared();
    private TableName table;

    @BeforeEach
    void fillATable() {
        table = cluster.createTable("on_real_cluster", "f");
        cluster.fill(table, "f", "q", 50);
    }

    @Test
    void aForgottenScannerIsClosedAtTheRegionServerWithItsShare() throws Exception {
        int before = cluster.openScanners();
        try (HBaseConnections connections = HBaseConnections.builder().build()) {
            ResultScanner scanner;
            try (Connection connection = connections.acquire(cluster.configuration())) {
                scanner = connection.getTable(table).getScanner(new Scan().setCaching(2));
                assertThat(scanner.iterator().next().getRow()).isEqualTo(Bytes.toBytes("row-00000"));
                assertThat(cluster.openScanners()).isEqualTo(before + 1);
            }
            assertThat(cluster.openScanners()).isEqualTo(before);
            assertThatThrownBy(scanner::next).isInstanceOf(ShareEndedException.class);
        }
    }

    @Test
    void aForgottenMutatorIsFlushedWithItsShare() throws Exception {
        try (HBaseConnections connections = HBaseConnections.builder().build()) {
            try (Connection connection = connections.acquire(cluster.configuration())) {
                connection.getBufferedMutator(table).mutate(put("forgotten", FAMILY));
            }
            try (Connection connection = connections.acquire(cluster.configuration());
                    Table reader = connection.getTable(table)) {
                assertThat(reader.exists(new Get(Bytes.toBytes("forgotten")))).isTrue();
            }
        }
    }

    @Test
    void aFlushThatFailsWithItsShareIsReportedAndNotThrown() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        SharedPoolListener listener = new SharedPoolListener() {
            @Override
            public void childFailed(SharedPoolEvent event) {
                failures.add(event.cause());
            }
        };
        try (HBaseConnections connections =
                HBaseConnections.builder().listener(listener).build()) {
            assertThatThrownBy(() -> {
                        try (Connection connection = connections.acquire(cluster.configuration())) {
                            BufferedMutator mutator = connection.getBufferedMutator(table);
                            mutator.mutate(put("row", Bytes.toBytes("no_such_family")));
                            throw new IOException("the body's own");
                        }
                    })
                    .hasMessage("the body's own")
                    .hasNoSuppressedExceptions();
            Await.until("it is reported", () -> failures.size() == 1);
            assertThat(failures.get(0)).hasStackTraceContaining("no_such_family");
        }
    }

    @Test
    void aConnectionIsOpenedAsTheUserOfTheAcquireWithTheBuildersLoader() throws Exception {
        ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());
        User carol = User.create(UserGroupInformation.createRemoteUser("carol"));
        try (HBaseConnections connections =
                HBaseConnections.builder().classLoader(loader).build()) {
            Connection connection = carol.runAs(
                    (PrivilegedExceptionAction<Connection>) () -> connections.acquire(cluster.configuration()));
            ClusterConnection raw = (ClusterConnection) HBaseConnections.unwrap(connection);
            assertThat(raw.getUser().getName()).isEqualTo("carol");
            assertThat(raw.getConfiguration().getClassLoader()).isSameAs(loader);
            assertThat(connections.snapshot().resources().get(0).key()).contains("carol");
        }
    }

    @Test
    void aRegionServerThatIsAbortedAndReplacedUnderLoadCostsNobodyTheConnection() throws Exception {
        Configuration configuration = cluster.configuration();
        configuration.setInt("hbase.client.pause", 50);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (HBaseConnections connections = HBaseConnections.builder().build()) {
            HBaseKey key = connections.key(configuration);
            Connection holder = connections.acquire(key);
            Connection raw = HBaseConnections.unwrap(holder);
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                load.add(threads.submit(() -> {
                    while (!over.get()) {
                        assertThat(rowIsThere(connections, key)).isTrue();
                        reads.incrementAndGet();
                    }
                    return null;
                }));
            }
            Await.until("the load runs", () -> reads.get() > 20);
            replaceTheRegionServers();
            int then = reads.get();
            Await.until("the load goes on", () -> reads.get() > then + 20);
            over.set(true);
            for (Future<?> each : load) {
                each.get();
            }
            assertThat(HBaseConnections.unwrap(holder)).isSameAs(raw);
            assertThat(connections.snapshot().resources()).hasSize(1);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void p12NothingOfOursIsLeftAfterClose() throws Exception {
        HBaseConnections connections = HBaseConnections.builder().build();
        connections.acquire(cluster.configuration());
        connections.close();
        Await.until(
                "our threads are gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("leasehold-")));
    }

    private void replaceTheRegionServers() {
        for (ServerName server : cluster.regionServers()) {
            cluster.abortRegionServer(server);
        }
        cluster.startRegionServer();
    }

    private boolean rowIsThere(HBaseConnections connections, HBaseKey key) throws IOException {
        try (Connection connection = connections.acquire(key);
                Table reader = connection.getTable(table)) {
            return reader.exists(new Get(Bytes.toBytes("row-00001")));
        }
    }

    private static Put put(String row, byte[] family) {
        return new Put(Bytes.toBytes(row)).addColumn(family, Bytes.toBytes("q"), Bytes.toBytes("v"));
    }
}
