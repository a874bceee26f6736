package io.leasehold.gateway.internal.operation;

import java.time.Duration;
import java.util.Map;

/**
 * An operation that is over, for who counts it or writes it down. Immutable.
 *
 * @param id without its secret
 * @param session whose it is
 * @param user the session's authenticated user
 * @param actingAs the user on whose behalf it ran
 * @param address from where the session was opened
 * @param backend where it ran, or would have
 * @param verb what it is, such as SELECT; never the text of a statement
 * @param sql the text, empty unless the gateway is set to show it
 * @param outcome how it ended
 * @param sqlState of the error that it ended with, or empty
 * @param waited until it had a connection that was in order, or to the end if it never had
 * @param ran with its connection, its rows read
 * @param rows that were read
 * @param changed rows that were changed, or -1
 */
public record OperationEnd(
        String id,
        String session,
        String user,
        String actingAs,
        String address,
        String backend,
        String verb,
        String sql,
        Phase outcome,
        String sqlState,
        Duration waited,
        Duration ran,
        long rows,
        long changed) {

    static OperationEnd of(Operation operation) {
        OperationStatus status = operation.status();
        GatewaySession session = operation.session();
        return new OperationEnd(
                operation.id().toString(),
                session.id(),
                session.registered().principal(),
                session.registered().actingAs(),
                session.profile().address(),
                session.profile().backend().name(),
                operation.verb(),
                operation.sql(),
                status.phase(),
                status.error() == null ? "" : status.error().sqlState(),
                sum(status.times(), Phase.QUEUED, Phase.LEASING),
                sum(status.times(), Phase.RUNNING, Phase.READING),
                status.rowCount(),
                status.modified());
    }

    private static Duration sum(Map<Phase, Duration> times, Phase one, Phase other) {
        return times.getOrDefault(one, Duration.ZERO).plus(times.getOrDefault(other, Duration.ZERO));
    }
}
