package io.leasehold.thrift;

import static io.leasehold.thrift.Pools.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.TCell;
import org.apache.hadoop.hbase.thrift.generated.TRowResult;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A layer of the user's that throws what no transport throws leaves nothing open. */
class FailingLayersTest {
    private final TestServer server = TestServer.framed();
    private final AtomicReference<TTransport> socket = new AtomicReference<>();
    private final AtomicBoolean readsFail = new AtomicBoolean();

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private ThriftPoolBuilder<Hbase.Client> pool(Error onClose) {
        return Pools.on(server)
                .maximumSize(1)
                .wrap((below, endpoint) -> {
                    socket.set(below);
                    return layer(below, onClose);
                })
                .check(Hbase.Client::getClusterId);
    }

    private TTransport layer(TTransport below, Error onClose) throws TTransportException {
        return new TFramedTransport(below) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws TTransportException {
                if (readsFail.getAndSet(false)) {
                    throw new IllegalStateException("the layer cannot read");
                }
                return super.read(buffer, offset, length);
            }

            @Override
            public void close() {
                if (onClose != null) {
                    throw onClose;
                }
                super.close();
            }
        };
    }

    @Test
    void aLayerThatThrowsAsItIsClosedDoesNotKeepTheSocketOpen() throws Exception {
        try (ThriftPool<Hbase.Client> pool =
                pool(new AssertionError("the layer cannot close")).build()) {
            pool.call(Hbase.Client::getTableNames);
            assertThat(socket.get().isOpen()).isTrue();
        }
        assertThat(socket.get().isOpen()).isFalse();
        await().until(() -> server.openClients() == 0);
    }

    @Test
    void aScannerOnALayerThatThrowsAsItIsClosedIsCounted() throws Exception {
        scannersAreThere();
        try (ThriftPool<Hbase.Client> pool =
                pool(new AssertionError("the layer cannot close")).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, "t");
            Stream<HBaseRow> rows = table.scan(HBaseScan.builder().build());
            readsFail.set(true);
            assertThatThrownBy(() -> rows.forEach(row -> {})).hasMessage("the layer cannot read");
            rows.close();
            await().untilAsserted(() -> assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(0, 1)));
        }
    }

    @Test
    void aScanThatFailsByAnotherErrorThanThriftsGivesItsLeaseBackAtOnce() throws Exception {
        scannersAreThere();
        try (ThriftPool<Hbase.Client> pool = pool(null).build()) {
            Stream<HBaseRow> rows =
                    HBaseThriftTable.of(pool, "t").scan(HBaseScan.builder().build());
            readsFail.set(true);
            assertThatThrownBy(() -> rows.forEach(row -> {})).hasMessage("the layer cannot read");
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    private void scannersAreThere() {
        TRowResult row = new TRowResult(bytes("r")).setColumns(Map.<ByteBuffer, TCell>of());
        server.on("scannerOpenWithScan", scan -> 100).on("scannerGetList", scan -> List.of(row));
    }
}
