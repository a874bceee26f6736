package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.gateway.internal.sql.Command;
import io.leasehold.gateway.internal.sql.ReadStatement;
import io.leasehold.gateway.internal.sql.RefusedStatementException;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.gateway.internal.sql.StatementClass;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session's client asks for, made into operations: by statements, and by calls for metadata. Safe for any thread. */
public final class SessionStatements {

    private static final Known ENDS_NOTHING = new Known(Rows.NO, () -> null);

    private final Operations operations;

    public SessionStatements(Operations operations) {
        this.operations = operations;
    }

    /**
     * Begins a statement.
     *
     * @param timeout the client's own limit, zero for none
     * @throws ClientErrorException if it is refused; nothing was run
     */
    public Operation execute(GatewaySession session, String text, Duration timeout) throws ClientErrorException {
        ReadStatement read;
        try {
            read = session.profile().reader().read(text);
        } catch (RefusedStatementException e) {
            throw new ClientErrorException(e.sqlState(), e.getMessage());
        }
        refuseUnlessItsModeAllows(session, read);
        Command command = read.command();
        if (command instanceof Command.None) {
            Backend backend = session.profile().backend();
            return submit(session, read, new StatementWork(read, backend.kind()), timeout);
        }
        Known known = known(session, command);
        return known != null
                ? operations.answered(session, statement(read, Works.NOTHING, known.rows()), known.answer())
                : submit(session, read, work(session, read, command), timeout);
    }

    private static void refuseUnlessItsModeAllows(GatewaySession session, ReadStatement read)
            throws ClientErrorException {
        if (read.kind() == StatementClass.STATEFUL && session.profile().pinMode() == PinMode.TRANSACTION) {
            throw new ClientErrorException(
                    "0A000",
                    "the statement " + read.reason()
                            + ", which pin mode transaction does not allow: open the session in pin mode auto or"
                            + " session (a url that ends in ?leasehold.pin.mode=auto), if its backend allows that");
        }
    }

    private Operation submit(GatewaySession session, ReadStatement read, Work work, Duration timeout)
            throws ClientErrorException {
        boolean isOwn = !(read.command() instanceof Command.None);
        Rows rows = !isOwn ? read.rows() : isShow(read.command()) ? Rows.YES : Rows.NO;
        return operations.submit(session, statement(read, work, rows), session.timeout(timeout));
    }

    private OperationRequest statement(ReadStatement read, Work work, Rows rows) {
        String shown = operations.settings().showSql() ? read.sql() : "";
        return new OperationRequest(work, read.verb(), shown, rows);
    }

    private static boolean isShow(Command command) {
        return command instanceof Command.ShowDatabases
                || command instanceof Command.ShowTables
                || command instanceof Command.ShowViews
                || command instanceof Command.Describe;
    }

    /** What needs no connection. */
    private record Known(Rows rows, Operations.Answer answer) {}

    private static @Nullable Known known(GatewaySession session, Command command) {
        if (command instanceof Command.Set set && !session.variables().isOfDatabase(set.name())) {
            return new Known(Rows.NO, () -> {
                session.variables().set(set.name(), set.value());
                return null;
            });
        }
        if (command instanceof Command.ShowSettings show) {
            return new Known(Rows.YES, () -> settings(session, show));
        }
        if (command instanceof Command.CurrentDatabase) {
            return new Known(Rows.YES, () -> ShowWorks.texts("current_database()", List.of(session.namespace())));
        }
        return session.isPinned() ? null : endsNothing(session, command);
    }

    /** The end of a transaction where none is open, or null. */
    private static @Nullable Known endsNothing(GatewaySession session, Command command) {
        if (command instanceof Command.DiscardAll) {
            return new Known(Rows.NO, () -> {
                session.variables().clear();
                return null;
            });
        }
        boolean ends = command instanceof Command.Commit || command instanceof Command.Rollback;
        return ends ? ENDS_NOTHING : null;
    }

    private static RowReader settings(GatewaySession session, Command.ShowSettings show) {
        Map<String, String> all = session.variables().all();
        List<String> lines = show.name()
                .map(name -> List.of(all.containsKey(name) ? name + "=" + all.get(name) : name + " is undefined"))
                .orElseGet(() -> all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList());
        return ShowWorks.texts("set", lines);
    }

    private static Work work(GatewaySession session, ReadStatement read, Command command) throws ClientErrorException {
        Backend backend = session.profile().backend();
        if (command instanceof Command.Use use) {
            return new Works.Use(session, schemaOf(backend, use.schema()));
        }
        if (command instanceof Command.Set set) {
            return new Works.Set(session, set.name(), set.value());
        }
        if (command instanceof Command.ShowDatabases show) {
            return new ShowWorks.Databases(show.pattern());
        }
        if (command instanceof Command.ShowTables show) {
            return new ShowWorks.Tables(backend.kind(), show.schema(), show.pattern(), false);
        }
        if (command instanceof Command.ShowViews show) {
            return new ShowWorks.Tables(backend.kind(), show.schema(), show.pattern(), true);
        }
        if (command instanceof Command.Describe describe) {
            return new ShowWorks.Describe(backend.kind(), describe.table());
        }
        if (command instanceof Command.Begin) {
            return new Works.Begin(read.sql());
        }
        if (command instanceof Command.Commit) {
            return new Works.Commit(read.sql());
        }
        return command instanceof Command.Rollback ? new Works.Rollback(read.sql()) : new Works.DiscardAll(session);
    }

    /** {@code default} is where the backend begins; a schema may be named with its backend. */
    private static String schemaOf(Backend backend, String name) throws ClientErrorException {
        if (name.equalsIgnoreCase("default") || name.equalsIgnoreCase(backend.name())) {
            return backend.facts()
                    .namespace()
                    .orElseThrow(
                            () -> new ClientErrorException("3F000", "backend " + backend.name() + " has no schemas"));
        }
        String prefix = backend.name() + ".";
        boolean isQualified = name.regionMatches(true, 0, prefix, 0, prefix.length());
        return isQualified ? name.substring(prefix.length()) : name;
    }

    /** Goes to a schema, as {@code USE} does. */
    public Operation use(GatewaySession session, String schema) throws ClientErrorException {
        return metadata(session, new Works.Use(session, schema), "USE", Rows.NO);
    }

    /** Asks for metadata, within the time for that. */
    public Operation ask(GatewaySession session, String verb, Question question) throws ClientErrorException {
        return metadata(session, new Works.Ask(question::ask), verb, Rows.YES);
    }

    private Operation metadata(GatewaySession session, Work work, String verb, Rows rows) throws ClientErrorException {
        Duration timeout = operations.settings().metadataTimeout();
        return operations.submit(session, new OperationRequest(work, verb, "", rows), timeout);
    }

    /** Asks for something of the database's metadata. */
    public interface Question {
        RowReader ask(Connection connection) throws SQLException;
    }
}
