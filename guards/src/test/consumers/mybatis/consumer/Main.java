package consumer;

import io.leasehold.mybatis.LeaseholdDataSourceFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;

/** A user of the MyBatis integration on the module path. */
public class Main {
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("url", "jdbc:h2:mem:orders");
        LeaseholdDataSourceFactory factory = new LeaseholdDataSourceFactory();
        factory.setProperties(properties);
        DataSource orders = factory.getDataSource();
        System.out.println(lease(orders));
        ((AutoCloseable) orders).close();
    }

    private static String lease(DataSource orders) throws SQLException {
        try (Connection connection = orders.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("values 'leased'")) {
            result.next();
            return result.getString(1);
        }
    }
}
