package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of a backend while a session has it. One thread at a time uses it; any may doom or abort it.
 *
 * <p>Nobody gets a connection whose state is not known. It is destroyed instead of returned if it was doomed: by a cancel that was
 * sent to it, however its statement ended; by an answer that was not read to its end; and, where the database cannot reset a session
 * in full, by the first statement that may have left something in it. What destroys it is the pool's own retirement, so nothing that
 * still runs in the driver can reach the next holder.
 *
 * <p>What is denied to clients is denied by the text of their statements, and nobody reads the text that a statement makes up, such as
 * EXECUTE IMMEDIATE's. So behind each statement that may have set anything ({@link #doubt}) the connection is asked again how it reads
 * text, before it is given more: one that reads otherwise runs nothing any more.
 */
public final class BackendLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackendLease.class);

    private static final String REVOKED = "the server's operator revoked it";

    /** In the place of a doom once it has gone back: it is too late for one, and its connection may be another's. */
    private static final String RETURNED = "it was returned";

    private final Backend backend;
    private final Connection connection;
    private final @Nullable Connection driver;
    private final String id;
    private final AtomicReference<@Nullable String> doom = new AtomicReference<>();

    /** What was set within the transaction that is open, by what it is, where a rollback would undo it. */
    private final Map<String, Setting> setWithin = new LinkedHashMap<>();

    private volatile boolean isLost;
    private boolean isPrepared;
    private boolean isDoubtful;
    private boolean hasJustFailed;

    BackendLease(Backend backend, Connection connection, @Nullable Connection driver, String id) {
        this.backend = backend;
        this.connection = connection;
        this.driver = driver;
        this.id = id;
    }

    /** The lease's handle. */
    public Connection connection() {
        return connection;
    }

    /** How the server calls the connection; empty where it has no name. */
    public String id() {
        return id;
    }

    /** Sets, before the first statement, what the session has set: where it is, and what it may set in the database. */
    public void prepare(Optional<String> namespace, Map<String, String> settings) throws SQLException {
        if (isPrepared) {
            return;
        }
        isPrepared = true;
        // Every lease has these, so that they are nothing that one leaves behind for another.
        for (Map.Entry<String, String> setting :
                backend.settings().initSettings().entrySet()) {
            backend.product().set(connection, setting.getKey(), setting.getValue());
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
        if (namespace.isPresent()) {
            backend.product().namespace(connection, namespace.get());
        }
    }

    /** Sets one of the database's settings; where nothing puts it back, the connection is nobody else's after that. */
    public void set(String name, String value) throws SQLException {
        leavesState("a setting");
        lasting(name, () -> backend.product().set(connection, name, value));
    }

    /** Goes where a client wants to be, and gives the name as the database has it. */
    public String use(String namespace) throws SQLException {
        String found = backend.product().resolveNamespace(connection, namespace);
        lasting("", () -> backend.product().namespace(connection, found));
        return found;
    }

    /** Sets something on the connection. */
    private interface Setting {
        void set() throws SQLException;
    }

    /** Sets what is the session's and no transaction's: it is set again behind one whose rollback may have undone it. */
    private void lasting(String what, Setting setting) throws SQLException {
        setting.set();
        if (backend.product().rollsBackSettings() && isInTransaction()) {
            setWithin.remove(what);
            setWithin.put(what, setting);
        }
    }

    /** The name of a schema as the database has it. */
    public String resolve(String namespace) throws SQLException {
        return backend.product().resolveNamespace(connection, namespace);
    }

    /** Where it is. */
    public Optional<String> namespace() throws SQLException {
        return backend.product().namespace(connection);
    }

    /** All schemas. */
    public List<String> namespaces() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet all = backend.product().namespaces(connection.getMetaData())) {
            while (all.next()) {
                names.add(all.getString(1));
            }
        }
        return names;
    }

    /** A statement runs that leaves something behind. */
    public void leavesState(String why) {
        if (!backend.product().resetsFully()) {
            doom(why);
        }
    }

    /** What the driver may hold of a result. */
    public FetchLimits fetches() {
        return backend.fetches();
    }

    /** A statement for text that was made for this database, and whose rows come as they are read: few at first. */
    public Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        backend.product().stream(statement, backend.fetches().firstRows());
        return statement;
    }

    /** A statement is about to run that may set anything, whatever stands in its text. */
    public void doubt() {
        isDoubtful = true;
    }

    /**
     * Asks the connection how it reads text, if there is a doubt. Another error than that one says nothing of it: in a transaction that
     * has failed the statement itself would fail with the same.
     *
     * @throws ReadsOtherwiseException if it reads otherwise; the connection is lost
     */
    public void settleDoubt() throws SQLException {
        if (!isDoubtful) {
            return;
        }
        try {
            backend.product().verify(connection);
            isDoubtful = false;
        } catch (ReadsOtherwiseException e) {
            lose("it reads text otherwise than it was written");
            throw e;
        }
    }

    /** A statement has failed. */
    public void failed() {
        hasJustFailed = true;
    }

    /** Whether the server says that a transaction is open. */
    public boolean isInTransaction() throws SQLException {
        if (hasJustFailed) {
            backend.product().seeBehindError(connection);
            hasJustFailed = false;
        }
        return backend.product().isInTransaction(connection, driver());
    }

    private Connection driver() {
        return driver == null ? connection : driver;
    }

    public void begin(String sql) throws SQLException {
        backend.product().begin(connection, sql);
    }

    /** Whether a transaction is open that can only be rolled back: a commit would do just that, and many a driver says nothing. */
    public boolean hasFailed() throws SQLException {
        return backend.product().hasFailed(driver());
    }

    /** Commits; if that can only roll back it does, and says so. */
    public void commit(String sql) throws SQLException {
        boolean hasFailed = hasFailed();
        backend.product().commit(connection, sql);
        if (hasFailed) {
            throw rolledBackInstead();
        }
        setWithin.clear();
    }

    /** What a client is told of a commit that could only roll back. */
    public static SQLException rolledBackInstead() {
        return new SQLException("the transaction was rolled back instead, since a statement in it had failed", "25P02");
    }

    /** The server says that no transaction is open: what one has left behind in the driver or undone at the server is put right. */
    public void leaveTransaction() throws SQLException {
        backend.product().leaveTransaction(connection);
        List<Setting> undone = List.copyOf(setWithin.values());
        setWithin.clear();
        for (Setting one : undone) {
            one.set();
        }
    }

    /**
     * A statement may have undone a part of the transaction that goes on, or all of one behind which the next has begun: what was set in
     * there is set again. Where no transaction is open {@link #leaveTransaction} does so.
     */
    public void wentBack() throws SQLException {
        if (setWithin.isEmpty() || !isInTransaction() || hasFailed()) {
            return;
        }
        for (Setting one : setWithin.values()) {
            one.set();
        }
    }

    public void rollback(String sql) throws SQLException {
        backend.product().rollback(connection, sql);
    }

    /** Rolls back what is open; if that fails nobody is to use it any more. */
    public boolean isRolledBack() {
        try {
            if (isInTransaction()) {
                rollback("ROLLBACK");
                if (isInTransaction()) {
                    throw new SQLException("the transaction is still open");
                }
                leaveTransaction();
            }
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            LOG.info("{}: a rollback failed, so its connection is cut off: {}", backend.name(), e.toString());
            lose("its rollback failed");
            return false;
        }
    }

    /** Begins what the rows of one query need to come as they are read; gives whether there is something to end. */
    public boolean beginStreaming() throws SQLException {
        if (!backend.product().streamsInTransactionsOnly() || !connection.getAutoCommit()) {
            return false;
        }
        connection.setAutoCommit(false);
        return true;
    }

    /** Ends it well: what the query did is kept. */
    public void endStreaming() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Ends it badly: what the query did is undone. */
    public void abandonStreaming() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** From now on it is destroyed when it is returned. */
    public void doom(String why) {
        doom.compareAndSet(null, why);
    }

    /** It is not to be used any more, not even by who has it. */
    public void lose(String why) {
        doom(why);
        isLost = true;
    }

    /** Whether nothing may run on it any more: it was lost, revoked, or is closed. */
    public boolean isLost() {
        try {
            return isLost || connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Why it is destroyed when it is returned; empty if it is not. */
    public String doom() {
        String why = doom.get();
        return why == null || isReturned() ? "" : why;
    }

    private boolean isReturned() {
        return RETURNED.equals(doom.get());
    }

    /** Whether rows that are not read to their end have to be drained, which may take for ever, before anything else can run. */
    public boolean drainsUnread() {
        return backend.kind() == BackendKind.MARIADB;
    }

    /** Cancels a statement of this lease at the server. May block. The caller has doomed the lease. */
    public void cancel(Statement statement) throws SQLException {
        backend.cancel(id, statement);
    }

    /** Destroys it now, whatever runs on it; a second time does nothing. */
    public void abort(String why) {
        doom(why);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException | Error e) {
            LOG.warn("{}: a connection could not be cut off", backend.name(), e);
        }
    }

    /**
     * Takes it from its holder for the operator: destroys it, and sees to it that what it runs ends at the server too, which may not
     * notice by itself that nobody is there.
     *
     * @return false if it has gone back: what its connection runs by now is another's, and is left alone
     */
    public boolean revoke() {
        doom(REVOKED);
        if (isReturned()) {
            return false;
        }
        abort(REVOKED);
        backend.endSoonAtServer(id);
        return true;
    }

    /** Returns it, or destroys it. Throws only what its holder must know: that a rollback failed. */
    @Override
    public void close() throws SQLException {
        doom.compareAndSet(null, RETURNED);
        if (isReturned()) {
            connection.close();
        } else {
            String why = doom();
            LOG.debug("{}: a connection is destroyed instead of returned: {}", backend.name(), why);
            abort(why);
        }
    }
}
