package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseholdDataSourceTest {

    @Test
    void aConnectionIsALeaseThatCloseReturns() throws Exception {
        try (LeaseholdDataSource pool =
                LeaseholdDataSource.of(Map.of("jdbcUrl", "jdbc:h2:mem:a", "maximumPoolSize", "1"))) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("VALUES 7")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(7);
                    assertThat(pool.snapshot().leased()).isEqualTo(1);
                }
            }
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    @Test
    void aBeanBuildsItsPoolAtTheFirstUseAndRefusesToBeSetAfterIt() throws Exception {
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setJdbcUrl("jdbc:h2:mem:bean");
            bean.setMaximumPoolSize(2);
            bean.getConnection().close();

            assertThatThrownBy(() -> bean.setMaximumPoolSize(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("maximumPoolSize cannot be set any more");
        }
    }

    @Test
    void aDataSourceOfABuilderRefusesToBeSetAndBlamesNoFirstUseThatNeverWas() {
        try (LeaseholdDataSource pool =
                LeaseholdDataSource.builder().jdbcUrl("jdbc:h2:mem:late-set").build()) {
            assertThatThrownBy(() -> pool.setMaximumPoolSize(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "maximumPoolSize cannot be set any more, since the pool is built, at the first"
                                    + " use or by build(): set it before");
        }
    }

    @Test
    void aFullPoolIsTransientAndSaysSoByItsState() throws Exception {
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                        .jdbcUrl("jdbc:h2:mem:full")
                        .maximumPoolSize(1)
                        .connectionTimeout(Duration.ofMillis(50))
                        .build();
                Connection held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "08L01")
                    .hasMessageContaining(Thread.currentThread().getName());
        }
    }
}
