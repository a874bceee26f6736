package io.leasehold.lab.chaos.run;

import io.leasehold.PoolSnapshot;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** What must be so once everybody has gone: counts that agree, the whole maximum to be had, every token where it belongs. One thread's. */
final class Quiet {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Field field;
    private final Judge judge;
    private final Duration grace;
    private final DroppedSockets dropped = new DroppedSockets();

    Quiet(Field field, Duration grace) {
        this.field = field;
        this.grace = grace;
        this.judge = field.judge();
    }

    /** Ends what a network forgot, as a peer's next packet or its keep-alive would. */
    static void endForgotten(Field field) {
        field.proxies().forEach(FaultProxy::endForgotten);
    }

    void everybodyGoes() throws InterruptedException {
        field.stop();
        List<Thread> left = field.crew().join(PATIENCE.toNanos());
        left.forEach(thread -> judge.broken(
                Invariant.I2, thread.getName() + " did not come back; it is at " + List.of(thread.getStackTrace())));
    }

    void countsAgree() {
        boolean agreed = field.awaits(grace, () -> {
            endForgotten(field);
            return isQuiet(field.pool().snapshot()) || collected();
        });
        if (!agreed) {
            PoolSnapshot now = field.pool().snapshot();
            judge.broken(
                    Invariant.I5,
                    "the pool has " + now.total() + " open, " + now.leased() + " leased, " + now.waiting()
                            + " waiting, " + now.opening() + " opening, " + now.lost() + " lost; the proxy "
                            + field.openConnections() + " open; the database " + sessions() + " sessions");
        }
    }

    private boolean isQuiet(PoolSnapshot now) {
        return now.leased() == 0
                && now.waiting() == 0
                && now.opening() == 0
                && now.checking() == 0
                && now.closing() == 0
                && now.lost() == 0
                && now.total() == field.openConnections()
                && now.total() == sessions();
    }

    private int sessions() {
        return field.sessions().orElse(-1);
    }

    /** Whatever was done to it, the pool lends its maximum; a deadline may be shorter than an open takes. */
    void lendsItsMaximum() {
        List<Connection> all = new ArrayList<>();
        AtomicReference<SQLException> last = new AtomicReference<>(new SQLException("nothing was tried"));
        boolean lent = field.awaits(grace, () -> {
            try {
                all.add(field.pool().getConnection());
            } catch (SQLException e) {
                last.set(e);
            }
            return all.size() == field.schedule().places();
        });
        if (!lent) {
            judge.broken(
                    Invariant.I5,
                    "only " + all.size() + " of " + field.schedule().places() + " can be had: "
                            + Worker.text(Objects.requireNonNull(last.get())));
        }
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                judge.broken(Invariant.I5, "an unused connection cannot be returned: " + Worker.text(e));
            }
        }
    }

    /** After the pool was closed. */
    void nothingIsLeft(Traces before) throws SQLException {
        if (!field.awaits(grace, () -> sessions() == 0)) {
            judge.broken(Invariant.I5, "the pool is closed, and the database has " + sessions() + " sessions of it");
        }
        field.ledger().compare(tokens(), judge);
        if (!field.awaits(grace, () -> Traces.now(field).within(before) || collected())) {
            judge.broken(
                    Invariant.I8, "the pool is closed; before it there was " + before + ", now " + Traces.now(field));
        }
    }

    private boolean collected() {
        dropped.collect();
        return false;
    }

    private Map<Long, Integer> tokens() throws SQLException {
        Map<Long, Integer> tokens = new HashMap<>();
        for (TestDatabase database : field.databases()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(Sql.COUNT)) {
                while (rows.next()) {
                    tokens.merge(rows.getLong(1), rows.getInt(2), Integer::sum);
                }
            }
        }
        return tokens;
    }
}
