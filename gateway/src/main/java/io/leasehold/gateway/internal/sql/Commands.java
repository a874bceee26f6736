package io.leasehold.gateway.internal.sql;

import io.leasehold.gateway.internal.sql.Command.Begin;
import io.leasehold.gateway.internal.sql.Command.Commit;
import io.leasehold.gateway.internal.sql.Command.CurrentDatabase;
import io.leasehold.gateway.internal.sql.Command.Describe;
import io.leasehold.gateway.internal.sql.Command.DiscardAll;
import io.leasehold.gateway.internal.sql.Command.None;
import io.leasehold.gateway.internal.sql.Command.Rollback;
import io.leasehold.gateway.internal.sql.Command.ShowDatabases;
import io.leasehold.gateway.internal.sql.Command.ShowTables;
import io.leasehold.gateway.internal.sql.Command.ShowViews;
import io.leasehold.gateway.internal.sql.Command.Use;
import java.util.List;
import java.util.Optional;

/**
 * Finds the statements that the gateway answers or does itself. What is not wholly one of them is none: it goes to the backend.
 * Safe for any number of threads.
 */
final class Commands {

    private static final Command NONE = new None();

    private final boolean hive;
    private final SetCommands sets;

    Commands(boolean hive, SetCommands sets) {
        this.hive = hive;
        this.sets = sets;
    }

    Command of(Tokens tokens) throws RefusedStatementException {
        TokenCursor cursor = new TokenCursor(tokens);
        if (cursor.word("USE")) {
            return use(cursor);
        }
        if (cursor.word("SET")) {
            return cursor.word("SCHEMA", "CATALOG") ? useIfNamed(tokens, cursor) : sets.of(tokens);
        }
        if (cursor.word("SELECT")) {
            boolean asks = cursor.word("CURRENT_DATABASE") && cursor.symbol('(') && cursor.symbol(')');
            return asks && cursor.isAtEnd() ? new CurrentDatabase() : NONE;
        }
        if (cursor.word("DISCARD")) {
            return cursor.word("ALL") && cursor.isAtEnd() ? new DiscardAll() : NONE;
        }
        if (hive && cursor.word("SHOW")) {
            return show(cursor);
        }
        if (hive && cursor.word("DESCRIBE", "DESC")) {
            return describe(cursor);
        }
        return transaction(cursor);
    }

    private static Command use(TokenCursor cursor) throws RefusedStatementException {
        List<String> names = cursor.names();
        return names.isEmpty() || !cursor.isAtEnd() ? NONE : new Use(String.join(".", names));
    }

    /** The standard's SET SCHEMA takes a string as well. */
    private Command useIfNamed(Tokens tokens, TokenCursor cursor) throws RefusedStatementException {
        String string = cursor.string();
        Command use = string != null && cursor.isAtEnd() ? new Use(string) : use(cursor);
        return use.equals(NONE) ? sets.of(tokens) : use;
    }

    private static Command show(TokenCursor cursor) throws RefusedStatementException {
        if (cursor.word("DATABASES", "SCHEMAS")) {
            Optional<String> pattern = pattern(cursor);
            return cursor.isAtEnd() ? new ShowDatabases(pattern) : NONE;
        }
        boolean tables = cursor.word("TABLES");
        if (!tables && !cursor.word("VIEWS")) {
            return NONE;
        }
        Optional<String> schema = Optional.empty();
        if (cursor.word("IN", "FROM")) {
            List<String> names = cursor.names();
            if (names.isEmpty()) {
                return NONE;
            }
            schema = Optional.of(String.join(".", names));
        }
        Optional<String> pattern = pattern(cursor);
        if (!cursor.isAtEnd()) {
            return NONE;
        }
        return tables ? new ShowTables(schema, pattern) : new ShowViews(schema, pattern);
    }

    /** Hive takes a pattern with LIKE and, of tables, without. */
    private static Optional<String> pattern(TokenCursor cursor) throws RefusedStatementException {
        cursor.word("LIKE");
        return Optional.ofNullable(cursor.string());
    }

    private static Command describe(TokenCursor cursor) throws RefusedStatementException {
        cursor.word("TABLE");
        cursor.word("EXTENDED", "FORMATTED");
        List<String> names = cursor.names();
        return names.isEmpty() || names.size() > 2 || !cursor.isAtEnd() ? NONE : new Describe(names);
    }

    private static Command transaction(TokenCursor cursor) {
        if (cursor.word("BEGIN")) {
            return cursor.word("NOT") ? NONE : new Begin();
        }
        if (cursor.word("START")) {
            return cursor.word("TRANSACTION") ? new Begin() : NONE;
        }
        boolean commit = cursor.word("COMMIT", "END");
        if (!commit && !cursor.word("ROLLBACK", "ABORT")) {
            return NONE;
        }
        cursor.word("WORK", "TRANSACTION");
        if (!cursor.isAtEnd()) {
            return NONE;
        }
        return commit ? new Commit() : new Rollback();
    }
}
