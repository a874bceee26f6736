package io.leasehold.gateway.internal.sql;

/**
 * A client's statement, read.
 *
 * @param sql what goes to the backend: one statement, without a semicolon behind it
 * @param kind what it needs of its connection
 * @param readsState whether it asks for what an earlier statement left on the connection, and so has no right answer on another;
 *     only of what is STATEFUL
 * @param rows whether rows come
 * @param command what the gateway does itself instead
 * @param verb a keyword of a fixed set for displays, such as SELECT, or OTHER; never the client's text
 * @param reason for what is STATEFUL: what makes it so, as in "uses a temporary table"; else empty
 */
public record ReadStatement(
        String sql, StatementClass kind, boolean readsState, Rows rows, Command command, String verb, String reason) {}
