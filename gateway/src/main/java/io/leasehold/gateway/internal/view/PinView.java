package io.leasehold.gateway.internal.view;

import java.time.Duration;

/**
 * A session that keeps a connection. Immutable.
 *
 * @param sessionId whose it is
 * @param user the session's authenticated user
 * @param backend of which
 * @param reason why, such as "transaction" or "temporary table"
 * @param age for how long
 */
public record PinView(String sessionId, String user, String backend, String reason, Duration age) {}
