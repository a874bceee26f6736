package io.leasehold.drills.dropped;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.Crew;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Stage;
import io.leasehold.drills.pools.PoolLog;
import java.util.List;

/** A database, a server before it, and the clients' crew. Opened and closed by one thread. */
final class ServerStage implements Stage {

    private final SqlDatabase database;
    private final SqlServer server;
    private final Crew crew = new Crew();
    private final Evidence evidence;
    private final PoolLog log;

    /** Starts a server before a database. */
    @FunctionalInterface
    interface ServerMaker {
        SqlServer start(SqlDatabase database) throws Exception;
    }

    private ServerStage(SqlDatabase database, SqlServer server, Evidence evidence) {
        this.database = database;
        this.server = server;
        this.evidence = evidence;
        log = new PoolLog(server.loggers(), evidence::said);
    }

    static Contestant<ServerStage> contestant(String kind, ServerMaker maker) {
        return new Contestant<>(kind, evidence -> {
            SqlDatabase database = new SqlDatabase();
            try {
                return new ServerStage(database, maker.start(database), evidence);
            } catch (Exception e) {
                database.close();
                throw e;
            }
        });
    }

    @Override
    public String contestant() {
        return server.name();
    }

    @Override
    public List<String> settings() {
        return server.settings();
    }

    SqlDatabase database() {
        return database;
    }

    SqlServer server() {
        return server;
    }

    Crew crew() {
        return crew;
    }

    Evidence evidence() {
        return evidence;
    }

    @Override
    public void close() throws Exception {
        try (database;
                server;
                log) {
            crew.close();
        }
    }
}
