package consumer;

import io.leasehold.jdbc.LeaseholdDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A user of the JDBC pool on the module path; the README shows it. */
public class Main {
    public static void main(String[] args) throws SQLException {
        // tag::first-pool[]
        try (LeaseholdDataSource orders = LeaseholdDataSource.builder()
                .poolName("orders")
                .jdbcUrl("jdbc:h2:mem:orders")
                .username("sa")
                .maximumPoolSize(8)
                .leaseReportAfter(Duration.ofMinutes(1))
                .build()) {
            try (Connection connection = orders.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("values 'leased'")) {
                result.next();
                System.out.println(result.getString(1));
            }
        }
        // end::first-pool[]
    }
}
