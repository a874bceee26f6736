package io.leasehold.lab.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A pool under measurement and the way to close it. */
public record OpenPool(DataSource dataSource, AutoCloseable closer) implements AutoCloseable {
    /** Holds every connection at once, so that none is opened while the clock runs. */
    public OpenPool filled(int size) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(dataSource.getConnection());
        }
        for (Connection connection : all) {
            connection.close();
        }
        return this;
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}
