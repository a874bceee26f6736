package io.leasehold.testbed.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.TScan;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HBaseThriftServerTest {
    private final HBaseCluster cluster = HBaseCluster.shared();
    private TableName table;

    @BeforeEach
    void fillATable() {
        table = cluster.createTable("testbed_thrift", "f");
        cluster.fill(table, "f", "q", 20);
    }

    @Test
    void aScannerIsCountedUntilItIsClosed() throws Exception {
        try (HBaseThriftServer server = cluster.startThriftServer(ThriftOptions.defaults());
                TTransport transport = new TSocket(server.host(), server.port(), 5_000)) {
            transport.open();
            Hbase.Client client = client(transport);
            int scanners = cluster.openScanners();
            int id = client.scannerOpenWithScan(buffer(table.getNameAsString()), new TScan().setCaching(2), Map.of());
            assertThat(client.scannerGetList(id, 2)).hasSize(2);
            assertThat(cluster.openScanners()).isEqualTo(scanners + 1);
            assertThat(server.openConnections()).isEqualTo(1);

            client.scannerClose(id);
            assertThat(cluster.openScanners()).isEqualTo(scanners);
        }
    }

    @Test
    void aRestartCutsClientsOffAndKeepsThePort() throws Exception {
        int zookeeper = cluster.zookeeperConnections();
        try (HBaseThriftServer server = cluster.startThriftServer(ThriftOptions.defaults());
                TTransport before = new TSocket(server.host(), server.port(), 5_000);
                TTransport after = new TSocket(server.host(), server.port(), 5_000)) {
            before.open();
            assertThat(names(before)).contains("testbed_thrift");
            server.restart();

            assertThatThrownBy(() -> names(before)).isInstanceOf(TTransportException.class);
            after.open();
            assertThat(names(after)).contains("testbed_thrift");
        }
        Await.until("the server's own connection is closed", () -> cluster.zookeeperConnections() == zookeeper);
    }

    @Test
    void anIdleClientIsHungUpOnAfterTheReadTimeout() throws Exception {
        ThriftOptions options = ThriftOptions.defaults().withReadTimeout(Duration.ofMillis(300));
        try (HBaseThriftServer server = cluster.startThriftServer(options);
                TTransport transport = new TSocket(server.host(), server.port(), 5_000)) {
            transport.open();
            assertThat(names(transport)).isNotEmpty();

            Await.until("the server hangs up", () -> server.openConnections() == 0);
            assertThat(transport.isOpen()).isTrue();
            assertThatThrownBy(() -> names(transport)).isInstanceOf(TTransportException.class);
        }
    }

    @Test
    void aClientBeyondTheWorkersWaitsForOne() throws Exception {
        ThriftOptions options = ThriftOptions.defaults().withWorkers(1);
        try (HBaseThriftServer server = cluster.startThriftServer(options);
                TTransport first = new TSocket(server.host(), server.port(), 5_000);
                TTransport second = new TSocket(server.host(), server.port(), 300)) {
            first.open();
            assertThat(names(first)).isNotEmpty();
            second.open();
            assertThatThrownBy(() -> names(second)).isInstanceOf(TTransportException.class);
        }
    }

    @Test
    void aFramedServerAnswersAFramedClient() throws Exception {
        ThriftOptions options = ThriftOptions.defaults().withFramed(true);
        try (HBaseThriftServer server = cluster.startThriftServer(options);
                TTransport transport = new TFramedTransport(new TSocket(server.host(), server.port(), 5_000))) {
            transport.open();
            assertThat(names(transport)).contains("testbed_thrift");
        }
    }

    private static List<String> names(TTransport transport) throws TException {
        return client(transport).getTableNames().stream()
                .map(name -> StandardCharsets.UTF_8.decode(name).toString())
                .toList();
    }

    private static Hbase.Client client(TTransport transport) {
        return new Hbase.Client(new TBinaryProtocol(transport));
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
