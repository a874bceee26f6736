package io.leasehold.thrift;

import static io.leasehold.thrift.HBaseScanTest.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.CannotOpenException;
import io.leasehold.testbed.hbase.HBaseThriftServer;
import io.leasehold.testbed.hbase.ThriftOptions;
import io.leasehold.testkit.proxy.Cut;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HBase's own Thrift server hangs up, dies in the middle, has too few workers, or is not what it was taken for. */
class HBaseServerFailureTest {

    @Test
    void nobodySeesABrokenPipeAfterTheServersReadTimeout() throws Exception {
        ThriftOptions impatient = ThriftOptions.defaults().withReadTimeout(Duration.ofMillis(300));
        try (HBaseThriftServer server = RealHBase.startThrift(impatient);
                ThriftPool<Hbase.Client> pool = RealHBase.pool(server)
                        .pool(settings -> settings.aliveBypass(Duration.ofMillis(100)))
                        .build()) {
            for (int round = 0; round < 2; round++) {
                inThreads(4, i -> pool.call(Hbase.Client::getTableNames));
                await().until(() -> server.openConnections() == 0);
                inThreads(4, i -> pool.call(Hbase.Client::getTableNames));
            }
        }
    }

    @Test
    void aRestartInMidScanFailsThatScanAndDisturbsNoOther() throws Exception {
        try (HBaseThriftServer server = RealHBase.startThrift(ThriftOptions.defaults());
                ThriftPool<Hbase.Client> pool = RealHBase.pool(server).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, RealHBase.TABLE);
            Stream<HBaseRow> old = table.scan(scan().build());
            Iterator<HBaseRow> oldRows = old.iterator();
            oldRows.next();
            server.restart();

            Iterator<HBaseRow> other = table.scan(scan().build()).iterator();
            List<String> read = new ArrayList<>(List.of(other.next().keyText()));
            assertThatThrownBy(() -> oldRows.forEachRemaining(row -> {}))
                    .isInstanceOf(UncheckedThriftException.class)
                    .hasCauseInstanceOf(TTransportException.class);
            old.close();
            other.forEachRemaining(row -> read.add(row.keyText()));
            assertThat(read).isEqualTo(rows(0, 50));
            assertThat(pool.snapshot().leased()).isZero();
            await().untilAsserted(() -> assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(0, 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScanThatMayResumeGoesOnAfterItsLastRow(boolean reverse) throws Exception {
        try (HBaseThriftServer server = RealHBase.startThrift(ThriftOptions.defaults());
                ThriftPool<Hbase.Client> pool = RealHBase.pool(server).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, RealHBase.TABLE);
            List<String> expected = new ArrayList<>(rows(0, 45));
            HBaseScanBuilder scan = scan().limit(45).resume(true);
            if (reverse) {
                expected = new ArrayList<>(rows(5, 50));
                Collections.reverse(expected);
                scan.reverse(true);
            }
            List<String> read = new ArrayList<>();
            try (Stream<HBaseRow> resuming = table.scan(scan.build())) {
                resuming.forEach(row -> {
                    read.add(row.keyText());
                    if (read.size() == 7 || read.size() == 22) {
                        server.restart();
                    }
                });
            }
            assertThat(read).isEqualTo(expected);
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    @Test
    void aScannerWhoseTransportDiedIsClosedOverAnOlderOne() throws Exception {
        int scanners = RealHBase.openScanners();
        HBaseThriftServer server = RealHBase.thrift();
        try (FaultProxy proxy = FaultProxy.to(server.host(), server.port());
                ThriftPool<Hbase.Client> pool = RealHBase.pool(proxy.port()).build()) {
            HBaseThriftTable table = HBaseThriftTable.of(pool, RealHBase.TABLE);
            ThriftLease<Hbase.Client> older = pool.acquire();
            try (Stream<HBaseRow> rows = table.scan(scan().build())) {
                Iterator<HBaseRow> iterator = rows.iterator();
                iterator.next();
                proxy.connections().get(1).reset();
                assertThatThrownBy(() -> iterator.forEachRemaining(row -> {}))
                        .isInstanceOf(UncheckedThriftException.class);
            }
            assertThat(RealHBase.openScanners()).isEqualTo(scanners + 1);
            older.close();
            await().untilAsserted(() -> assertThat(RealHBase.openScanners()).isEqualTo(scanners));
            assertThat(table.scanners()).isEqualTo(new HBaseScannerCounts(1, 0));
        }
    }

    @Test
    void moreThreadsThanWorkersAreServedWithinTheLimitOfTheEndpoint() throws Exception {
        try (HBaseThriftServer server =
                        RealHBase.startThrift(ThriftOptions.defaults().withWorkers(2));
                ThriftPool<Hbase.Client> pool =
                        RealHBase.pool(server).maximumSize(2).build()) {
            inThreads(8, i -> {
                for (int call = 0; call < 10; call++) {
                    pool.call(Hbase.Client::getTableNames);
                    assertThat(server.openConnections()).isLessThanOrEqualTo(2);
                }
                return null;
            });
            assertThat(pool.snapshot().total()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatSpeaksInOtherFramesIsNamedAsSuch(boolean framed) {
        try (HBaseThriftServer server =
                RealHBase.startThrift(ThriftOptions.defaults().withFramed(framed))) {
            ThriftPoolBuilder<Hbase.Client> mistaken = RealHBase.pool(server)
                    .framed(!framed)
                    .readTimeout(Duration.ofMillis(500))
                    .pool(settings -> settings.initializationFailTimeout(Duration.ZERO));
            assertThatThrownBy(mistaken::build)
                    .isInstanceOf(CannotOpenException.class)
                    .hasStackTraceContaining("framed/buffered mismatch?")
                    .hasStackTraceContaining("127.0.0.1:" + server.port());
            await().until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void garbageAndHalfAnAnswerDestroyTheTransport() throws Exception {
        HBaseThriftServer server = RealHBase.thrift();
        try (FaultProxy proxy = FaultProxy.to(server.host(), server.port());
                ThriftPool<Hbase.Client> pool =
                        RealHBase.pool(proxy.port()).maximumSize(1).build()) {
            pool.call(Hbase.Client::getTableNames);
            long first = proxy.connections().get(0).number();

            proxy.onOpen().cutAfter(Direction.TO_CLIENT, 20, Cut.FIN);
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TTransportException.class);
            proxy.heal();
            pool.call(Hbase.Client::getTableNames);
            long second = proxy.connections().get(0).number();

            proxy.onOpen().replace(Direction.TO_CLIENT, 8);
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TException.class);
            pool.call(Hbase.Client::getTableNames);
            assertThat(List.of(first, second, proxy.connections().get(0).number()))
                    .doesNotHaveDuplicates();
        }
    }

    private static HBaseScanBuilder scan() {
        return HBaseScan.builder().batchSize(5);
    }

    private interface Work {
        Object run(int thread) throws Exception;
    }

    private static void inThreads(int count, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Object>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> work.run(i)))
                    .toList();
            for (Future<Object> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
