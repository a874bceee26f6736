package io.leasehold.drills.databases;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the database over a second connection, which no pool owns and no proxy is in front of. What was connected
 * before the drill began is not counted. Callers take turns.
 */
public final class Observer implements AutoCloseable {

    private final Dialect dialect;
    private final String whoAmI;
    private final String allSessions;
    private final Connection connection;
    private Set<String> others = Set.of();

    private Observer(Dialect dialect, String whoAmI, String allSessions, Connection connection) {
        this.dialect = dialect;
        this.whoAmI = whoAmI;
        this.allSessions = allSessions;
        this.connection = connection;
    }

    /** @throws CannotInjectException if this database cannot be asked for its sessions */
    public static Observer of(Database database) throws SQLException {
        Dialect dialect = database.dialect();
        String whoAmI = dialect.ownSession();
        String allSessions = dialect.sessions();
        if (whoAmI == null || allSessions == null) {
            throw new CannotInjectException("it is not known how to ask " + dialect.name() + " for its sessions");
        }
        Connection connection = database.connect();
        Observer observer = new Observer(dialect, whoAmI, allSessions, connection);
        try {
            observer.others = observer.sessions();
        } catch (SQLException e) {
            connection.close();
            throw new CannotInjectException(
                    "the database does not tell its sessions (" + e.getMessage() + "): give a user who may see them",
                    e);
        }
        return observer;
    }

    /** The query for the id of one's own session. */
    public String whoAmI() {
        return whoAmI;
    }

    /** The ids of the sessions that the pool has in the database now. */
    public Set<String> sessions() throws SQLException {
        Set<String> ids = ids(allSessions);
        ids.remove(sessionOf(connection));
        ids.removeAll(others);
        return ids;
    }

    private synchronized Set<String> ids(String query) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    public int count() throws SQLException {
        return sessions().size();
    }

    /** The database's id for the session behind this connection. */
    public String sessionOf(Connection other) throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery(whoAmI)) {
            row.next();
            return row.getString(1);
        }
    }

    /** How long it took until none of these sessions was in the database, or empty if one stayed. */
    public Optional<Duration> awaitGone(Collection<String> ids, Duration limit) throws Exception {
        return Await.until(limit, () -> {
            Set<String> left = sessions();
            left.retainAll(ids);
            return left.isEmpty();
        });
    }

    /** Waits until the session is executing a statement, where the database can be asked that. */
    public void awaitExecuting(String id, Duration limit) throws Exception {
        String executing = dialect.executing();
        if (executing != null) {
            Await.until(limit, () -> ids(executing).contains(id));
        }
    }

    /** Ends a session from the server's side. */
    public synchronized void end(String id) {
        if (dialect.endSession() == null) {
            throw new CannotInjectException("it is not known how to end a session of " + dialect.name());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(dialect.endSession(), id));
        } catch (SQLException e) {
            throw new CannotInjectException(
                    "the database refused to end a session (" + e.getMessage() + "): give a user who may", e);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
