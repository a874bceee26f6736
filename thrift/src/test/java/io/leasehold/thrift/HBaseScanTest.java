package io.leasehold.thrift;

import static io.leasehold.thrift.RealHBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.testbed.hbase.HBaseCluster;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scan is lazy, is its own lease, and leaves no scanner behind, whichever way it ends. */
class HBaseScanTest {
    private ThriftPool<Hbase.Client> pool;
    private HBaseThriftTable table;
    private int scanners;

    @BeforeEach
    void open() {
        pool = RealHBase.pool(RealHBase.thrift()).build();
        table = HBaseThriftTable.of(pool, RealHBase.TABLE);
        scanners = RealHBase.openScanners();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(pool.snapshot().leased()).isZero();
        await().untilAsserted(() -> assertThat(RealHBase.openScanners()).isEqualTo(scanners));
        pool.close();
    }

    @Test
    void allRowsComeHoweverSmallTheBatches() throws Exception {
        for (int batch : new int[] {1, 7, 50, 1000}) {
            assertThat(keys(HBaseScan.builder().batchSize(batch))).isEqualTo(rows(0, 50));
            assertThat(RealHBase.openScanners()).isEqualTo(scanners);
        }
        assertThat(pool.snapshot().total()).isEqualTo(1);
    }

    @Test
    void aScanThatIsReadAfterItsMakersReturnIsWhole() throws Exception {
        Stream<HBaseRow> escaped = recentEvents();
        pool.call(Hbase.Client::getTableNames);
        assertThat(pool.snapshot().leased()).isEqualTo(1);
        assertThat(escaped.map(HBaseRow::keyText)).containsExactlyElementsOf(rows(0, 50));
        assertThat(pool.snapshot().leased()).isZero();
    }

    private Stream<HBaseRow> recentEvents() throws Exception {
        return table.scan(HBaseScan.builder().batchSize(10).build());
    }

    @Test
    void anotherThreadMayReadIt() throws Exception {
        Stream<HBaseRow> handedOver = recentEvents();
        List<String> read = CompletableFuture.supplyAsync(
                        () -> handedOver.map(HBaseRow::keyText).toList())
                .get();
        assertThat(read).isEqualTo(rows(0, 50));
    }

