package io.leasehold.gateway.internal.view;

import java.time.Duration;
import java.util.Map;

/**
 * An operation. Immutable.
 *
 * @param id without its secret
 * @param sessionId whose it is
 * @param user the session's authenticated user
 * @param backend where it runs
 * @param verb what it is, such as SELECT; never the text of a statement
 * @param sql the text, empty unless the gateway is set to show it
 * @param state QUEUED, LEASING, RUNNING, READING, FINISHED, CANCELED, TIMED_OUT or FAILED
 * @param times how long it was in each state so far
 * @param rows rows read so far
 */
public record OperationView(
        String id,
        String sessionId,
        String user,
        String backend,
        String verb,
        String sql,
        String state,
        Map<String, Duration> times,
        long rows) {

    public OperationView {
        times = Map.copyOf(times);
    }
}
