package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream of rows is a lease. */
class RowStreamTest {

    private final LeaseholdDataSource pool = LeaseholdDataSource.builder()
            .jdbcUrl("jdbc:h2:mem:rows")
            .maximumPoolSize(1)
            .build();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void exhaustingItReturnsTheLease() throws Exception {
        Stream<Integer> rows = numbers();
        assertThat(leased()).isOne();

        assertThat(rows.toList()).hasSize(100).startsWith(1, 2, 3);
        assertThat(leased()).isZero();
    }

    @Test
    void breakingOffNeedsClose() throws Exception {
        try (Stream<Integer> rows = numbers()) {
            assertThat(rows.limit(3).toList()).isEqualTo(List.of(1, 2, 3));
            assertThat(leased()).isOne();
        }
        assertThat(leased()).isZero();
    }

    @Test
    void anIteratorOfItReturnsTheLeaseAtItsEnd() throws Exception {
        Iterator<Integer> rows = numbers().iterator();
        int count = 0;
        while (rows.hasNext()) {
            rows.next();
            count++;
        }
        assertThat(count).isEqualTo(100);
        assertThat(leased()).isZero();
    }

    @Test
    void flatMapClosesIt() {
        long count = Stream.of(1, 2)
                .flatMap(i -> {
                    try {
                        return numbers().limit(10);
                    } catch (SQLException e) {
                        throw new UncheckedSqlException(e);
                    }
                })
                .count();
        assertThat(count).isEqualTo(20);
        assertThat(leased()).isZero();
    }

    @Test
    void closingItTwiceDoesNothing() throws Exception {
        Stream<Integer> rows = numbers();
        rows.close();
        rows.close();
        assertThat(leased()).isZero();
    }

    @Test
    void anErrorOfTheMapperReturnsTheLease() throws Exception {
        Stream<Integer> rows = pool.stream("VALUES 1", s -> {}, row -> {
            throw new IllegalStateException("mine");
        });
        assertThatThrownBy(rows::toList).hasMessage("mine");
        assertThat(leased()).isZero();
    }

    @Test
    void anErrorOfTheDriverInTheMiddleReturnsTheLease() throws Exception {
        Stream<Integer> rows = pool.stream("VALUES 'x'", s -> {}, row -> row.getInt(1));
        assertThatThrownBy(rows::toList)
                .isInstanceOf(UncheckedSqlException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(leased()).isZero();
    }

    @Test
    void aQueryThatFailsReturnsTheLease() {
        assertThatThrownBy(() -> pool.stream("SELECT nonsense", s -> {}, row -> 1))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> pool.stream(
                        "VALUES 1",
                        s -> {
                            throw new SQLException("binder");
                        },
                        row -> 1))
                .hasMessage("binder");
        assertThat(leased()).isZero();
    }

    private Stream<Integer> numbers() throws SQLException {
        return pool.stream("SELECT x FROM SYSTEM_RANGE(1, ?)", s -> s.setInt(1, 100), row -> row.getInt(1));
    }

    private int leased() {
        return pool.snapshot().leased();
    }
}