    @Test
    void aScanThatIsBrokenOffClosesItsScannerAtOnce() throws Exception {
        try (Stream<HBaseRow> some = recentEvents()) {
            assertThat(some.limit(3).toList()).hasSize(3);
            assertThat(RealHBase.openScanners()).isEqualTo(scanners + 1);
        }
        assertThat(RealHBase.openScanners()).isEqualTo(scanners);
        assertThat(pool.snapshot().total()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheReadersClosesItsScannerToo() {
        assertThatThrownBy(() -> {
                    try (Stream<HBaseRow> some = recentEvents()) {
                        some.forEach(row -> {
                            throw new IllegalStateException("cannot use this row");
                        });
                    }
                })
                .hasMessage("cannot use this row");
        assertThat(RealHBase.openScanners()).isEqualTo(scanners);
        assertThat(pool.snapshot().total()).isEqualTo(1);
    }

    @Test
    void aScanThatIsForgottenIsTakenBackAndItsScannerClosed() throws Exception {
        try (ThriftPool<Hbase.Client> watched = RealHBase.pool(RealHBase.thrift())
                .pool(settings -> settings.abandonedAfter(Duration.ofMillis(100)))
                .build()) {
            HBaseThriftTable other = HBaseThriftTable.of(watched, RealHBase.TABLE);
            forget(other);
            assertThat(RealHBase.openScanners()).isEqualTo(scanners + 1);
            await().untilAsserted(() -> {
                System.gc();
                assertThat(watched.snapshot().leased()).isZero();
                assertThat(RealHBase.openScanners()).isEqualTo(scanners);
            });
            assertThat(other.scanners()).isEqualTo(new HBaseScannerCounts(1, 0));
        }
    }

    private static void forget(HBaseThriftTable table) throws Exception {
        Iterator<HBaseRow> rows =
                table.scan(HBaseScan.builder().batchSize(2).build()).iterator();
        assertThat(rows.next().keyText()).isEqualTo("row-00000");
    }

    @Test
    void aPoolThatClosesClosesTheScannersOfItsScans() throws Exception {
        Stream<HBaseRow> rows = recentEvents();
        Iterator<HBaseRow> iterator = rows.iterator();
        iterator.next();
        pool.close();
        await().untilAsserted(() -> assertThat(RealHBase.openScanners()).isEqualTo(scanners));
        assertThat(table.scanners().left()).isZero();
        assertThatThrownBy(() -> iterator.forEachRemaining(row -> {}))
                .isInstanceOf(UncheckedThriftException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void aScanThatIsClosedElsewhereDoesNotPretendToBeComplete() throws Exception {
        Stream<HBaseRow> rows = recentEvents();
        Iterator<HBaseRow> iterator = rows.iterator();
        iterator.next();
        CompletableFuture.runAsync(rows::close).get();
        assertThatThrownBy(() -> iterator.forEachRemaining(row -> {})).hasMessageContaining("closed before its end");
    }

    @Test
    void aLimitEndsTheScanWithTheBatchThatReachesIt() throws Exception {
        try (Stream<HBaseRow> rows =
                table.scan(HBaseScan.builder().batchSize(10).limit(15).build())) {
            Iterator<HBaseRow> iterator = rows.iterator();
            for (int i = 0; i < 11; i++) {
                iterator.next();
            }
            assertThat(RealHBase.openScanners()).isEqualTo(scanners);
            assertThat(pool.snapshot().leased()).isZero();
            assertThat(iterator).toIterable().hasSize(4);
        }
    }

    @Test
    void startIsIncludedAndStopIsNotInEitherDirection() throws Exception {
        HBaseScanBuilder range = HBaseScan.builder().start(bytes("row-00010")).stop(bytes("row-00013"));
        assertThat(keys(range)).containsExactly("row-00010", "row-00011", "row-00012");
        HBaseScanBuilder back = HBaseScan.builder()
                .start(bytes("row-00012"))
                .stop(bytes("row-00010"))
                .reverse(true);
        assertThat(keys(back)).containsExactly("row-00012", "row-00011");
        assertThat(keys(HBaseScan.builder().reverse(true).limit(2))).containsExactly("row-00049", "row-00048");
    }

    @Test
    void aPrefixHoldsInEitherDirectionForItsOwnRowAndItsNeighbours() throws Exception {
        HBaseCluster.shared().createTable("prefixed", "f");
        HBaseThriftTable prefixed = HBaseThriftTable.of(pool, "prefixed");
        for (String row : List.of("a", "b", "b0", "b\u007f", "c", "c0")) {
            prefixed.put(bytes(row), Map.of("f:q", bytes(row)));
        }
        HBaseScanBuilder scan = HBaseScan.builder().prefix(bytes("b")).batchSize(1);
        assertThat(keys(prefixed, scan)).containsExactly("b", "b0", "b\u007f");
        assertThat(keys(prefixed, scan.reverse(true))).containsExactly("b\u007f", "b0", "b");
    }

    @Test
    void columnsFilterTimestampAndWideRowsAreAsAsked() throws Exception {
        HBaseCluster.shared().createTable("wide", "f", "g");
        HBaseThriftTable wide = HBaseThriftTable.of(pool, "wide");
        for (int i = 0; i < 3; i++) {
            wide.put(bytes("r" + i), Map.of("f:a", bytes("1"), "f:b", bytes("2"), "g:c", bytes("3")), 100 + i);
        }
        assertThat(rowsOf(wide, HBaseScan.builder().columns("g")))
                .allSatisfy(row -> assertThat(row.cells().keySet()).containsExactly("g:c"));
        assertThat(rowsOf(wide, HBaseScan.builder().filter("PrefixFilter('r1')")))
                .hasSize(1);
        assertThat(rowsOf(wide, HBaseScan.builder().before(102))).hasSize(2);
        assertThat(rowsOf(wide, HBaseScan.builder().cellsPerRow(2).cacheBlocks(false)))
                .extracting(row -> row.cells().size())
                .containsExactly(2, 1, 2, 1, 2, 1);
        assertThatThrownBy(() -> rowsOf(wide, HBaseScan.builder().filter("NoSuchFilter()")))
                .hasMessageContaining("table 'wide'");
    }

    private List<String> keys(HBaseScanBuilder scan) throws Exception {
        return keys(table, scan);
    }

    private static List<String> keys(HBaseThriftTable table, HBaseScanBuilder scan) throws Exception {
        return rowsOf(table, scan).stream().map(HBaseRow::keyText).toList();
    }

    private static List<HBaseRow> rowsOf(HBaseThriftTable table, HBaseScanBuilder scan) throws Exception {
        try (Stream<HBaseRow> rows = table.scan(scan.build())) {
            return rows.toList();
        }
    }

    static List<String> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> String.format("row-%05d", i))
                .toList();
    }
}
