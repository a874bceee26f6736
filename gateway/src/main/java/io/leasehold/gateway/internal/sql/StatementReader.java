package io.leasehold.gateway.internal.sql;

/** Reads the statements of sessions of one dialect on one backend. Safe for any number of threads. */
@FunctionalInterface
public interface StatementReader {

    /**
     * Reads one statement.
     *
     * @throws RefusedStatementException if there is not exactly one statement, if it may be read in more than one way, or if it is
     *     denied
     */
    ReadStatement read(String text) throws RefusedStatementException;
}
