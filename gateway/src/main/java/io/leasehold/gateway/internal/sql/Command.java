package io.leasehold.gateway.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * What the gateway answers or does itself. Names are without their quotes, as the client wrote them; a backend that knows them in
 * another case is for whoever looks them up. Patterns are as the client wrote them, their escapes read.
 */
public sealed interface Command {

    /** Nothing: the statement is for the backend. */
    record None() implements Command {}

    /** {@code USE x}, {@code SET SCHEMA x}. Several parts stand with a dot between them. */
    record Use(String schema) implements Command {}

    /** {@code SET k=v}: kept in the session. The value is without the quotes around it, if it was a single string. */
    record Set(String name, String value) implements Command {}

    /** {@code SET}, {@code SET -v}, {@code SET k}: what is kept in the session, all of it or one. */
    record ShowSettings(Optional<String> name) implements Command {}

    /** {@code SELECT current_database()}. */
    record CurrentDatabase() implements Command {}

    /** {@code SHOW DATABASES} or {@code SCHEMAS}, {@code LIKE 'pattern'}. */
    record ShowDatabases(Optional<String> pattern) implements Command {}

    /** {@code SHOW TABLES}, {@code IN schema}, {@code LIKE 'pattern'}. */
    record ShowTables(Optional<String> schema, Optional<String> pattern) implements Command {}

    /** {@code SHOW VIEWS}, {@code IN schema}, {@code LIKE 'pattern'}. */
    record ShowViews(Optional<String> schema, Optional<String> pattern) implements Command {}

    /** {@code DESCRIBE schema.table}. One part or two, the table last. */
    record Describe(List<String> table) implements Command {
        public Describe {
            table = List.copyOf(table);
        }
    }

    /** {@code BEGIN}, {@code START TRANSACTION}; what stands behind it, an isolation level say, is in the statement's text. */
    record Begin() implements Command {}

    /** {@code COMMIT}, {@code END}. */
    record Commit() implements Command {}

    /** {@code ROLLBACK}, {@code ABORT}; going back to a savepoint is the backend's. */
    record Rollback() implements Command {}

    /** {@code DISCARD ALL}: the session is as if it had just been opened. */
    record DiscardAll() implements Command {}
}
