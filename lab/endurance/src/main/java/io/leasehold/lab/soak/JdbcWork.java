package io.leasehold.lab.soak;

import io.leasehold.PoolSnapshot;
import io.leasehold.jdbc.LeaseholdDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC pool on H2: queries, transactions that leave a changed session, errors, deaths, leases held past their term, abandoned,
 * or returned by another thread, time-outs and resizes. Safe for any thread.
 */
final class JdbcWork implements Work {
    private static final int PLACES = 5;
    private static final int ROWS = 64;
    private static final Duration TERM = Duration.ofMillis(300);

    /** Beyond whatever a busy machine may keep the housekeeper from its work. */
    private static final Duration FAR_TOO_LATE = TERM.plusSeconds(10);

    private final Tally tally;
    private final Connection keepsDatabase;
    private final LeaseholdDataSource pool;
    private final AtomicReference<@Nullable Connection> lyingAbout = new AtomicReference<>();

    JdbcWork(Tally tally) throws SQLException {
        this.tally = tally;
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:soak");
        keepsDatabase = h2.getConnection();
        try (Statement statement = keepsDatabase.createStatement()) {
            statement.execute("create table account(id int primary key, balance int)");
            statement.execute("insert into account select x, 0 from system_range(0, " + (ROWS - 1) + ")");
        }
        pool = LeaseholdDataSource.builder()
                .poolName("soak")
                .dataSource(Faults.in(h2))
                .maximumPoolSize(PLACES)
                .connectionTimeout(Duration.ofMillis(20))
                .maxLifetime(Duration.ofSeconds(3))
                .keepaliveTime(Duration.ofSeconds(1))
                .leaseTerm(TERM)
                .abandonedAfter(Duration.ofMillis(100))
                .siteSampling(64)
                .registerMbeans(true)
                .initializationFailTimeout(Duration.ofMillis(-1))
                .build();
    }

    @Override
    public void step(SplittableRandom random) {
        int dice = random.nextInt(10_000);
        if (dice == 0) {
            resize(random);
            return;
        }
        try {
            Connection connection = pool.getConnection();
            if (dice <= 2) {
                tally.saw("jdbc: abandoned");
            } else if (dice == 3) {
                holdPastTerm(connection);
            } else {
                use(connection, dice, random);
            }
        } catch (SQLException e) {
            tally.saw("jdbc: refused or failed, SQLState " + e.getSQLState());
        }
    }

    private void use(Connection connection, int dice, SplittableRandom random) throws SQLException {
        if (dice < 300) {
            Connection other = lyingAbout.getAndSet(connection);
            if (other != null) {
                query(other, random);
                other.close();
                tally.saw("jdbc: returned by another thread");
            }
            return;
        }
        try (connection) {
            if (dice < 2_000) {
                transaction(connection, random);
            } else if (dice < 2_300) {
                connection.prepareStatement("select nothing from nowhere");
            } else {
                query(connection, random);
            }
        }
    }

    private void query(Connection connection, SplittableRandom random) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select balance from account where id = ?");
        statement.setInt(1, random.nextInt(ROWS));
        ResultSet rows = statement.executeQuery();
        rows.next();
        if (random.nextBoolean()) {
            rows.close();
            statement.close();
        }
        tally.saw("jdbc: queries");
    }

    private void transaction(Connection connection, SplittableRandom random) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (PreparedStatement change =
                connection.prepareStatement("update account set balance = balance + 1 where id = ?")) {
            change.setInt(1, random.nextInt(ROWS));
            change.executeUpdate();
        }
        if (random.nextBoolean()) {
            connection.commit();
        }
        tally.saw("jdbc: transactions, left to the reset");
    }

    private void holdPastTerm(Connection connection) throws SQLException {
        long until = System.nanoTime() + FAR_TOO_LATE.toNanos();
        while (System.nanoTime() - until < 0 && !connection.isClosed()) {
            LockSupport.parkNanos(TERM.toNanos() / 10);
        }
        if (connection.isClosed()) {
            tally.saw("jdbc: revoked at its term");
        } else {
            tally.wrong("jdbc: not revoked 10 s after its term");
        }
        connection.close();
    }

    private void resize(SplittableRandom random) {
        int size = 1 + random.nextInt(PLACES);
        pool.resize(size, size);
        if (random.nextInt(4) == 0) {
            pool.retireAll();
        }
        pool.resize(PLACES, PLACES);
        tally.saw("jdbc: resized");
    }

    @Override
    public void letGo() {
        lyingAbout.set(null);
    }

    @Override
    public boolean isAtRest() {
        PoolSnapshot now = pool.snapshot();
        return now.idle() == PLACES && now.total() == PLACES && now.opening() == 0 && now.lost() == 0;
    }

    @Override
    public void close() {
        pool.close();
        try {
            keepsDatabase.close();
        } catch (SQLException e) {
            tally.wrong("jdbc: the database did not close: " + e);
        }
    }

    @Override
    public String toString() {
        return "the JDBC pool, " + pool.snapshot();
    }
}
