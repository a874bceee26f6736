package io.leasehold.lab.trials;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a caller does with a connection to a real database. */
enum RealWork {
    SELECT("select 1") {
        @Override
        void run(Connection connection, int caller) throws SQLException {
            read(connection, "select 1");
        }
    },
    TRANSACTION("a small transaction") {
        @Override
        void run(Connection connection, int caller) throws SQLException {
            try (PreparedStatement update =
                    connection.prepareStatement("update lab_account set balance = balance + 1 where id = ?")) {
                update.setInt(1, caller);
                update.executeUpdate();
            }
            read(connection, "select balance from lab_account where id = " + caller);
            connection.commit();
        }
    };

    final String title;

    RealWork(String title) {
        this.title = title;
    }

    boolean autoCommit() {
        return this == SELECT;
    }

    /** @param caller whose row it is, from 0: nobody waits for another's */
    abstract void run(Connection connection, int caller) throws SQLException;

    private static void read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getLong(1);
            }
        }
    }
}
