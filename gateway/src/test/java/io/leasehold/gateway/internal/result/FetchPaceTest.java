package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many rows are fetched at a time. */
class FetchPaceTest {

    private final List<Integer> sizes = new ArrayList<>();
    private final ResultSet rows = (ResultSet) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ResultSet.class}, (self, call, given) -> {
                assertThat(call.getName()).isEqualTo("setFetchSize");
                sizes.add((Integer) given[0]);
                return null;
            });
    private final FetchPace pace = new FetchPace(rows);

    private void pass(int count, long ofEach) throws SQLException {
        for (int i = 0; i < count; i++) {
            pace.row(ofEach);
        }
    }

    @Test
    void fewAreFetchedUntilItIsKnownHowWideTheyAre() throws SQLException {
        pass(49, 10);
        assertThat(sizes).isEmpty();
        pass(1, 10);
        assertThat(sizes).containsExactly(2_000);
    }

    @Test
    void wideRowsAreFetchedByTheFourMegabytes() throws SQLException {
        pass(50, 1 << 20);
        assertThat(sizes).containsExactly(4);
        pass(4, 100 << 20);
        assertThat(sizes).containsExactly(4, 1);
        pass(1, 1 << 10);
        assertThat(sizes).as("as wide as the latest ones").containsExactly(4, 1, 2_000);
    }

    @Test
    void rowsOfNothingAreRows() throws SQLException {
        pass(50, 0);
        pass(2_000, 0);
        assertThat(sizes).containsExactly(2_000, 2_000);
    }
}
