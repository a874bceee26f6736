package io.leasehold.thrift;

import static io.leasehold.thrift.Pools.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.HBaseScanner;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.TCell;
import org.apache.hadoop.hbase.thrift.generated.TRowResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over which transport a scanner may be closed whose own has died: the id of a scanner means something to one server only. */
class ScannerLeftoversTest {
    private final TestServer server = TestServer.buffered();
    private final Queue<Integer> closed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @BeforeEach
    void script() {
        TRowResult row = new TRowResult(bytes("r")).setColumns(Map.<ByteBuffer, TCell>of());
        server.on("scannerOpenWithScan", scan -> ids.getAndIncrement())
                .on("scannerGetList", scan -> List.of(row))
                .on("scannerClose", scan -> closed.add((Integer) scan[0]));
    }

    @AfterEach
    void close() throws Exception {
        testIsOver.countDown();
        server.close();
    }

    private ThriftPoolBuilder<Hbase.Client> pool() {
        return Pools.on(server).pool(settings -> settings.aliveBypass(Duration.ZERO));
    }

    /** The second answer takes longer than the client waits, which destroys the scan's transport and no other. */
    private void breakAScan(HBaseThriftTable table) throws Exception {
        breakOff(table.scan(HBaseScan.builder().build()));
    }

    private void breakOff(Stream<HBaseRow> scan) {
        try (Stream<HBaseRow> rows = scan) {
            server.on("scannerGetList", asked -> {
                testIsOver.await();
                return List.of();
            });
            assertThatThrownBy(() -> rows.forEach(row -> {})).isInstanceOf(UncheckedThriftException.class);
        }
    }

    @Test
    void anOlderTransportClosesIt() throws Exception {
        try (ThriftPool<Hbase.Client> pool =
                pool().readTimeout(Duration.ofMillis(200)).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, "t");
            ThriftLease<Hbase.Client> older = pool.acquire();
            breakAScan(table);
            assertThat(closed).isEmpty();
            older.close();
            await().untilAsserted(() -> assertThat(closed).containsExactly(100));
            assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(1, 0));
        }
    }

    @Test
    void aYoungerTransportNeverDoes() throws Exception {
        try (ThriftPool<Hbase.Client> pool =
                pool().maximumSize(1).readTimeout(Duration.ofMillis(200)).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, "t");
            Stream<HBaseRow> rows = table.scan(HBaseScan.builder().build());
            pool.resize(0, 2);
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
            breakOff(rows);
            await().untilAsserted(() -> assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(0, 1)));
            pool.call(Hbase.Client::getTableNames);
            assertThat(closed).isEmpty();
        }
    }

    @Test
    void behindABalancerNoOtherTransportDoes() throws Exception {
        try (ThriftPool<Hbase.Client> pool =
                pool().balanced(true).readTimeout(Duration.ofMillis(200)).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, "t");
            ThriftLease<Hbase.Client> older = pool.acquire();
            breakAScan(table);
            older.close();
            await().untilAsserted(() -> assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(0, 1)));
            pool.acquire().close();
            assertThat(closed).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void oneThatIsOpenedAfterItsTransportWasClosedIsCounted() throws Exception {
        try (ThriftPool<Hbase.Client> pool = pool().build()) {
            ClientHandle<Hbase.Client> lease = (ClientHandle<Hbase.Client>) pool.acquire();
            HBaseScanner late = new HBaseScanner(lease.newestSerial(), 100, "t");
            lease.retire(new IllegalStateException("as a revoke would"));
            await().until(() -> Pools.total(pool) == 0);
            lease.opened(late);
            assertThat(HBaseThriftTable.of(pool, "t").scanners()).isEqualTo(new HBaseScannerCounts(0, 1));
        }
    }

    @Test
    void aScanIsClosedWhileTheServerIsAskedWithoutWaitingForIt() throws Exception {
        try (ThriftPool<Hbase.Client> pool = pool().build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, "t");
            AtomicInteger asked = new AtomicInteger();
            server.on("scannerGetList", scan -> {
                asked.incrementAndGet();
                await().until(() -> pool.snapshot().leased() == 0);
                return List.of();
            });
            Stream<HBaseRow> rows = table.scan(HBaseScan.builder().build());
            Thread closer = new Thread(() -> {
                await().until(() -> asked.get() == 1);
                rows.close();
            });
            closer.start();
            assertThatThrownBy(() -> rows.forEach(row -> {}))
                    .isInstanceOf(UncheckedThriftException.class)
                    .hasMessageContaining("retired");
            closer.join();
        }
    }
}
