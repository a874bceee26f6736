package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many rows are fetched at a time. */
class FetchPaceTest {

    private static final long MB = 1L << 20;
    private static final FetchLimits LARGE = new FetchLimits(100 * MB, 1_000 * MB);

    private final List<Integer> sizes = new ArrayList<>();
    private boolean isRefused;
    private final ResultSet rows = (ResultSet) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ResultSet.class}, (self, call, given) -> {
                assertThat(call.getName()).isEqualTo("setFetchSize");
                sizes.add((Integer) given[0]);
                if (isRefused) {
                    throw new SQLFeatureNotSupportedException("no other number");
                }
                return null;
            });

    private static void pass(FetchPace pace, int count, long ofEach) throws SQLException {
        for (int i = 0; i < count; i++) {
            pace.row(ofEach);
        }
    }

    @Test
    void fewAreFetchedUntilItIsKnownWhatTheyAre() throws SQLException {
        FetchPace pace = new FetchPace(rows, LARGE, 400);
        assertThat(LARGE.firstRows()).isEqualTo(50);
        pass(pace, 49, 10);
        assertThat(sizes).isEmpty();
        pass(pace, 1, 10);
        assertThat(sizes).containsExactly(2_000);
    }

    @Test
    void wideRowsAreFetchedByTheFourMegabytes() throws SQLException {
        FetchPace pace = new FetchPace(rows, LARGE, 400);
        pass(pace, 50, MB);
        assertThat(sizes).containsExactly(4);
        pass(pace, 4, 100 * MB);
        assertThat(sizes).containsExactly(4, 1);
        pass(pace, 1, 1 << 10);
        assertThat(sizes).as("as wide as the latest ones").containsExactly(4, 1, 2_000);
    }

    @Test
    void oneWideRowAmongNarrowOnesIsWhatIsReckonedWith() throws SQLException {
        FetchPace pace = new FetchPace(rows, LARGE, 400);
        pass(pace, 49, 10);
        pass(pace, 1, MB);
        assertThat(sizes).containsExactly(4);
    }

    @Test
    void rowsOfNothingAreRows() throws SQLException {
        FetchPace pace = new FetchPace(rows, LARGE, 1);
        pass(pace, 50, 0);
        pass(pace, 2_000, 0);
        assertThat(sizes).containsExactly(2_000, 2_000);
    }

    @Test
    void rowsThatWereNarrowAllowNoMoreThanTheirColumnsDo() throws SQLException {
        long text = new JdbcColumn(Types.VARCHAR, "text", Integer.MAX_VALUE, 0, true).widest();
        FetchPace pace = new FetchPace(rows, LARGE, text);
        pass(pace, 50, 10);
        pass(pace, 400, 10);
        assertThat(sizes).as("a quarter of a megabyte each is what may come").containsExactly(400, 400);
    }

    @Test
    void whateverComesFitsIntoWhatThereIsAndIsOneRowAtLeast() {
        FetchLimits small = new FetchLimits(5 * MB, 50 * MB);
        assertThat(small.firstRows()).isEqualTo(20);
        assertThat(small.rows(100 * MB)).isEqualTo(20);
        assertThat(small.rows(64 << 10)).isEqualTo(80);
        assertThat(new FetchLimits(1, 1).firstRows()).isEqualTo(1);
    }

    @Test
    void aDriverThatTakesNoOtherNumberKeepsTheFirst() throws SQLException {
        isRefused = true;
        FetchPace pace = new FetchPace(rows, LARGE, 400);
        pass(pace, 500, 10);
        assertThat(sizes).hasSize(1);
    }
}
