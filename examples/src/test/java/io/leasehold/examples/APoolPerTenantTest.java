package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class APoolPerTenantTest {

    @Test
    void eachTenantSeesItsOwnDatabaseAndGoesWhenItIsToldTo() throws Exception {
        String acme = database("acme", 3);
        String globex = database("globex", 5);
        try (APoolPerTenant tenants = new APoolPerTenant()) {
            assertThat(tenants.orders(acme, "sa", "")).isEqualTo(3);
            assertThat(tenants.orders(globex, "sa", "")).isEqualTo(5);
            assertThat(tenants.open()).isEqualTo(2);
            tenants.left(acme, "sa", "");
            Awaitility.await().untilAsserted(() -> assertThat(tenants.open()).isOne());
        }
    }

    private static String database(String name, int orders) throws SQLException {
        String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id INT)");
            statement.execute("INSERT INTO orders SELECT X FROM SYSTEM_RANGE(1, " + orders + ")");
        }
        return url;
    }
}
