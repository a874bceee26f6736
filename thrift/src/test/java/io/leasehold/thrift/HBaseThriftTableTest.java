package io.leasehold.thrift;

import static io.leasehold.thrift.RealHBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.hbase.HBaseCluster;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.IOError;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rows, cells and counters on a real HBase. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HBaseThriftTableTest {
    private ThriftPool<Hbase.Client> pool;
    private HBaseThriftTable table;

    @BeforeAll
    void createTheTable() {
        RealHBase.thrift();
        HBaseCluster.shared().createTable("rows", "f", "g");
        pool = RealHBase.pool(RealHBase.thrift()).maximumSize(1).build();
        table = HBaseThriftTable.of(pool, "rows");
    }

    @AfterAll
    void close() {
        pool.close();
    }

    @Test
    void whatIsPutIsReadBack() throws Exception {
        byte[] row = bytes("put");
        table.put(row, Map.of("f:a", bytes("1"), "f:b\\x00\\xFF", bytes("2"), "g:c", bytes("3")));
        HBaseRow read = table.row(row).orElseThrow();
        assertThat(read.keyText()).isEqualTo("put");
        assertThat(read.cells().keySet()).containsExactly("f:a", "f:b\\x00\\xFF", "g:c");
        assertThat(read.cell("f:b\\x00\\xFF").orElseThrow().text()).isEqualTo("2");
        assertThat(table.row(row, "g").orElseThrow().cells().keySet()).containsExactly("g:c");
        assertThat(table.row(row, "f:a", "g:c").orElseThrow().cells()).hasSize(2);
        assertThat(table.row(bytes("no such row"))).isEmpty();
    }

    @Test
    void ofManyRowsThoseThatThereAreAreGiven() throws Exception {
        for (String row : List.of("many-1", "many-2")) {
            table.put(bytes(row), Map.of("f:a", bytes(row)));
        }
        List<byte[]> asked = List.of(bytes("many-1"), bytes("many-0"), bytes("many-2"));
        assertThat(table.rows(asked)).extracting(HBaseRow::keyText).containsExactlyInAnyOrder("many-1", "many-2");
        assertThat(table.rows(asked, "g")).isEmpty();
        assertThat(table.rows(List.of())).isEmpty();
    }

    @Test
    void aTimestampMeansOlderThanOnReadingAndUpToOnDeleting() throws Exception {
        byte[] row = bytes("times");
        table.put(row, Map.of("f:a", bytes("old")), 100);
        table.put(row, Map.of("f:a", bytes("new")), 200);
        assertThat(table.row(row).orElseThrow().cell("f:a").orElseThrow().timestamp())
                .isEqualTo(200);
        assertThat(table.rowBefore(row, 200)
                        .orElseThrow()
                        .cell("f:a")
                        .orElseThrow()
                        .text())
                .isEqualTo("old");
        assertThat(table.rowBefore(row, 100)).isEmpty();
        assertThat(table.rowsBefore(List.of(row), 201, "f:a")).hasSize(1);

        table.deleteUpTo(row, 200, "f:a");
        assertThat(table.row(row)).isEmpty();
        table.put(row, Map.of("f:a", bytes("newer")), 300);
        table.deleteUpTo(row, 299);
        assertThat(table.row(row)).isPresent();
    }

    @Test
    void cellsAreTheVersionsNewestFirst() throws Exception {
        byte[] row = bytes("versions");
        table.put(row, Map.of("f:a", bytes("1")), 10);
        table.put(row, Map.of("f:a", bytes("2")), 20);
        assertThat(table.cells(row, "f:a", 5)).extracting(HBaseCell::text).containsExactly("2");
        assertThat(table.cellsBefore(row, "f:a", 5, 20))
                .extracting(HBaseCell::timestamp)
                .containsExactly(10L);
        assertThat(table.cells(row, "f:none", 5)).isEmpty();
        assertThatThrownBy(() -> table.cells(row, "f:a", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        byte[] row = bytes("deleted");
        Map<String, byte[]> values = Map.of("f:a", bytes("1"), "f:b", bytes("2"), "g:c", bytes("3"));
        table.put(row, values);
        table.delete(row, "f:a");
        assertThat(table.row(row).orElseThrow().cells().keySet()).containsExactly("f:b", "g:c");
        table.delete(row, "f");
        assertThat(table.row(row).orElseThrow().cells().keySet()).containsExactly("g:c");
        table.put(row, values);
        table.delete(row);
        assertThat(table.row(row)).isEmpty();
    }

    @Test
    void aBatchIsSentWhenFullAndAtItsEnd() throws Exception {
        table.batch(2, batch -> {
            batch.put(bytes("batch-1"), Map.of("f:a", bytes("1")));
            assertThat(pool.snapshot().leased()).isZero();
            assertThat(table.row(bytes("batch-1"))).isEmpty();
            batch.put(bytes("batch-2"), Map.of("f:a", bytes("2")));
            assertThat(table.row(bytes("batch-1"))).isPresent();
            batch.put(bytes("batch-3"), Map.of("f:a", bytes("3")));
            assertThat(table.row(bytes("batch-3"))).isEmpty();
        });
        assertThat(table.row(bytes("batch-3"))).isPresent();
        table.batch(100, batch -> batch.delete(bytes("batch-3"), "f:a"));
        assertThat(table.row(bytes("batch-3"))).isEmpty();
    }

    @Test
    void aBatchWhoseBodyThrowsSendsNoMore() throws Exception {
        assertThatThrownBy(() -> table.batch(100, batch -> {
                    batch.put(bytes("half"), Map.of("f:a", bytes("1")));
                    throw new TException("the source ran dry");
                }))
                .hasMessage("the source ran dry");
        assertThat(table.row(bytes("half"))).isEmpty();
    }

    @Test
    void countersCountAndReadingOneWritesNothing() throws Exception {
        byte[] row = bytes("counter");
        assertThat(table.counter(row, "f:n")).isZero();
        assertThat(table.row(row)).isEmpty();
        assertThat(table.increment(row, "f:n", 3)).isEqualTo(3);
        assertThat(table.increment(row, "f:n", -5)).isEqualTo(-2);
        assertThat(table.counter(row, "f:n")).isEqualTo(-2);
        table.setCounter(row, "f:n", 40);
        assertThat(table.increment(row, "f:n", 2)).isEqualTo(42);
        table.put(row, Map.of("f:t", bytes("no number")));
        assertThatThrownBy(() -> table.counter(row, "f:t")).hasMessageContaining("9 bytes is no counter");
    }

    @Test
    void aMissingTableOrFamilyIsNamedAndTheClientStaysGood() throws Exception {
        HBaseThriftTable missing = HBaseThriftTable.of(pool, "no_such_table");
        assertThatThrownBy(() -> missing.row(bytes("r")))
                .isInstanceOf(IOError.class)
                .hasMessageContaining("table 'no_such_table'")
                .hasMessageNotContaining("\n")
                .hasCauseInstanceOf(IOError.class);
        assertThatThrownBy(() -> missing.scan(HBaseScan.builder().build()).toList())
                .hasMessageContaining("table 'no_such_table'");
        assertThatThrownBy(() -> table.put(bytes("r"), Map.of("nofamily:a", bytes("1"))))
                .isInstanceOf(IOError.class)
                .hasMessageContaining("table 'rows'")
                .hasMessageContaining("nofamily");
        assertThatThrownBy(
                        () -> table.scan(HBaseScan.builder().columns("nofamily").build())
                                .toList())
                .hasMessageContaining("table 'rows'")
                .hasMessageContaining("nofamily");
        assertThat(pool.snapshot().leased()).isZero();
        assertThat(pool.snapshot().total()).isEqualTo(1);
        table.row(bytes("r"));
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> table.put(bytes("r"), Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.row(bytes("r"), "f:\u00fc")).hasMessageContaining("beyond ASCII");
        assertThatThrownBy(() -> table.row(bytes("r"), "f:\\x4")).hasMessageContaining("two hexadecimal digits");
        assertThatThrownBy(() -> HBaseScan.builder()
                        .batchSize(0)
                        .limit(0)
                        .prefix(bytes("a"))
                        .start(bytes("b"))
                        .build())
                .hasMessageContaining("batchSize")
                .hasMessageContaining("limit")
                .hasMessageContaining("prefix");
    }
}
