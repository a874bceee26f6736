package io.leasehold.drills.databases;

import io.leasehold.drills.BadInputException;
import java.net.BindException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.tools.Server;

/**
 * An H2 server on the loopback interface with one database in memory: what drills run against unless they are told of
 * another. Started and stopped by one thread.
 */
public final class EmbeddedH2 implements AutoCloseable {

    private static final String USER = "drill";

    /** Busy without work for the processor, which the pool under test needs; row by row, so that it can be cancelled. */
    private static final String SLEEP = "SELECT COUNT(*) FROM SYSTEM_RANGE(1, %d) WHERE DRILL_SLEEP(1) IS NULL";

    static {
        // H2 has no other way to say it, and reads it once: nobody outside this machine has business here.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private final Server server;
    private final String password = UUID.randomUUID().toString();
    private final String name = "drill-" + UUID.randomUUID();

    /**
     * @param port where it listens, 0 for a free port
     * @throws BadInputException if the port is in use
     */
    public EmbeddedH2(int port) {
        try {
            server = Server.createTcpServer("-tcpPort", Integer.toString(port), "-ifNotExists")
                    .start();
        } catch (SQLException e) {
            throw new BadInputException(inUse(port, e), e);
        }
    }

    /** The database itself; it lives in memory until the server is closed. */
    public Database database() {
        String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name + ";DB_CLOSE_DELAY=-1";
        Database database = Database.at(JdbcAddress.of(url), USER, password, null);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS IF NOT EXISTS DRILL_SLEEP FOR \"java.lang.Thread.sleep(long)\"");
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded H2 refused a function of its owner", e);
        }
        return database.busyBy(SLEEP);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String inUse(int port, SQLException e) {
        boolean taken = e.getErrorCode() == 90061 || e.getCause() instanceof BindException;
        return taken
                ? "--database-port " + port
                        + ": the port is in use, or not allowed: give another, or leave it out for a free one."
                : "The embedded H2 does not start: " + e.getMessage();
    }
}
