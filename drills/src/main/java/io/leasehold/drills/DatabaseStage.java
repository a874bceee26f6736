package io.leasehold.drills;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.Dialect;
import io.leasehold.drills.databases.Observer;
import io.leasehold.drills.pools.PoolLog;
import io.leasehold.drills.pools.PoolMaker;
import io.leasehold.drills.pools.PoolNeeds;
import io.leasehold.drills.pools.PoolUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one drill on a database runs: a fresh pool whose connections go through a wire of their own to the database, and a second,
 * unpooled connection that looks on. Opened and closed by one thread; in between its parts are used by many.
 */
public final class DatabaseStage implements Stage {

    private final Database database;
    private final Evidence evidence;
    private final PoolNeeds needs;
    private final Wire wire;
    private final Crew crew = new Crew();
    private final @Nullable Observer observer;
    private final @Nullable CannotInjectException blind;
    private final PoolUnderTest pool;
    private final PoolLog log;

    DatabaseStage(Database database, WireMaker wires, PoolMaker pools, PoolNeeds needs, Evidence evidence)
            throws Exception {
        this.database = database;
        this.evidence = evidence;
        this.needs = needs;
        Observer looking = null;
        CannotInjectException why = null;
        try {
            looking = Observer.of(database);
        } catch (CannotInjectException e) {
            why = e;
        }
        observer = looking;
        blind = why;
        wire = wires.open(database.address().host(), database.address().port());
        try {
            pool = pools.make(database, database.address().urlAt(wire.host(), wire.port()), needs);
        } catch (SQLException | RuntimeException e) {
            wire.close();
            throw e;
        }
        log = new PoolLog(pool.loggers(), evidence::said);
    }

    /**
     * A pool for drills to run on.
     *
     * @param kind its name, for an outcome without a pool
     */
    public static Contestant<DatabaseStage> contestant(
            String kind, PoolMaker pools, PoolNeeds needs, Database database, WireMaker wires) {
        return new Contestant<>(kind, evidence -> new DatabaseStage(database, wires, pools, needs, evidence));
    }

    @Override
    public String contestant() {
        return pool.name();
    }

    @Override
    public List<String> settings() {
        return pool.settings();
    }

    public PoolUnderTest pool() {
        return pool;
    }

    public PoolNeeds needs() {
        return needs;
    }

    public Wire wire() {
        return wire;
    }

    public Evidence evidence() {
        return evidence;
    }

    public Database database() {
        return database;
    }

    public Dialect dialect() {
        return database.dialect();
    }

    public PoolLog log() {
        return log;
    }

    /** The threads of this drill. */
    public Crew crew() {
        return crew;
    }

    /** @throws CannotInjectException if this database cannot be asked for its sessions */
    public Observer observer() {
        if (observer == null) {
            throw new CannotInjectException(String.valueOf(blind == null ? null : blind.getMessage()));
        }
        return observer;
    }

    /** The connections of the pool, counted by the database, or at the wire where the database cannot be asked. */
    public int countConnections() throws SQLException {
        return observer != null ? observer.count() : wire.open();
    }

    public String counter() {
        return observer != null ? "the database" : "the proxy";
    }

    /** Acquires from the pool under test. */
    public Connection acquire() throws SQLException {
        return pool.dataSource().getConnection();
    }

    /** Sends the number to the database and gives what came back. */
    public long echo(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect().echo(number))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Acquires and returns so many at the same time, so that the pool has as many open; gives their sessions' ids. */
    public Set<String> warm(int count) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Connection connection = acquire();
                held.add(connection);
                ids.add(observer != null ? observer.sessionOf(connection) : Long.toString(echo(connection, i)));
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        return ids;
    }

    /** Ends what the drill left behind; what hangs in a driver is cut at the wire. */
    @Override
    public void close() throws Exception {
        log.close();
        try {
            crew.close();
            wire.restore();
            Crew closers = new Crew();
            closers.start("drill-closer", () -> {
                        pool.close();
                        return true;
                    })
                    .awaitDone(Duration.ofSeconds(5));
        } finally {
            wire.close();
            if (observer != null) {
                observer.close();
            }
        }
    }
}
