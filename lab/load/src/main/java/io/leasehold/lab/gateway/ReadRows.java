package io.leasehold.lab.gateway;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The JVM that reads rows, by whatever driver the url names, some times over, and tells of the last time: rows, nanoseconds from the
 * statement to the end, and a sum over all values. Knows nothing but JDBC, since Hive's driver allows nothing beside it.
 */
final class ReadRows {
    private ReadRows() {}

    /** @param arguments url, user, password, query, fetch size, how often, and whether autocommit must be off for it to stream */
    public static void main(String[] arguments) throws SQLException {
        String query = arguments[3];
        int fetchSize = Integer.parseInt(arguments[4]);
        int times = Integer.parseInt(arguments[5]);
        long[] last = {};
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
            if (Boolean.parseBoolean(arguments[6])) {
                connection.setAutoCommit(false);
            }
            for (int i = 0; i < times; i++) {
                last = read(connection, query, fetchSize);
            }
        }
        System.out.println(last[0] + " " + last[1] + " " + last[2]);
        System.out.flush();
        // threads of a driver may be no daemons
        System.exit(0);
    }

    private static long[] read(Connection connection, String query, int fetchSize) throws SQLException {
        long rows = 0;
        long sum = 0;
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetchSize);
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows++;
                    sum += result.getLong(1)
                            + result.getString(2).length()
                            + result.getBigDecimal(3).intValue()
                            + (result.getTimestamp(4).getTime() & 0xffff)
                            + (result.getBoolean(5) ? 1 : 0);
                }
            }
        }
        return new long[] {rows, System.nanoTime() - start, sum};
    }
}
